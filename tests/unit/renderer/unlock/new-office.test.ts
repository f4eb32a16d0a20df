import { expect, test } from 'vitest';
import {
  checkOffice,
  checkPerson,
  emptyOffice,
  FIRST_PERSON_IS,
  officeRequest,
  proposedLetterhead,
} from '../../../../renderer/features/unlock/new-office.ts';
import { checkHolders, HOLDERS } from '../../../../renderer/parts/holders-check.ts';
import { letterheadLines } from '../../../../renderer/parts/letterhead.ts';
import { may } from '../../../../shared/access/permissions.ts';
import { calls } from '../../../../shared/ipc/contract.ts';
import { parse, safeParse } from 'valibot';

const empty = emptyOffice(['Jefatura', 'Central']);
const transport = new Uint8Array(65);
const filled = {
  ...empty,
  name: ' Oficina Regional de San Pedro Sula ',
  code: 'SPS',
  municipality: '0501',
  personName: 'Ana Ñúñez',
  position: 'Inspectora',
  credential: 'IT-7',
  passphrase: 'cuatro palabras sin relación',
  repeated: 'cuatro palabras sin relación',
};

test('a filled form passes and is what the vault accepts', () => {
  expect(checkOffice(filled, 'x')).toEqual({});
  expect(checkPerson(filled)).toEqual({});
  expect(checkHolders(filled.holders)).toEqual({});
  const request = officeRequest({ ...filled, holders: [' Jefatura ', 'Central'] }, transport);
  expect(request.holders).toEqual(['Jefatura', 'Central']);
  expect(request.office.name).toBe('Oficina Regional de San Pedro Sula');
  expect(parse(calls.createOffice.input, request)).toEqual(request);
});

test('a letterhead that no page could carry is refused before the office is made', () => {
  const limits = { lines: 6, length: 120 };
  for (const letterhead of ['x'.repeat(121), 'a\n'.repeat(7)])
    expect(checkOffice(filled, letterhead)).toEqual({ letterhead: ['unlock.problem.letterheadTooLong', limits] });
  expect(checkOffice(filled, `${'x'.repeat(120)}\n`.repeat(6))).toEqual({});
});

test('what is missing is named, blanks count as missing', () => {
  expect(Object.keys(checkOffice({ ...empty, name: '  ' }, ' \n'))).toEqual([
    'name',
    'code',
    'municipality',
    'letterhead',
  ]);
  expect(Object.keys(checkPerson(empty))).toEqual(['personName', 'position', 'credential']);
});

test.each(['S', 'SPS-1', 'ÑAN', 'ABCDEFG'])('%s is no office code', (code) => {
  expect(checkOffice({ ...filled, code }, 'x')).toHaveProperty('code');
});

test('whoever makes the office can look after it, and works in it unless they say otherwise', () => {
  expect(may(empty.roles, 'people.manage')).toBe(true);
  expect(may(empty.roles, 'case.write')).toBe(true);
  expect(may([FIRST_PERSON_IS], 'recovery.manage')).toBe(true);
});

test('every recovery sheet has a holder, and no two the same', () => {
  expect(checkHolders(['Jefatura', ' '])).toEqual({ holder1: ['unlock.problem.required'] });
  expect(checkHolders(['', ''])).toEqual({
    holder0: ['unlock.problem.required'],
    holder1: ['unlock.problem.required'],
  });
  expect(checkHolders(['José Ñúñez', 'Central', ' jose  nunez'])).toEqual({ holder2: ['unlock.problem.sameHolder'] });
});

test.each([
  [HOLDERS.min - 1, false],
  [HOLDERS.min, true],
  [HOLDERS.max, true],
  [HOLDERS.max + 1, false],
])('%i sheets: the screen and the vault agree', (n, accepted) => {
  const holders = Array.from({ length: n }, (_, i) => `Persona ${i}`);
  expect(safeParse(calls.createOffice.input, officeRequest({ ...filled, holders }, transport)).success).toBe(accepted);
});

test('the letterhead follows the office and loses empty lines', () => {
  expect(letterheadLines(proposedLetterhead('República', 'Secretaría', ' SPS '))).toEqual([
    'República',
    'Secretaría',
    'SPS',
  ]);
  expect(letterheadLines(proposedLetterhead('República', 'Secretaría', ' '))).toEqual(['República', 'Secretaría']);
  expect(letterheadLines('\n a \n\n b')).toEqual(['a', 'b']);
});
