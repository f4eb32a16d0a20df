import { parse } from 'valibot';
import { expect, test } from 'vitest';
import { idleChoices } from '../../../../renderer/features/settings/idle-choices.ts';
import {
  checkPerson,
  checkRoles,
  emptyPerson,
  personRequest,
  type PersonForm,
} from '../../../../renderer/features/settings/new-person.ts';
import { deeds, deedsFor } from '../../../../renderer/features/settings/person-deeds.ts';
import { may, type Permission } from '../../../../shared/access/permissions.ts';
import { roles, type Role } from '../../../../shared/access/roles.ts';
import { calls, Policy, type Person } from '../../../../shared/ipc/contract.ts';

const form: PersonForm = {
  name: ' Tomás Centeno ',
  position: 'Inspector',
  credential: 'CR-1',
  roles: ['inspector'],
  passphrase: 'una frase larga',
  repeated: 'una frase larga',
};

test('a person is complete, is something in the office, and typed a long passphrase twice', () => {
  expect(checkPerson(form)).toEqual({});
  expect(Object.keys(checkPerson(emptyPerson))).toEqual(['name', 'position', 'credential', 'passphrase']);
  expect(Object.keys(checkPerson({ ...form, name: '  ' }))).toEqual(['name']);
  expect(Object.keys(checkPerson({ ...form, repeated: 'una frase larga ' }))).toEqual(['repeated']);
  expect(Object.keys(checkPerson({ ...form, roles: [] }))).toEqual(['roles']);
  expect(checkRoles(['statistics'])).toEqual({});
});

test('what is asked of the vault is what it takes, without blanks around names', () => {
  const request = personRequest(form);
  expect(request.person.name).toBe('Tomás Centeno');
  expect(parse(calls.addPerson.input, request)).toEqual(request);
});

const other: Person = {
  id: '5f3c1a56-6f0b-4a8e-9c7a-0d4b5a1f2e3d',
  name: 'Ana',
  position: 'Inspectora',
  credential: 'CR-2',
  roles: ['inspector'],
  state: 'active',
  pending: true,
};
const as =
  (...held: readonly Role[]) =>
  (permission: Permission): boolean =>
    may(held, permission);
const elsewhere = '00000000-0000-4000-8000-000000000000';

test.each(roles)('%s is offered about another person what the table allows, and no more', (role) => {
  const offered = deedsFor(other, elsewhere, as(role));
  expect(offered.includes('grant')).toBe(may([role], 'people.grant'));
  for (const deed of ['roles', 'reset', 'leave'] as const)
    expect(offered.includes(deed)).toBe(may([role], 'people.manage'));
});

test('access is given only to whom it lacks', () => {
  expect(deedsFor({ ...other, pending: false }, elsewhere, as('chief'))).not.toContain('grant');
  expect(deedsFor(other, elsewhere, as('chief'))).toEqual(deeds);
});

test('about themselves, who manages changes only their roles: nobody gives themselves a key or walks out', () => {
  expect(deedsFor(other, other.id, as('chief'))).toEqual(['roles']);
  expect(deedsFor(other, other.id, as('inspector'))).toEqual([]);
});

test('nothing is done about whoever left', () => {
  expect(deedsFor({ ...other, state: 'left' }, elsewhere, as('chief'))).toEqual([]);
});

test('the minutes offered are allowed, in order, and hold what is set now', () => {
  for (const minutes of idleChoices(7))
    expect(parse(Policy, { idleMinutes: minutes })).toEqual({ idleMinutes: minutes });
  expect(idleChoices(7)).toContain(7);
  expect(idleChoices(10)).toEqual([...new Set(idleChoices(10))].sort((a, b) => a - b));
});
