import { useCallback, useState } from 'react';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { getKind } from '../../../shared/record/kinds/kinds.ts';
import { buildBlankForm, type BlankFormInput, type BlankFormKind } from '../../../shared/report/blank-form.ts';
import type { Report } from '../../../shared/report/report.ts';
import { blankText } from '../../../shared/report/text/blank.ts';
import { readOffice } from '../../db/settings.ts';
import { ReportDialog } from '../../parts/report-dialog.tsx';
import { usePaperActs } from '../../parts/use-paper-acts.ts';
import { useSession } from '../../session.tsx';
import { kindLabel } from '../../text/field-text.ts';
import { t } from '../../text/index.ts';
import { Select } from '../../ui/select.tsx';
import { useReservedSheets } from './reserved-sheets.ts';

/** Which form: of what kind of record, and whether it is what everybody reads or the annex. */
export interface BlankForm {
  readonly kind: BlankFormKind;
  readonly part: BlankFormInput['part'];
}

interface BlankFormDialogProps {
  readonly form: BlankForm;
  readonly onClose: () => void;
}

/**
 * A form to be filled in by hand, with a number that was set aside for it or a line to write one on. It is about no case.
 */
export function BlankFormDialog({ form, onClose }: BlankFormDialogProps) {
  const { kind, part } = form;
  const { db, office } = useSession();
  const sheets = useReservedSheets(kind);
  const [number, setNumber] = useState('');
  const makeReport = useCallback(async (): Promise<Report> => {
    const settings = await readOffice(db);
    // without the settings it still has the office's name, and is good for writing on
    const { letterhead, paper } = settings.ok ? settings.value : { letterhead: [], paper: 'letter' as const };
    const madeAt = instantFrom(db.clock.now());
    return buildBlankForm({
      kind: getKind(kind),
      part,
      office: { name: office.name, letterhead },
      number,
      madeAt,
      paper,
    });
  }, [db, office, kind, part, number]);
  const about = { detail: [`${ABOUT[part]}: ${blankText.titles[kind] ?? kind}`, number].filter(Boolean).join(' ') };
  const acts = usePaperActs({
    suggestedName: `${part === 'annex' ? 'anexo-reservado-' : ''}${[FILE[kind], number].filter(Boolean).join('-')}.pdf`,
    about,
  });
  return (
    <ReportDialog
      title={`${t('writing.blankTitle')}: ${blankFormLabel(form)}`}
      hint={t(part === 'form' ? 'writing.blankHint' : 'writing.blankAnnexHint')}
      close={t('inspections.close')}
      making={t('inspections.making')}
      makeReport={makeReport}
      acts={acts}
      choices={
        sheets.length > 0 && (
          <Select
            label={t('writing.blankNumber')}
            options={[
              { key: LINE, label: t('writing.blankNumberLine') },
              ...sheets.map((sheet) => ({ key: sheet, label: sheet })),
            ]}
            value={number === '' ? LINE : number}
            onChange={(key) => setNumber(key === LINE ? '' : key)}
          />
        )
      }
      onClose={onClose}
    />
  );
}

/** Stands for a line on which a number is written by hand. */
const LINE = '-';

/** What a form is called. */
export function blankFormLabel({ kind, part }: BlankForm): string {
  if (kind === 'inspection') return t(`writing.blank_${part}`);
  return part === 'annex' ? `${t('writing.blank_annex')}: ${kindLabel(kind)}` : kindLabel(kind);
}

/** For the chain of acts, which is in Spanish whatever the screens speak. */
const ABOUT = { form: 'Formulario en blanco', annex: 'Anexo reservado en blanco' } as const;
const FILE: Readonly<Record<BlankFormKind, string>> = {
  inspection: 'formulario-de-inspeccion',
  order: 'formulario-de-orden',
  notification: 'formulario-de-notificacion',
  reinspection: 'formulario-de-reinspeccion',
  conciliation: 'formulario-de-conciliacion',
  resolution: 'formulario-de-resolucion',
  document_request: 'formulario-de-requerimiento',
  delivery: 'formulario-de-entrega',
};
