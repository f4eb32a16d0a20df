import type { CaseBox } from '../../shared/ipc/contract.ts';
import type { SaveRow } from '../../shared/journal/write.ts';
import { fromBase64, toBase64 } from '../../shared/kernel/bytes.ts';
import { inSeries, uniteChanges } from '../../shared/merge/plan-merge.ts';
import type { SeriesSeal } from '../../shared/bundle/seal.ts';
import { uniteSeals } from '../../shared/merge/series.ts';
import type { Change } from '../../shared/record/change.ts';

// What a bundle brought of a case lies in rows of `saves` whose `r` is the id of the bundle and whose `n` counts in the case
// (docs/decisions/0021-exchange.md): the series of their changes are other installations', and a series that went on in two
// places has two changes for one place.

/** Boxes of a key as they are stored: bytes have no form in JSON. */
export type StoredBoxes = readonly { readonly to: string; readonly box: string }[];

/** The sealed content of a row of a bundle; that of a row of one's own is the list of its changes. */
export interface BundleSave {
  /** by series and place; without the values that lie under a key of the case */
  readonly changes: readonly Change[];
  readonly seals: readonly SeriesSeal[];
  /** ids of the changes whose values lie under a key of the case */
  readonly closed?: readonly string[];
  /** the key under which they lie, for those who may open the case's own: whoever took them in could not */
  readonly boxes?: StoredBoxes;
  /** the rows of the bundle before this one do not count any more */
  readonly withdrawn?: true;
}

/** A row of `saves` as far as its content can be seen. */
export interface OpenedSave {
  readonly row: Pick<SaveRow, 'c' | 'r' | 'n'>;
  /** what a bundle brought, or the person's own */
  readonly isOfBundle: boolean;
  readonly changes: readonly Change[];
  readonly seals: readonly SeriesSeal[];
  /** ids of changes whose values are kept and cannot be seen by whoever works */
  readonly closed: ReadonlySet<string>;
  readonly withdrawn: boolean;
}

/** What all rows of a case say together. */
export interface CaseLog {
  /** each once, in the order of their rows */
  readonly changes: readonly Change[];
  readonly seals: readonly SeriesSeal[];
  /** ids of changes whose values are kept and cannot be seen by whoever works */
  readonly closed: ReadonlySet<string>;
}

/** The rows that count: those of a bundle up to the one that withdraws it do not. A row of one's own always does. */
function countingRows(saves: readonly OpenedSave[]): readonly OpenedSave[] {
  const until = new Map<string, number>();
  for (const { row, withdrawn } of saves) {
    if (withdrawn) until.set(row.r, Math.max(row.n, until.get(row.r) ?? 0));
  }
  return saves.filter(({ row, isOfBundle }) => !isOfBundle || row.n > (until.get(row.r) ?? 0));
}

/** Puts the rows of a case together. */
export function uniteSaves(saves: readonly OpenedSave[]): CaseLog {
  const counting = countingRows(saves);
  const changes = uniteChanges(counting.flatMap((save) => save.changes));
  const open = new Set(changes.flatMap(({ id, x }) => (x === undefined ? [] : [id])));
  const closed = counting.flatMap((save) => [...save.closed]).filter((id) => !open.has(id));
  return { changes, seals: uniteSeals(counting.flatMap(({ seals }) => seals)), closed: new Set(closed) };
}

/** The content of a row of a bundle, its changes in their order. */
export function bundleSave(changes: readonly Change[], seals: readonly SeriesSeal[]): BundleSave {
  return { changes: inSeries(changes), seals: uniteSeals(seals) };
}

/** The boxes of a key as they are kept. */
export function storedBoxes(boxes: readonly CaseBox[]): StoredBoxes {
  return boxes.map(({ to, box }) => ({ to, box: toBase64(box) }));
}

/** The boxes of a key as they are used. */
export function openedBoxes(stored: StoredBoxes): readonly CaseBox[] {
  return stored.map(({ to, box }) => ({ to, box: fromBase64(box) }));
}
