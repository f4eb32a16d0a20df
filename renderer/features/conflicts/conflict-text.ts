import type { Change } from '../../../shared/record/change.ts';
import type { FieldValue } from '../../../shared/record/fields.ts';
import { systemFields } from '../../../shared/record/system-fields.ts';
import type { ConflictItem, FieldConflict } from '../../../shared/merge/conflict-items.ts';
import { printValue } from '../../../shared/report/print-value.ts';
import type { CaseConflicts } from '../../db/conflicts.ts';
import { formatInstant } from '../../parts/format.ts';
import { fieldLabel, kindLabel, rowLabel } from '../../text/field-text.ts';
import { findText, t } from '../../text/index.ts';

/** Fields of the log itself that have words of their own. */
const logFields: readonly string[] = [
  systemFields.removed,
  systemFields.order,
  'state',
  'number',
  'version',
  'reason',
  'stage',
];

/** What a case, workplace or alert is called in the list. */
export function caseTitle({ shown }: CaseConflicts): string {
  const parts = shown.kind === 'case' ? [shown.summary.number, shown.summary.employer] : [shown.summary.employer];
  const named = parts.filter((part) => part !== '');
  return named.length === 0 ? t('conflicts.nameless') : named.join(' · ');
}

/** Where people disagree: `Acta de inspección, Hecho 2: Descripción`. */
export function itemTitle(item: ConflictItem): string {
  const { kind, table, position } = item;
  const record = kind === '' ? t('conflicts.unknownRecord') : kindLabel(kind);
  const row = table === undefined ? undefined : rowLabel(kind, table, position ?? 1);
  const place = row === undefined ? record : `${record}, ${row}`;
  return item.what === 'row' ? place : `${place}: ${fieldTitle(item)}`;
}

/** What a field is called. */
export function fieldTitle({
  kind,
  table,
  field,
  def,
}: Pick<FieldConflict, 'kind' | 'table' | 'field' | 'def'>): string {
  if (def === undefined && logFields.includes(field)) {
    const name = field.replace('@', '');
    return findText(`conflicts.field_${name}`) ?? field;
  }
  return fieldLabel({ kind, table, field });
}

/** What somebody wrote, as it is read on paper; `closed` when it cannot be seen. */
export function headText(
  { kind, field, def }: Pick<FieldConflict, 'kind' | 'field' | 'def'>,
  { op, x }: Change,
): string {
  if (field === systemFields.removed)
    return t(x?.val === false || op.k === 'del' ? 'conflicts.there' : 'conflicts.inBin');
  if (op.k === 'del') return t('conflicts.empty');
  if (x === undefined) return t('conflicts.closed');
  if (def !== undefined && isFieldValue(x.val)) return printValue(def, x.val, kind);
  return typeof x.val === 'string' || typeof x.val === 'number' ? String(x.val) : JSON.stringify(x.val);
}

function isFieldValue(value: unknown): value is FieldValue {
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
}

/** When and by whom something was written, in one line. */
export function whenAndWho(name: string, office: string, time: string): string {
  return t('conflicts.who', { name, office, at: formatInstant(time.slice(0, 24)) });
}
