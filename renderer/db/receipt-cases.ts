import { receiptDueOf, receiptWord } from './receipt-mark.ts';
import type { SummaryColumns } from './summary-columns.ts';

/** A case with a referral that nobody has confirmed. */
export interface WaitingCase {
  /** of the list of cases */
  readonly slot: number;
  /** when somebody asks for the receipt, in milliseconds since 1970 */
  readonly dueAt: number;
}

interface Looked {
  readonly size: number;
  readonly alive: number;
  readonly rebuilt: number;
  readonly waiting: readonly WaitingCase[];
}

const looked = new WeakMap<SummaryColumns, Looked>();

/**
 * The cases that wait for a receipt, closed ones too, the one to ask for first at the top. No text is read for it, and the lines are
 * gone through only after a case changed.
 */
export function casesWithoutReceipt(columns: SummaryColumns): readonly WaitingCase[] {
  const { size, alive, rebuilt } = columns;
  const known = looked.get(columns);
  if (known?.size === size && known.alive === alive && known.rebuilt === rebuilt) return known.waiting;
  const found = columns.search([{ text: receiptWord }]);
  const waiting: WaitingCase[] = [];
  for (let slot = 0; slot < columns.size; slot += 1) {
    const dueAt = found[slot] === 1 && columns.dead[slot] === 0 ? receiptDueOf(columns.lineOf(slot)) : undefined;
    if (dueAt !== undefined) waiting.push({ slot, dueAt });
  }
  waiting.sort((a, b) => a.dueAt - b.dueAt);
  looked.set(columns, { size, alive, rebuilt, waiting });
  return waiting;
}
