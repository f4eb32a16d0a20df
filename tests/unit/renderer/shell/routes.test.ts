import { expect, test } from 'vitest';
import { isLockKey, isRiskKey } from '../../../../renderer/shell/use-app-keys.ts';
import { keyOf, homeOfRecord, logOf, placeOf, places, rightFor } from '../../../../renderer/routes.ts';
import { may } from '../../../../shared/access/permissions.ts';
import { roles } from '../../../../shared/access/roles.ts';

test('the numbers of the places do not change: people know them by heart', () => {
  expect(places).toEqual([
    ...['home', 'inspections', 'verify', 'office', 'safety', 'audit', 'deadlines', 'procedure', 'calculators'],
    ...['workplaces', 'alerts', 'exchange'],
  ]);
});

test('Ctrl and a key go to each place, and no two places share one', () => {
  expect(places.map(keyOf)).toEqual([...'1234567890'.split(''), 'e', 't']);
});

test('a workplace is as closed as the list of them, and its record belongs there', () => {
  expect(rightFor({ name: 'workplace', id: 'x' })).toBe('case.read');
  expect(placeOf({ name: 'record', caseId: 'x', kind: 'establishment', id: 'x' })).toBe('workplaces');
  expect(homeOfRecord({ caseId: 'x', kind: 'establishment' })).toEqual({ name: 'workplace', id: 'x' });
  expect(homeOfRecord({ caseId: 'x', kind: 'order' })).toEqual({ name: 'case', id: 'x' });
});

test('an alert is as closed as the list of them, and its record belongs there', () => {
  expect(rightFor({ name: 'alert', id: 'x' })).toBe('case.read');
  expect(placeOf({ name: 'record', caseId: 'x', kind: 'alert', id: 'x' })).toBe('alerts');
  expect(homeOfRecord({ caseId: 'x', kind: 'alert' })).toEqual({ name: 'alert', id: 'x' });
});

test.each(['inspection', 'document'] as const)('a single %s is as closed as the list of them', (name) => {
  expect(placeOf({ name, id: 'x' })).toBe('inspections');
  expect(rightFor({ name, id: 'x' })).toBe('case.read');
});

test.each(roles)('%s comes to every place that is theirs', (role) => {
  const open = places.filter((name) => {
    const right = rightFor({ name });
    return right === undefined || may([role], right);
  });
  expect(open).toEqual(
    places.filter(
      (name) =>
        (!['inspections', 'workplaces', 'alerts', 'exchange'].includes(name) ||
          !['statistics', 'administrator'].includes(role)) &&
        (name !== 'audit' || ['supervisor', 'chief', 'administrator'].includes(role)),
    ),
  );
});

const key = { key: 'l', ctrlKey: true, shiftKey: false, altKey: false, metaKey: false };
test.each([
  [key, true],
  [{ ...key, key: 'L' }, true],
  [{ ...key, key: 'F12', ctrlKey: false }, true],
  [{ ...key, ctrlKey: false }, false],
  // AltGr arrives as Ctrl and Alt
  [{ ...key, altKey: true }, false],
  [{ ...key, shiftKey: true }, false],
  [{ ...key, key: 'F12' }, false],
])('%j locks: %s', (pressed, locks) => {
  expect(isLockKey(pressed)).toBe(locks);
});

test('a call that is written down from the card goes to what is on the screen: a case or an alert, never a workplace', () => {
  expect(logOf({ name: 'case', id: 'c' })).toBe('c');
  expect(logOf({ name: 'inspection', id: 'c' })).toBe('c');
  expect(logOf({ name: 'record', caseId: 'c', kind: 'screening', id: 's' })).toBe('c');
  expect(logOf({ name: 'alert', id: 'a' })).toBe('a');
  expect(logOf({ name: 'record', caseId: 'w', kind: 'establishment', id: 'w' })).toBeUndefined();
  expect(logOf({ name: 'workplace', id: 'w' })).toBeUndefined();
  expect(logOf({ name: 'document', id: 'd' })).toBeUndefined();
  expect(logOf({ name: 'home' })).toBeUndefined();
});

test('F9 alone brings the card of immediate risk', () => {
  const none = { ctrlKey: false, shiftKey: false, altKey: false, metaKey: false };
  expect(isRiskKey({ ...none, key: 'F9' })).toBe(true);
  for (const more of [{ ctrlKey: true }, { shiftKey: true }, { altKey: true }, { metaKey: true }])
    expect(isRiskKey({ ...none, key: 'F9', ...more })).toBe(false);
  expect(isRiskKey({ ...none, key: 'F12' })).toBe(false);
});
