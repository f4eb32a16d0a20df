import { receiptDueOf, receiptWord } from './receipt-mark.ts';
import type { SummaryColumns } from './summary-columns.ts';

/** A case with a referral that nobody has confirmed. */
export interface WaitingCase {
  /** of the list of cases */
  readonly slot: number;
  /** when somebody asks for the receipt, in milliseconds since 1970 */
  readonly dueAt: number;
}

/** The cases that wait for a receipt, closed ones too, the one to ask for first at the top. No text is read for it. */
export function casesWithoutReceipt(columns: SummaryColumns): readonly WaitingCase[] {
  const found = columns.search([{ text: receiptWord }]);
  const waiting: WaitingCase[] = [];
  for (let slot = 0; slot < columns.size; slot += 1) {
    const dueAt = found[slot] === 1 && columns.dead[slot] === 0 ? receiptDueOf(columns.lineOf(slot)) : undefined;
    if (dueAt !== undefined) waiting.push({ slot, dueAt });
  }
  return waiting.sort((a, b) => a.dueAt - b.dueAt);
}
