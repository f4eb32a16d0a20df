import { expect, test } from 'vitest';
import { LETTERHEAD_LINES } from '../../../../renderer/parts/letterhead.ts';
import { defaultNumberTemplate } from '../../../../shared/record/numbering.ts';
import type { OfficeSettings } from '../../../../renderer/db/settings.ts';
import {
  checkOffice,
  exampleNumber,
  officeForm,
  officeSettings,
  type OfficeForm,
} from '../../../../renderer/features/settings/office-settings.ts';

const form: OfficeForm = {
  letterhead: 'República\nOficina',
  paper: 'oficio',
  numberTemplate: defaultNumberTemplate,
  acronym: 'STSS',
  chiefName: 'Iris Ñúñez Bú',
  chiefPosition: 'Jefa regional',
};
const unset: OfficeSettings = {
  letterhead: [],
  paper: 'letter',
  numberTemplate: '',
  acronym: '',
  chiefName: '',
  chiefPosition: '',
};

test('a form goes to settings and back without change; blanks around lines do not stay', () => {
  expect(officeForm(officeSettings(form))).toEqual(form);
  expect(officeSettings({ ...form, letterhead: '\n  República  \n\n Oficina\n' }).letterhead).toEqual([
    'República',
    'Oficina',
  ]);
});

test('an office that never chose a template or letters has the default ones', () => {
  expect(officeForm(unset)).toMatchObject({ numberTemplate: defaultNumberTemplate, acronym: 'STSS' });
});

test("the ministry's letters are letters and digits", () => {
  expect(officeSettings({ ...form, acronym: ' setrass ' }).acronym).toBe('SETRASS');
  expect(checkOffice({ ...form, acronym: 'S-T' })).toEqual({ acronym: 'malformed' });
  expect(exampleNumber({ ...form, acronym: 'setrass' }, 'LCE', 2026)).toBe('SETRASS-ORD-LCE-00001-2026');
});

test('a letterhead has at least one line and not too many or too long', () => {
  expect(checkOffice(form)).toEqual({});
  expect(checkOffice({ ...form, letterhead: ' \n ' })).toEqual({ letterhead: 'missing' });
  const many = Array.from({ length: LETTERHEAD_LINES + 1 }, (_, i) => `línea ${i}`).join('\n');
  expect(checkOffice({ ...form, letterhead: many })).toEqual({ letterhead: 'too-long' });
  expect(checkOffice({ ...form, letterhead: 'x'.repeat(121) })).toEqual({ letterhead: 'too-long' });
});

test('a template that could give one number twice is refused and has no example', () => {
  expect(checkOffice({ ...form, numberTemplate: '{SIGLA}-{NNNNN}' })).toEqual({ numberTemplate: 'not-unique' });
  expect(exampleNumber({ ...form, numberTemplate: '{SIGLA}-{NNNNN}' }, 'LCE', 2026)).toBeUndefined();
  expect(exampleNumber({ ...form, numberTemplate: ` ${defaultNumberTemplate} ` }, 'LCE', 2026)).toBe(
    'STSS-ORD-LCE-00001-2026',
  );
});
