import type { MappedField, MappingTable, VictimFacts } from './mapping-table.ts';

/** One record of the standard: fields that nothing is known of are not there. */
export type VictimRecord = Readonly<Record<string, readonly string[]>>;

/** Records, and what had no place in the standard. */
export interface MappedVictims {
  readonly records: readonly VictimRecord[];
  /** by field, how many values had no code and were left out */
  readonly withoutCode: Readonly<Record<string, number>>;
}

/**
 * Turns what is known of people into records of a standard, by its table and nothing else. A person is `p1`, `p2` and so
 * on, the same in all of their records: the pseudonym, which stands in papers and says who is a child, does not leave.
 * @param victims all of one export; in another one the same person may have another number
 */
export function mapVictims(table: MappingTable, victims: readonly VictimFacts[]): MappedVictims {
  const withoutCode: Record<string, number> = {};
  const records = withNumbers(victims).map((victim): VictimRecord => {
    const record: Record<string, readonly string[]> = {};
    for (const field of table.fields) {
      const known = victim[field.from];
      const values = [...new Set(known.flatMap((value) => valueFor(field, value) ?? []))];
      const lost = known.filter((value) => valueFor(field, value) === undefined).length;
      if (lost > 0 && isWhole(field)) withoutCode[field.target] = (withoutCode[field.target] ?? 0) + lost;
      if (values.length > 0) record[field.target] = values;
    }
    return record;
  });
  return { records, withoutCode };
}

function withNumbers(victims: readonly VictimFacts[]): readonly VictimFacts[] {
  const numbers = new Map<string, string>();
  const numberOf = (person: string): string => {
    const number = numbers.get(person) ?? `p${numbers.size + 1}`;
    numbers.set(person, number);
    return number;
  };
  return victims.map((victim) => ({ ...victim, person: victim.person.map(numberOf) }));
}

function valueFor(field: MappedField, value: string): string | undefined {
  if ('asIs' in field) return value;
  if ('always' in field) return field.always;
  return Object.hasOwn(field.values, value) ? field.values[value] : undefined;
}

/** Signs that stand for no method of control are no loss: most of the questions ask for something else. */
function isWhole({ from }: MappedField): boolean {
  return from !== 'signs';
}

/** What `hideSmallGroups` did. */
export interface HiddenGroups {
  readonly records: readonly VictimRecord[];
  /** how many records lost something */
  readonly changed: number;
}

/**
 * Takes from people who could be told apart what tells them apart, field by field, until everybody is one of at least
 * so many who look the same in these fields, or has none of them left. People are counted, not their lines: somebody whom
 * four institutions were told of is one. Where a table says nobody apart, all lines that look the same may be one person's.
 */
export function hideSmallGroups(
  { tellApart, smallestGroup, fields }: Pick<MappingTable, 'tellApart' | 'smallestGroup' | 'fields'>,
  records: readonly VictimRecord[],
): HiddenGroups {
  const look = (record: VictimRecord): string => JSON.stringify(tellApart.map((field) => record[field] ?? []));
  const ids = fields.filter(({ from }) => from === 'person').map(({ target }) => target);
  const person = (record: VictimRecord): string => JSON.stringify(ids.map((field) => record[field] ?? []));
  let left = [...records];
  // a record without a field may leave the group that it was in too small, so the rounds go on until nothing moves
  for (let before: readonly VictimRecord[] = []; !isSame(before, left);) {
    before = left;
    for (const field of tellApart) {
      const alike = new Map<string, Set<string>>();
      for (const record of left) {
        const people = alike.get(look(record)) ?? new Set();
        alike.set(look(record), people.add(person(record)));
      }
      left = left.map((record) => {
        const isSmall = (alike.get(look(record))?.size ?? 0) < smallestGroup.people;
        return isSmall && record[field] !== undefined ? without(record, field) : record;
      });
    }
  }
  return { records: left, changed: left.filter((record, i) => record !== records[i]).length };
}

function isSame(a: readonly VictimRecord[], b: readonly VictimRecord[]): boolean {
  return a.length === b.length && a.every((record, i) => record === b[i]);
}

function without(record: VictimRecord, field: string): VictimRecord {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== field));
}
