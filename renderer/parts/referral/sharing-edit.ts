import { partsFor, presetOf, referralParts, type ReferralPart } from '../../../shared/catalog/referral-parts.ts';
import { newId } from '../../../shared/kernel/id.ts';
import {
  addRow,
  reader,
  removeRow,
  rowsOf,
  setRowValue,
  type DraftRow,
  type RecordDraft,
} from '../../../shared/record/draft.ts';
import { fieldsOf, tablesOf, type FieldDef, type Values } from '../../../shared/record/fields.ts';
import { referral } from '../../../shared/record/kinds/referral.ts';
import { sharedParts, sharingTable } from '../../../shared/record/sharing.ts';
import { isPrinted } from '../../../shared/report/canonical-record.ts';
import { printValue } from '../../../shared/report/print-value.ts';
import { fieldLabel } from '../../text/field-text.ts';

/** One part as the form shows it. */
export interface PartState {
  readonly part: ReferralPart;
  /** ticked by whoever writes, or by the preset */
  readonly ticked: boolean;
  /** whether the addressee gets it as things stand: not while a reason is missing */
  readonly given: boolean;
  /** the row that says otherwise than the preset */
  readonly row: DraftRow | undefined;
  readonly reason: string;
  /** whether the tick is where the preset has it */
  readonly asPreset: boolean;
  /** what is filled in of it, as it will be printed */
  readonly content: readonly string[];
}

/** Every part of a referral: whether it is given, by the preset or with a reason, and what is in it. */
export function partStates(draft: RecordDraft): readonly PartState[] {
  const preset = new Set(presetOf(reader(draft).text('addressee')).gives);
  const given = sharedParts(draft);
  return referralParts.map((part) => {
    const row = rowsOf(draft, sharingTable).find(
      ({ values }) => values['part'] === part && !isOfAnother(draft, values),
    );
    const said = row === undefined ? undefined : reader(draft, row);
    const ticked = said === undefined ? preset.has(part) : said.text('given') === 'yes';
    return {
      part,
      ticked,
      asPreset: ticked === preset.has(part),
      given: given.has(part),
      row,
      reason: said?.text('reason') ?? '',
      content: contentOf(draft, part),
    };
  });
}

/** Given to another addressee, before this one was chosen. */
function isOfAnother(draft: RecordDraft, { given, decidedFor }: Values): boolean {
  const addressee = reader(draft).text('addressee');
  return given === 'yes' && typeof decidedFor === 'string' && decidedFor !== '' && decidedFor !== addressee;
}

/** Ticks a part or takes the tick away; what is as the preset has it needs no row. */
export function tick(draft: RecordDraft, part: ReferralPart, given: boolean): RecordDraft {
  const known = rowsOf(draft, sharingTable).filter(({ values }) => values['part'] === part);
  const without = known.reduce((so, { id }) => removeRow(so, sharingTable, id), draft);
  const addressee = reader(draft).text('addressee');
  const byPreset = partsFor(addressee, []).has(part);
  if (given === byPreset) return without;
  return addRow(without, sharingTable, {
    id: newId(),
    values: { part, given: given ? 'yes' : 'no', decidedFor: addressee },
  });
}

/** Writes down why a part is not as the preset has it. */
export function giveReason(draft: RecordDraft, row: string, reason: string): RecordDraft {
  return setRowValue(draft, { table: sharingTable, row, column: 'reason' }, reason);
}

/** Through the rule of the papers, as the office sees them: what is filled in of a part. */
function contentOf(draft: RecordDraft, part: ReferralPart): readonly string[] {
  const own = ({ part: its }: FieldDef): boolean => its === part;
  const content = { draft, addressee: 'file' } as const;
  const print = (field: FieldDef, row?: DraftRow): string =>
    printValue(field, (row ?? draft).values[field.key], referral.key);
  return [
    ...fieldsOf(referral)
      .filter((field) => own(field) && isPrinted(field, content))
      .map((field) => print(field)),
    ...tablesOf(referral).flatMap(({ key, columns }) =>
      rowsOf(draft, key).flatMap((row) => {
        const words = columns
          .filter((column) => own(column) && column.key !== 'piece' && isPrinted(column, content, row))
          // a bare "yes" would say nothing
          .map((column) =>
            column.key === 'minor' || column.kind === 'yesNo'
              ? `${fieldLabel({ kind: referral.key, table: key, field: column.key })}: ${print(column, row)}`
              : print(column, row),
          );
        return words.length === 0 ? [] : [words.join(', ')];
      }),
    ),
  ];
}
