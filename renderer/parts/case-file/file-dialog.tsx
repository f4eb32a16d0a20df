import { useDeferredValue, useMemo, useState } from 'react';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras } from '../../../shared/kernel/plain-date.ts';
import { emptyDraft, setValue, type RecordDraft } from '../../../shared/record/draft.ts';
import type { Values } from '../../../shared/record/fields.ts';
import { caseFile } from '../../../shared/record/kinds/case-file.ts';
import { validate } from '../../../shared/record/validate.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { WorkplaceFacts } from '../../../shared/search/likeness.ts';
import { openCaseFile, saveCaseFile, type CaseView } from '../../db/cases.ts';
import { createWorkplace } from '../../db/workplaces.ts';
import { readProcedures } from '../../db/procedures.ts';
import { readOffice } from '../../db/settings.ts';
import type { WorkplaceSummary } from '../../db/summaries.ts';
import { problemsByField } from '../../form/problems-by-field.ts';
import { SectionForm } from '../../form/section-form.tsx';
import { useLists } from '../../lists.ts';
import { FormDialog } from '../form-dialog.tsx';
import { useDeed } from '../use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { WorkplaceChoiceInput, type WorkplaceChoice } from '../workplaces/workplace-choice.tsx';
import { askedValues, fileSection } from './file-form.ts';
import './file-dialog.css';
import { SimilarCases } from './similar-cases.tsx';

interface FileDialogProps {
  /** the case; only its id for one that is nowhere yet */
  readonly view: Pick<CaseView, 'caseId' | 'file' | 'head'> | { readonly caseId: string };
  readonly onClose: () => void;
  readonly onSaved: () => void;
  /** the workplace that a new case is opened for */
  readonly workplace?: WorkplaceSummary;
  /** what is known of a new case from elsewhere, e.g. its origin */
  readonly known?: Values;
  /** what whoever opens it should know first */
  readonly hint?: string;
  /** opens another case instead: a likely duplicate */
  readonly onOther?: (caseId: string) => void;
}

/** Opens a case file, or changes what it says. Before a new one is made, likely duplicates are shown beside it. */
export function FileDialog({ view, workplace, known = {}, hint, onClose, onSaved, onOther }: FileDialogProps) {
  const { db, office, person, may } = useSession();
  const file = 'file' in view ? view.file : undefined;
  const [draft, setDraft] = useState<RecordDraft>(() => {
    const start = file ?? withKnown(startOf(view, office.municipality), known);
    return workplace === undefined ? start : at(start, workplace);
  });
  const [choice, setChoice] = useState<WorkplaceChoice>(() =>
    choiceOf(workplace?.id ?? textOf(draft, 'establishmentId')),
  );
  const { workplaces } = useLists();
  const [asked, setAsked] = useState(false);
  const { busy, fault, run } = useDeed();
  const settled = useDeferredValue(draft);
  const today = dateInHonduras(instantFrom(db.clock.now()));
  const problems = useMemo(() => {
    const fields = new Set(fileSection.fields.map(({ key }) => key));
    return validate(caseFile, settled, { today }).filter(({ field }) => fields.has(field));
  }, [settled, today]);
  const isNew = file === undefined;

  function confirm(): void {
    setAsked(true);
    if (
      validate(caseFile, { ...draft, values: { openedOn: today, ...draft.values } }, { today }).some(
        (one) => one.severity === 'error',
      )
    )
      return;
    void run<unknown>(
      async () => {
        const chosen = await establishmentIdOf();
        if (!chosen.ok) return chosen;
        const own = { ...askedValues(draft), establishmentId: chosen.value };
        if (!isNew) return await saveCaseFile(db, view.caseId, own);
        const procedures = await readProcedures(db);
        if (!procedures.ok) return procedures;
        const settings = await readOffice(db);
        if (!settings.ok) return settings;
        const values = {
          ...own,
          openedOn: today,
          stage: 'draft',
          procedureId: procedures.value.currentId,
          responsibleId: person.id,
          responsibleName: person.name,
        };
        // whoever may not number papers opens the file without a number
        if (!may('case.finalise')) return await saveCaseFile(db, view.caseId, values);
        return await openCaseFile(db, view.caseId, values, settings.value);
      },
      () => onSaved(),
    );
  }

  /** Registers a new workplace before the file that points at it; once, however often the file is tried. */
  async function establishmentIdOf(): Promise<Result<string>> {
    if (choice.kind !== 'new') return ok(choice.kind === 'known' ? choice.id : '');
    const { employerName = '', department = '', municipality = '' } = draft.values;
    const made = await createWorkplace(db, { employerName, department, municipality });
    if (made.ok) setChoice({ kind: 'known', id: made.value });
    return made;
  }

  function choose(chosen: WorkplaceChoice): void {
    setChoice(chosen);
    if (chosen.kind !== 'known') return;
    void workplaces.get(chosen.id).then((found) => {
      if (found !== undefined) setDraft((before) => at(before, found));
    });
  }

  return (
    <FormDialog
      title={t(isNew ? 'cases.newTitle' : 'cases.editFile')}
      confirm={t(isNew ? 'cases.create' : 'cases.save')}
      busy={busy}
      fault={fault}
      wide
      onConfirm={confirm}
      onClose={onClose}
    >
      {hint !== undefined && <p>{hint}</p>}
      <div className="file-dialog">
        <SectionForm
          kind={caseFile}
          section={fileSection}
          draft={draft}
          problems={problemsByField(problems)}
          showMissing={asked}
          readOnly={false}
          edit={(change) => setDraft(change)}
          clock={db.clock}
          protectedOpen={false}
        />
        <div className="file-dialog-beside">
          <WorkplaceChoiceInput choice={choice} facts={factsOf(settled)} onChoose={choose} />
          {isNew && onOther && <SimilarCases employer={textOf(settled, 'employerName')} onOpen={onOther} />}
        </div>
      </div>
    </FormDialog>
  );
}

function withKnown(draft: RecordDraft, values: Values): RecordDraft {
  const known = Object.entries(values).filter(([, value]) => value !== '');
  return known.reduce((so, [key, value]) => setValue(so, key, value), draft);
}

/** A file with the employer and the place of a workplace. */
function at(draft: RecordDraft, { employer, municipality }: WorkplaceSummary): RecordDraft {
  return withKnown(draft, { employerName: employer, department: municipality.slice(0, 2), municipality });
}

function choiceOf(id: string): WorkplaceChoice {
  return id === '' ? { kind: 'none' } : { kind: 'known', id };
}

function factsOf(draft: RecordDraft): WorkplaceFacts {
  return {
    employer: textOf(draft, 'employerName'),
    municipality: textOf(draft, 'municipality'),
    site: '',
    rtn: '',
    address: '',
  };
}

function textOf({ values }: RecordDraft, key: string): string {
  const value = values[key];
  return typeof value === 'string' ? value : '';
}

/** A new file begins with what the acta knows, where there is one. */
function startOf(view: FileDialogProps['view'], municipality: string): RecordDraft {
  const head = 'head' in view ? view.head : undefined;
  const values = {
    department: (head?.municipality ?? municipality).slice(0, 2),
    municipality: head?.municipality === undefined || head.municipality === '' ? municipality : head.municipality,
    employerName: head?.employer ?? '',
    type: head?.type ?? '',
    priority: 'normal',
  };
  return Object.entries(values).reduce((draft, [key, value]) => setValue(draft, key, value), emptyDraft(caseFile));
}
