import { expect, test } from 'vitest';
import {
  checkOffice,
  checkPassphrases,
  checkPerson,
  emptyOffice,
  officeRequest,
  proposedLetterhead,
} from '../../../../renderer/features/unlock/new-office.ts';
import { letterheadLines } from '../../../../renderer/parts/letterhead.ts';
import { isSameGroup, recoveryGroups } from '../../../../renderer/features/unlock/recovery-groups.ts';
import { formatRecoveryCode, parseRecoveryCode } from '../../../../shared/vault/recovery-code.ts';
import { calls } from '../../../../shared/ipc/contract.ts';
import { parse } from 'valibot';

const filled = {
  ...emptyOffice,
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
  expect(checkPassphrases(filled)).toEqual({});
  const request = officeRequest(filled);
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
  expect(Object.keys(checkOffice({ ...emptyOffice, name: '  ' }, ' \n'))).toEqual([
    'name',
    'code',
    'municipality',
    'letterhead',
  ]);
  expect(Object.keys(checkPerson(emptyOffice))).toEqual(['personName', 'position', 'credential']);
});

test.each(['S', 'SPS-1', 'ÑAN', 'ABCDEFG'])('%s is no office code', (code) => {
  expect(checkOffice({ ...filled, code }, 'x')).toHaveProperty('code');
});

test('a passphrase has twelve characters, accents counted once, and is typed the same twice', () => {
  expect(checkPassphrases({ passphrase: 'once letras', repeated: 'once letras' })).toEqual({
    passphrase: ['unlock.problem.tooShort', { min: 12, n: 11 }],
  });
  // eleven characters, one of them typed as a letter and a combining accent
  expect(checkPassphrases({ passphrase: 'once letrás', repeated: '' })).toHaveProperty('passphrase');
  expect(checkPassphrases({ ...filled, repeated: 'cuatro palabras sin relacion' })).toHaveProperty('repeated');
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

test('each group of a code is recognised as it may be typed, and no other', () => {
  const code = formatRecoveryCode(new Uint8Array(20).map((_, i) => i * 11));
  const groups = recoveryGroups(code);
  expect(groups.join('-')).toBe(code);
  for (const group of groups) expect(isSameGroup(` ${group.toLowerCase()} `, group)).toBe(true);
  expect(isSameGroup('o0ilo', '00110')).toBe(true);
  expect(isSameGroup('', groups[0]!)).toBe(false);
  expect(isSameGroup(groups[1]!, groups[0]!)).toBe(false);
  expect(parseRecoveryCode(groups.join(' ').toLowerCase())).toBeDefined();
});
