import { hideSmallGroups, mapVictims, type VictimRecord } from '../../../shared/htcds/map-victims.ts';
import type { MappingTable, VictimFacts } from '../../../shared/htcds/mapping-table.ts';

/** An export as it will be, for somebody to look at before it leaves. */
export interface PreparedVictims {
  readonly records: readonly VictimRecord[];
  /** persons, each once however many referrals there are */
  readonly people: number;
  /** lines that lost what would tell somebody apart */
  readonly hidden: number;
  /** values that the standard has no code for */
  readonly withoutCode: number;
}

/** Makes the records of an export. */
export function prepareVictims(
  table: MappingTable,
  victims: readonly VictimFacts[],
  hideSmall: boolean,
): PreparedVictims {
  const mapped = mapVictims(table, victims);
  const { records, changed } = hideSmall
    ? hideSmallGroups(table, mapped.records)
    : { records: mapped.records, changed: 0 };
  return {
    records,
    people: new Set(victims.flatMap(({ person }) => person)).size,
    hidden: changed,
    withoutCode: Object.values(mapped.withoutCode).reduce((sum, n) => sum + n, 0),
  };
}

/** The cases that may hold anything of a period: nothing is dated after it was saved. */
export function casesSavedSince(
  {
    size,
    dead,
    time,
    idOf,
  }: {
    readonly size: number;
    readonly dead: ArrayLike<number>;
    readonly time: ArrayLike<number>;
    readonly idOf: (slot: number) => string;
  },
  since: number,
): readonly string[] {
  const ids: string[] = [];
  for (let slot = 0; slot < size; slot += 1) {
    if (dead[slot] !== 1 && (time[slot] ?? 0) >= since) ids.push(idOf(slot));
  }
  return ids;
}
