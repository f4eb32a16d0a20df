import { useCallback, useEffect, useRef } from 'react';
import { catalogLabel, findEntry } from '../../../shared/catalog/catalog.ts';
import { checklistMatters } from '../../../shared/catalog/entry.ts';
import { parameterAt } from '../../../shared/catalog/legal-parameters.ts';
import { instantFrom, type Clock } from '../../../shared/kernel/clock.ts';
import { dateInHonduras } from '../../../shared/kernel/plain-date.ts';
import type { Working } from '../../../shared/calculator/working.ts';
import { reader, rowsOf, setValue, type DraftRow, type RecordDraft } from '../../../shared/record/draft.ts';
import { checklistRecord } from '../../../shared/record/kinds/checklist.ts';
import type { EditDraft } from '../../form/draft-edit.ts';
import { focusField } from '../../form/field-path.ts';
import { fieldLabel } from '../../text/field-text.ts';
import { t } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { YesNo } from '../../ui/yes-no.tsx';
import { ChecklistQuestion } from './checklist-question.tsx';
import './checklist.css';

export interface ChecklistFormProps {
  /** a record of the kind `checklist`; a new one begins as `checklistDraft()` */
  readonly draft: RecordDraft;
  /** must stay the same function from one drawing to the next */
  readonly edit: EditDraft;
  readonly readOnly: boolean;
  readonly clock: Clock;
  /** offers to take a calculation to the acta; must stay the same function from one drawing to the next */
  readonly onToActa?: ((working: Working) => void) | undefined;
}

/**
 * The questions of a visit by matter, each answered with one key. On a small farm, which the Labour Code leaves out, it
 * says so and hides nothing: children and forced labour are looked for everywhere.
 */
export function ChecklistForm({ draft, edit, readOnly, clock, onToActa }: ChecklistFormProps) {
  const rows = rowsOf(draft, 'answers');
  const groups = groupsOf(rows);
  const inOrder = groups.flatMap((group) => group.rows.map(({ id }) => id));
  const next = useNextFocus(inOrder);
  const isSmallFarm = reader(draft).text('smallFarm') === 'yes';
  const answered = rows.filter(({ values }) => !['', 'notVerified'].includes(textOf(values['answer']))).length;
  return (
    <div className="checklist">
      <div className="checklist-head">
        <YesNo
          label={fieldLabel({ kind: checklistRecord.key, field: 'smallFarm' })}
          value={{ yes: true, no: false }[reader(draft).text('smallFarm')]}
          onChange={(answer) =>
            edit(
              (before) => setValue(before, 'smallFarm', answer === undefined ? '' : answer ? 'yes' : 'no'),
              'answers/smallFarm',
            )
          }
          readOnly={readOnly}
        />
        <p className="checklist-progress" role="status">
          {t('calculators.progress', { n: answered, total: rows.length })}
        </p>
      </div>
      {isSmallFarm && (
        <Notice kind="info" title={t('calculators.farmTitle')}>
          {t('calculators.farmText', { n: smallFarmWorkers(clock) })}
        </Notice>
      )}
      {!readOnly && <p className="checklist-note">{t('calculators.keys')}</p>}
      {groups.map(({ matter, rows: ofMatter }) => (
        <section key={matter} className="checklist-group" aria-label={matterLabel(matter)}>
          <h3 className="checklist-matter">{matterLabel(matter)}</h3>
          {ofMatter.map((row) => (
            <ChecklistQuestion
              key={row.id}
              row={row}
              edit={edit}
              readOnly={readOnly}
              isSmallFarm={isSmallFarm}
              onAnswered={next}
              onToActa={onToActa}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

/** Where the focus goes once an answer is drawn: to the note of a breach, else to the next question. */
function useNextFocus(inOrder: readonly string[]): (row: string, isBreach: boolean) => void {
  const wanted = useRef<{ readonly row: string; readonly field: string }>(undefined);
  const order = useRef(inOrder);
  useEffect(() => {
    order.current = inOrder;
    const place = wanted.current;
    if (place && focusField({ section: 'answers', table: 'answers', ...place })) wanted.current = undefined;
  });
  return useCallback((row: string, isBreach: boolean) => {
    const after = order.current[order.current.indexOf(row) + 1];
    if (isBreach) wanted.current = { row, field: 'note' };
    else if (after !== undefined) wanted.current = { row: after, field: 'answer' };
    // the same answer again draws nothing anew
    const place = wanted.current;
    if (place && focusField({ section: 'answers', table: 'answers', ...place })) wanted.current = undefined;
  }, []);
}

interface Group {
  readonly matter: string;
  readonly rows: readonly DraftRow[];
}

/** Rows by matter in its order; questions that this version does not know come last and stay as they are. */
function groupsOf(rows: readonly DraftRow[]): readonly Group[] {
  const matterOf = (row: DraftRow): string => findEntry('checklist', textOf(row.values['item']))?.matter ?? 'other';
  return [...checklistMatters, 'other']
    .map((matter) => ({ matter, rows: rows.filter((row) => matterOf(row) === matter) }))
    .filter((group) => group.rows.length > 0);
}

function matterLabel(matter: string): string {
  return matter === 'freedom' ? t('calculators.matter_freedom') : catalogLabel('matters', matter);
}

function smallFarmWorkers(clock: Clock): string {
  return parameterAt('smallFarmWorkers', dateInHonduras(instantFrom(clock.now())))?.value ?? '';
}

function textOf(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}
