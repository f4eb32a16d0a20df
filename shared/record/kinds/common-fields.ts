import { catalogKeys } from '../../catalog/catalog.ts';
import type { FieldDef, Level, TableDef } from '../fields.ts';

/** What a field may say of itself beside what it holds. */
type More = Partial<Pick<FieldDef, 'required' | 'when' | 'officeOnly' | 'part'>>;

/** A line of text of the case, for its officials. */
export const line = (key: string, maxLength = 120, more: More = {}): FieldDef => ({
  key,
  kind: 'text',
  maxLength,
  level: 'reserved',
  ...more,
});

/** Prose of the case, for its officials. */
export const prose = (key: string, maxLength = 8000, more: More = {}): FieldDef => ({
  key,
  kind: 'longText',
  maxLength,
  level: 'reserved',
  ...more,
});

/** One of a few answers. */
export const choice = (
  key: string,
  options: readonly string[],
  more: More & { readonly level?: Level } = {},
): FieldDef => ({ key, kind: 'choice', options, level: 'public', ...more });

/** Yes or no. */
export const yesNo = (key: string, more: More & { readonly level?: Level } = {}): FieldDef => ({
  key,
  kind: 'yesNo',
  level: 'public',
  ...more,
});

/** An amount in lempiras. */
export const money = (key: string, more: More = {}): FieldDef => ({
  key,
  kind: 'money',
  level: 'reserved',
  ...more,
});

/** A day that has been, and a time of day. */
export const day = (key: string, required: FieldDef['required'] = true): FieldDef => ({
  key,
  kind: 'date',
  pastOnly: true,
  level: 'public',
  required,
});
export const hour = (key: string, required: FieldDef['required'] = true): FieldDef => ({
  key,
  kind: 'time',
  level: 'reserved',
  required,
});

/** In which languages a paper is printed: Spanish, which binds, alone or with a second one beside its fixed texts. */
export const languages = choice('languages', ['es', 'en', 'fr']);

/** The place of an employer: department, municipality, the rest in words. */
export const placeFields: readonly FieldDef[] = [
  { key: 'department', kind: 'department', level: 'public', required: true },
  { key: 'municipality', kind: 'municipality', departmentKey: 'department', level: 'public', required: true },
  line('village'),
  line('address', 300, { required: true }),
];

/** One entry of a catalogue. */
export const listed = (
  key: string,
  catalog: 'branches' | 'infringements' | 'inspectionTypes' | 'matters' | 'origins',
  required: FieldDef['required'] = true,
): FieldDef => ({ key, kind: 'choice', options: catalogKeys(catalog), catalog, level: 'public', required });

/** Several entries of a catalogue. */
export const severalListed = (key: string, catalog: 'matters', required: FieldDef['required'] = true): FieldDef => ({
  key,
  kind: 'multiChoice',
  options: catalogKeys(catalog),
  catalog,
  level: 'public',
  required,
});

/** Officials of the inspectorate, under a name of their own in each kind: rows are told apart by it. */
export const officials = (key: string, minRows = 1): TableDef => ({
  key,
  minRows,
  columns: [
    line('name', 120, { required: true }),
    line('position', 120, { required: true }),
    line('credential', 40, { required: true }),
  ],
});
