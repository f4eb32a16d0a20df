import { expect, test } from 'vitest';
import type { SendableCase } from '../../../../renderer/db/sendable.ts';
import { emptySendForm, listedOnly, sendProblems } from '../../../../renderer/features/exchange/send-form.ts';

test('a ticked case that is not in the list any more does not leave, and is not counted', () => {
  const form = { ...emptySendForm, office: 'SPS', cases: ['a', 'b', 'c'] };
  const listed = (...ids: string[]) => ids.map((caseId) => ({ summary: { caseId } }) as SendableCase);
  expect(listedOnly(form, listed('c', 'd', 'a')).cases).toEqual(['a', 'c']);
  const none = listedOnly(form, listed('d'));
  expect(none).toEqual({ ...form, cases: [] });
  expect(sendProblems(none, true)).toEqual({ cases: true });
});
