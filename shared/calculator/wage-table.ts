import * as v from 'valibot';
import { catalogKeys } from '../catalog/catalog.ts';
import { addDays, isPlainDate, type PlainDate } from '../kernel/plain-date.ts';

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const date = v.pipe(v.string(), v.check(isPlainDate));

/** Stands for workplaces of every size. */
export const ANY_SIZE = 'all';

/** The lowest monthly wage of a branch and size of workplace, for some days (both ends count). */
export const WageRow = v.strictObject({
  branch: v.picklist(catalogKeys('branches')),
  size: v.picklist([...catalogKeys('workplaceSizes'), ANY_SIZE]),
  from: date,
  until: date,
  /** lempiras a month, canonical text */
  monthly: v.pipe(v.string(), v.regex(/^\d{1,12}\.\d{2}$/)),
  norm: text,
});
export type WageRow = v.InferOutput<typeof WageRow>;

/** A table of the law as somebody of the office took it in: who, when (`YYYY-MM-DD`) and from which document. */
export const WageTableContent = v.strictObject({
  document: text,
  by: text,
  on: date,
  rows: v.pipe(v.array(WageRow), v.minLength(1)),
});
export type WageTableContent = v.InferOutput<typeof WageTableContent>;
export type WageTable = WageTableContent & { readonly id: string };

/** A span of days, and what the tables say of it: none, one or several rows that name different amounts. */
export interface WageSpan {
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly rows: readonly (WageRow & { readonly table: WageTable })[];
}

/** Whose wage is looked for, and when. */
export interface WageWish {
  readonly branch: string;
  readonly size: string;
  readonly from: PlainDate;
  readonly until: PlainDate;
}

/**
 * Cuts a period where the lowest wage changes.
 * @returns spans in order that together are the period; `rows` is empty where no table covers it, and holds one row for
 * each different amount where tables say different things
 */
export function wageSpans(tables: readonly WageTable[], wish: WageWish): readonly WageSpan[] {
  const rows = tables
    .flatMap((table) => table.rows.map((row) => ({ ...row, table })))
    .filter(({ branch, size }) => branch === wish.branch && (size === wish.size || size === ANY_SIZE))
    .filter(({ from, until }) => from <= wish.until && until >= wish.from);
  const starts = [wish.from, ...rows.flatMap(({ from, until }) => [from, addDays(until, 1)])];
  const cuts = [...new Set(starts)].filter((date) => date >= wish.from && date <= wish.until).sort();
  return cuts.map((from, i) => {
    const after = cuts[i + 1];
    const until = after === undefined ? wish.until : addDays(after, -1);
    const held = rows.filter((row) => row.from <= from && row.until >= until);
    return { from, until, rows: held.filter((row, at) => held.findIndex(sameAmount(row)) === at) };
  });
}

const sameAmount =
  ({ monthly }: WageRow) =>
  (other: WageRow): boolean =>
    other.monthly === monthly;
