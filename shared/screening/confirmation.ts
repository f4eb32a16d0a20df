import type { Instant } from '../kernel/clock.ts';
import type { Change, ChangeIntent } from '../record/change.ts';
import type { FoldedCase } from '../record/fold.ts';
import { changesOf, placeOfRecord, type RecordName } from '../record/record-name.ts';

/**
 * A second person's word that a screening may leave the office. It is kept beside the fields of the record, so that no
 * draft can write it.
 */
export interface Confirmation {
  /** person id and name */
  readonly by: string;
  readonly name: string;
  readonly at: Instant;
  /** false once anything of the screening was changed after it: then it is to be confirmed anew */
  readonly stands: boolean;
}

/** A data format: names of fields in the change log. */
const fields = {
  by: '@confirmedBy',
  name: '@confirmedName',
  at: '@confirmedAt',
  changes: '@confirmedChanges',
} as const;

/** What a screening says about its confirmation; undefined while nobody confirmed it. */
export function confirmationOf(
  folded: FoldedCase,
  changes: readonly Change[],
  record: RecordName,
): Confirmation | undefined {
  const kept = folded.entities.get(placeOfRecord(record));
  const text = (field: string): string => {
    const value = kept?.get(field)?.value;
    return typeof value === 'string' ? value : '';
  };
  if (text(fields.by) === '') return undefined;
  return {
    by: text(fields.by),
    name: text(fields.name),
    at: text(fields.at),
    stands: kept?.get(fields.changes)?.value === contentOf(changes, record).length,
  };
}

/** Person ids of everybody who wrote anything of the screening: none of them may confirm it. */
export function screenersOf(changes: readonly Change[], record: RecordName): ReadonlySet<string> {
  return new Set(contentOf(changes, record).map(({ op }) => op.u));
}

/** What confirming a screening as it is now writes. */
export function confirmingIntents(
  changes: readonly Change[],
  record: RecordName,
  { by, name, at }: Omit<Confirmation, 'stands'>,
): readonly ChangeIntent[] {
  const values = { [fields.by]: by, [fields.name]: name, [fields.at]: at };
  const entity = placeOfRecord(record);
  return Object.entries({ ...values, [fields.changes]: contentOf(changes, record).length }).map(([field, value]) => ({
    entity,
    field,
    kind: 'set',
    value,
  }));
}

const own: readonly string[] = Object.values(fields);

function contentOf(changes: readonly Change[], record: RecordName): readonly Change[] {
  return changesOf(changes, record).filter(({ op }) => !own.includes(op.f));
}
