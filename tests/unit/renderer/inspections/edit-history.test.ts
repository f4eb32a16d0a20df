import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  editHistory,
  HISTORY_LIMIT,
  mapHistory,
  redoEdit,
  SAME_STEP_MS,
  startHistory,
  undoEdit,
  type EditHistory,
} from '../../../../renderer/features/inspections/edit-history.ts';

const type = (history: EditHistory<string>, text: string, what: string, at: number) =>
  editHistory(history, text, what, at);

test('a word typed in one field is one step', () => {
  let history = startHistory('');
  history = type(history, 'A', 'name', 0);
  history = type(history, 'An', 'name', 200);
  history = type(history, 'Ana', 'name', 400);
  expect(undoEdit(history).present).toBe('');
});

test('another field, or a pause, begins a new step', () => {
  let history = startHistory('');
  history = type(history, 'Ana', 'name', 0);
  history = type(history, 'Ana, jefa', 'position', 100);
  history = type(history, 'Ana, jefa de', 'position', 100 + SAME_STEP_MS);
  expect(undoEdit(history).present).toBe('Ana, jefa');
  expect(undoEdit(undoEdit(history)).present).toBe('Ana');
});

test('typing after an undo drops what was undone and starts a step of its own', () => {
  let history = startHistory('');
  history = type(history, 'uno', 'a', 0);
  history = type(history, 'dos', 'b', 10);
  history = undoEdit(history);
  history = type(history, 'tres', 'b', 20);
  expect(redoEdit(history)).toBe(history);
  expect(undoEdit(history).present).toBe('uno');
});

test('an edit that changes nothing is no step', () => {
  const history = type(startHistory('x'), 'y', 'a', 0);
  expect(type(history, 'y', 'b', 10)).toBe(history);
});

test('undoing everything leads to the start, redoing everything to the end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ text: fc.string(), what: fc.constantFrom('a', 'b'), gap: fc.nat(3000) }), { maxLength: 90 }),
      (edits) => {
        let at = 0;
        let history = startHistory('start');
        for (const { text, what, gap } of edits) {
          at += gap;
          history = editHistory(history, text, what, at);
        }
        const end = history.present;
        for (let i = 0; i <= edits.length; i += 1) history = undoEdit(history);
        expect(history.present).toBe('start');
        for (let i = 0; i <= edits.length; i += 1) history = redoEdit(history);
        expect(history.present).toBe(end);
      },
    ),
  );
});

test('keeps a bounded number of steps', () => {
  let history = startHistory('0');
  for (let i = 1; i <= HISTORY_LIMIT + 50; i += 1) history = editHistory(history, String(i), `f${i}`, i);
  expect(history.past).toHaveLength(HISTORY_LIMIT);
});

test('states changed alike keep their order, and steps that say nothing any more are dropped', () => {
  // letters stand for what stays, digits for what is taken out
  const states = ['a', 'a1', 'ab1', 'ab2', 'ab2c', 'ab2cd', 'ab3cd', 'e'];
  const whole = states
    .slice(1)
    .reduce((history, state, i) => editHistory(history, state, `${i}`, i * 5000), startHistory('a'));
  const middle = [1, 2, 3, 4].reduce((history) => undoEdit(history), whole);
  expect(middle.present).toBe('ab2');
  const mapped = mapHistory(middle, (state) => state.replace(/\d/g, ''), Object.is);
  expect(mapped.past).toEqual(['a']);
  expect(mapped.present).toBe('ab');
  expect(mapped.future).toEqual(['abc', 'abcd', 'e']);
  expect(JSON.stringify(mapped)).not.toMatch(/\d/);
  // the next edit is a step of its own
  expect(editHistory(mapped, 'abx', '6', 0).past).toEqual(['a', 'ab']);
});
