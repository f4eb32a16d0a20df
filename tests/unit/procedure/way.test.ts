import { expect, test } from 'vitest';
import { roles } from '../../../shared/access/roles.ts';
import { shippedProcedure } from '../../../shared/procedure/procedure.ts';
import { findWay, wayAfter } from '../../../shared/procedure/way.ts';

const steps = (way: readonly { readonly to: string }[] | undefined) => way?.map(({ to }) => to);

test('a sealed acta takes a case that was only assigned over the visit', () => {
  const after = wayAfter(shippedProcedure, { type: 'ordinary', state: 'assigned', form: 'inspection' }, ['inspector']);
  expect(steps(after)).toEqual(['visiting', 'recorded']);
});

test('of two things that are notified the nearest counts', () => {
  const notify = (state: 'recorded' | 'resolution') =>
    steps(wayAfter(shippedProcedure, { type: 'ordinary', state, form: 'notification' }, ['inspector']));
  expect(notify('recorded')).toEqual(['notified']);
  expect(notify('resolution')).toEqual(['fineNotified']);
});

test('nobody is taken further than their role goes, nor over a move that asks for a reason', () => {
  const order = { type: 'ordinary', state: 'draft', form: 'order' } as const;
  expect(wayAfter(shippedProcedure, order, ['inspector'])).toEqual([]);
  expect(steps(wayAfter(shippedProcedure, order, ['chief']))).toEqual(['assigned']);
  expect(findWay(shippedProcedure, 'fineNotified', 'exempt', roles)).toBeUndefined();
});

test('a record that no step asks for moves nothing', () => {
  const state = { type: 'ordinary', state: 'recorded', form: 'complaint' } as const;
  expect(wayAfter(shippedProcedure, state, roles)).toEqual([]);
});

test('a notification goes only where what it is about leads, however near something else is', () => {
  const notify = (state: 'correcting' | 'reinspection', reaches: 'notified' | 'fineNotified') =>
    steps(wayAfter(shippedProcedure, { type: 'ordinary', state, form: 'notification', reaches }, roles));
  expect(notify('correcting', 'notified')).toEqual([]);
  expect(notify('reinspection', 'notified')).toEqual([]);
  expect(notify('reinspection', 'fineNotified')).toEqual(['resolution', 'fineNotified']);
});
