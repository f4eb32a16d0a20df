import { expect, test } from 'vitest';
import type { SendableCase } from '../../../../renderer/db/sendable.ts';
import { emptySendForm, listedOnly, sendProblems, wishOf } from '../../../../renderer/features/exchange/send-form.ts';

test('a ticked case that is not in the list any more does not leave, and is not counted', () => {
  const form = { ...emptySendForm, office: 'SPS', cases: ['a', 'b', 'c'] };
  const listed = (...ids: string[]) => ids.map((caseId) => ({ summary: { caseId } }) as SendableCase);
  expect(listedOnly(form, listed('c', 'd', 'a')).cases).toEqual(['a', 'c']);
  const none = listedOnly(form, listed('d'));
  expect(none).toEqual({ ...form, cases: [] });
  expect(sendProblems(none)).toEqual({ cases: true });
});

test('the state is asked for only when one was chosen', () => {
  expect(wishOf({ ...emptySendForm, office: 'SPS', from: '2026-11-01', until: 'mañana' })).toEqual({
    ...{ office: 'SPS', from: '2026-11-01', neverSent: false },
  });
  expect(wishOf({ ...emptySendForm, office: 'SPS', state: 'visiting' }).state).toBe('visiting');
});
