import { expect, test } from 'vitest';
import { checklist } from '../../../shared/catalog/catalog.ts';
import { addRow, rowsOf, setRowValue, type RecordDraft } from '../../../shared/record/draft.ts';
import { tablesOf } from '../../../shared/record/fields.ts';
import { checklistAnswers, checklistDraft, checklistRecord } from '../../../shared/record/kinds/checklist.ts';
import { canFinalise, validate } from '../../../shared/record/validate.ts';
import { newId } from '../../../shared/kernel/id.ts';

const check = (draft: RecordDraft) => validate(checklistRecord, draft, { today: '2026-11-24' });
const codes = (draft: RecordDraft): readonly string[] =>
  check(draft).map(({ field, code, severity }) => `${field} ${code} ${severity}`);
const put = (draft: RecordDraft, at: number, column: string, value: string): RecordDraft =>
  setRowValue(draft, { table: 'answers', row: rowsOf(draft, 'answers')[at]!.id, column }, value);

test('it starts with every question in order, each once, and is in order as it is', () => {
  const draft = checklistDraft();
  expect(rowsOf(draft, 'answers').map(({ values }) => values['item'])).toEqual(checklist.map(({ key }) => key));
  expect(new Set(rowsOf(draft, 'answers').map(({ id }) => id)).size).toBe(22);
  expect(rowsOf(checklistDraft(), 'answers')[0]?.id).not.toBe(rowsOf(draft, 'answers')[0]?.id);
  expect(check(draft)).toEqual([]);
});

test('a breach without a note is worth a second look, and no more than that', () => {
  const breach = put(checklistDraft(), 3, 'answer', 'breach');
  expect(codes(breach)).toEqual(['note note-missing warning']);
  expect(canFinalise(check(breach))).toBe(true);
  expect(codes(put(breach, 3, 'note', '  '))).toEqual(['note note-missing warning']);
  expect(codes(put(breach, 3, 'note', 'Trabajan 14 horas los sábados'))).toEqual([]);
  for (const answer of checklistAnswers.filter((one) => one !== 'breach')) {
    expect(codes(put(breach, 3, 'answer', answer))).toEqual([]);
  }
});

test('a question is asked once, and only those of the catalogue', () => {
  const twice = addRow(checklistDraft(), 'answers', { id: newId(), values: { item: 'ihss' } });
  expect(codes(twice)).toEqual(['item item-repeated error']);
  expect(codes(put(checklistDraft(), 0, 'item', 'nobody'))).toEqual(['item not-a-choice error']);
  expect(codes(put(checklistDraft(), 0, 'answer', 'perhaps'))).toEqual(['answer not-a-choice error']);
  expect(codes(put(checklistDraft(), 0, 'people', '-1'))).toEqual(['people not-an-integer error']);
});

test('what may reveal a worker stays in the office', () => {
  const [table] = tablesOf(checklistRecord);
  const officeOnly = table!.columns.filter((column) => column.officeOnly).map(({ key, level }) => [key, level]);
  expect(officeOnly).toEqual([
    ['note', 'reserved'],
    ['working', 'reserved'],
  ]);
});
