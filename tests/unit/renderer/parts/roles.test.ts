import { expect, test } from 'vitest';
import { asksFor } from '../../../../electron/vault/who-holds.ts';
import { guardianOf, losesKeys } from '../../../../renderer/parts/key-holding.ts';
import { roleDoes, roleName, roleNames, rolesThat } from '../../../../renderer/parts/role-text.ts';
import { t } from '../../../../renderer/text/index.ts';
import { may } from '../../../../shared/access/permissions.ts';
import { roles, type Role } from '../../../../shared/access/roles.ts';

const said = [
  'case.write',
  'case.finalise',
  'document.sign',
  'protected.emergency',
  'audit.read',
  'people.manage',
  'settings.write',
  'recovery.manage',
] as const;

test.each(roles)('what is said of %s is what the table says', (role) => {
  const line = roleDoes(role).toLowerCase();
  const phrases = line.replace(/\.$/, '').split(', ');
  for (const permission of said)
    expect(line.includes(t(`common.does.${permission}`).toLowerCase()), permission).toBe(may([role], permission));
  expect(phrases.includes(t('common.does.no-cases'))).toBe(!may([role], 'case.read'));
});

test('an inspector opens the cases given to them, the liaison all', () => {
  expect(roleDoes('inspector')).toContain(t('common.does.protected.own'));
  expect(roleDoes('liaison')).toContain(t('common.does.protected.open'));
  expect(roleDoes('supervisor')).not.toMatch(/protegidos/);
});

test('roles are named in the order of the table, whatever order they come in', () => {
  expect(roleNames(['administrator', 'inspector'])).toBe(`${roleName('inspector')}, ${roleName('administrator')}`);
  expect(rolesThat('settings.write')).toBe(roleNames(['chief', 'administrator']));
});

test.each<[readonly (readonly Role[])[], string]>([
  [[['inspector', 'administrator']], 'nobody'],
  [[['inspector'], ['chief']], 'emergency'],
  [[['inspector'], ['chief', 'liaison']], 'liaison'],
  [[], 'nobody'],
])('%j: protected data is looked after by %s', (everybody, guardian) => {
  expect(guardianOf(everybody)).toBe(guardian);
});

test.each<[readonly Role[], readonly Role[], boolean]>([
  [['inspector'], ['inspector', 'chief'], false],
  [['inspector'], ['statistics'], true],
  [['administrator'], [], false],
  [['inspector'], [], true],
  [['inspector', 'liaison'], ['inspector'], true],
  [['chief'], ['supervisor'], true],
  // another way to the same key
  [['chief'], ['liaison'], false],
  [['supervisor'], ['inspector'], false],
])('from %j to %j: a key is lost, %s', (before, after, lost) => {
  expect(losesKeys(before, after)).toBe(lost);
});

test('what the dialogs say of lost keys is what the vault does, for every change of roles', () => {
  const held = [...Array(2 ** roles.length).keys()].map((bits) => roles.filter((_, n) => (bits >> n) % 2 === 1));
  const levels = ['reserved', 'protected'] as const;
  const wrong = held.flatMap((before) =>
    held.filter((after) => {
      const takesAway = levels.some((level) => asksFor(before, level) && !asksFor(after, level));
      return losesKeys(before, after) !== takesAway;
    }),
  );
  expect(wrong).toEqual([]);
});
