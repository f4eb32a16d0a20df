import { expect, test } from 'vitest';
import { roles, type Role } from '../../../shared/access/roles.ts';
import { shippedProcedure } from '../../../shared/procedure/procedure.ts';
import { findWay, wayAfter, type SealedIn, type WayOn } from '../../../shared/procedure/way.ts';

const steps = (way: readonly { readonly to: string }[] | undefined) => way?.map(({ to }) => to);
const after = (
  sealed: Pick<SealedIn, 'state' | 'form' | 'reaches'>,
  held: readonly Role[],
  before: SealedIn['before'] = [],
): WayOn => wayAfter(shippedProcedure, { type: 'ordinary', before, ...sealed }, held);

test('a sealed acta takes a case that was only assigned over the visit', () => {
  expect(steps(after({ state: 'assigned', form: 'inspection' }, ['inspector']).moves)).toEqual([
    'visiting',
    'recorded',
  ]);
});

test('of two things that are notified the nearest counts', () => {
  const notify = (state: 'recorded' | 'resolution') =>
    steps(after({ state, form: 'notification' }, ['inspector']).moves);
  expect(notify('recorded')).toEqual(['notified']);
  expect(notify('resolution')).toEqual(['fineNotified']);
});

test('nobody is taken further than their role goes, nor over a move that asks for a reason', () => {
  const order = { state: 'draft', form: 'order' } as const;
  expect(after(order, ['inspector'])).toEqual({ moves: [], missing: undefined });
  expect(steps(after(order, ['chief']).moves)).toEqual(['assigned']);
  expect(findWay(shippedProcedure, { from: 'fineNotified', to: 'exempt' }, roles)).toBeUndefined();
});

test('a record that no step asks for moves nothing', () => {
  expect(after({ state: 'recorded', form: 'complaint' }, roles)).toEqual({ moves: [], missing: undefined });
});

test('a notification goes only where what it is about leads, however near something else is', () => {
  const notify = (state: 'correcting' | 'reinspection', reaches: 'notified' | 'fineNotified') =>
    steps(after({ state, form: 'notification', reaches }, roles, [{ form: 'resolution' }]).moves);
  expect(notify('correcting', 'notified')).toEqual([]);
  expect(notify('reinspection', 'notified')).toEqual([]);
  expect(notify('reinspection', 'fineNotified')).toEqual(['resolution', 'fineNotified']);
});

test('a resolution goes over the reinspection only once that is sealed, and never says that a correction was accepted', () => {
  const resolve = (before: SealedIn['before']) => after({ state: 'correcting', form: 'resolution' }, ['chief'], before);
  expect(resolve([])).toEqual({ moves: [], missing: 'reinspection' });
  expect(resolve([{ form: 'inspection' }]).missing).toBe('reinspection');
  expect(steps(resolve([{ form: 'reinspection' }]).moves)).toEqual(['reinspection', 'resolution']);
});

test('a payment does not go over the notification of the fine on the strength of that of the acta', () => {
  const pay = (before: SealedIn['before']) => after({ state: 'resolution', form: 'payment' }, roles, before);
  expect(pay([{ form: 'notification', reaches: 'notified' }])).toEqual({ moves: [], missing: 'notification' });
  expect(steps(pay([{ form: 'notification', reaches: 'fineNotified' }]).moves)).toEqual(['fineNotified', 'paid']);
});
