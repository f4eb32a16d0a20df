import fc from 'fast-check';
import { expect, test } from 'vitest';
import { receiptDueOf, receiptWord, withReceipt } from '../../../../renderer/db/receipt-mark.ts';
import { markIn, withWorkplace, workplaceMark } from '../../../../renderer/db/workplace-mark.ts';
import { searchLine } from '../../../../shared/search/normalise.ts';

const line = fc.array(fc.string({ maxLength: 20 }), { maxLength: 5 }).map((parts) => searchLine(parts));
const minutes = fc.nat(60_000_000);

test('a line tells the minute and keeps its workplace; typed words find neither mark, one mark is never the other', () => {
  fc.assert(
    fc.property(line, minutes, fc.uuid(), (text, minute, id) => {
      const dueAt = new Date(minute * 60_000 + 31_000).toISOString();
      const marked = withWorkplace(withReceipt(text, dueAt), id);
      expect(receiptDueOf(marked)).toBe(minute * 60_000);
      expect(markIn(marked)).toBe(markIn(withWorkplace(text, id)));
      expect(marked.startsWith(text)).toBe(true);
      expect(withWorkplace(text, id).includes(receiptWord)).toBe(false);
      expect(withReceipt(text, dueAt).includes(workplaceMark(id))).toBe(false);
    }),
  );
});

test('without a receipt to ask for, or with no moment, the line stays as it is', () => {
  fc.assert(fc.property(line, (text) => withReceipt(text, undefined) === text));
  expect(withReceipt('finca', 'ayer')).toBe('finca');
  expect(receiptDueOf('finca\tazaqqq')).toBeUndefined();
});
