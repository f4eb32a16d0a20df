import { expect, test } from 'vitest';
import { setFieldValue } from '../../../../renderer/form/draft-edit.ts';
import { fieldId } from '../../../../renderer/form/field-path.ts';
import { problemsByField } from '../../../../renderer/form/problems-by-field.ts';
import { emptyDraft, setValue } from '../../../../shared/record/draft.ts';
import { inspection } from '../../../../shared/record/kinds/inspection.ts';

const location = inspection.sections.find(({ key }) => key === 'location')!;
const department = location.fields.find(({ key }) => key === 'department')!;
const municipality = location.fields.find(({ key }) => key === 'municipality')!;
const empty = emptyDraft(inspection);

test('a municipality brings its department along', () => {
  const draft = setFieldValue(empty, location, municipality, '0501');
  expect(draft.values).toMatchObject({ municipality: '0501', department: '05' });
});

test('another department empties a municipality that is not in it', () => {
  const before = setFieldValue(empty, location, municipality, '0501');
  expect(setFieldValue(before, location, department, '08').values).toEqual({ department: '08' });
  expect(setFieldValue(before, location, department, '05').values).toEqual({ department: '05', municipality: '0501' });
});

test('clearing either leaves the other', () => {
  const both = setFieldValue(empty, location, municipality, '0501');
  expect(setFieldValue(both, location, department, '').values).toEqual({ municipality: '0501' });
  expect(setFieldValue(both, location, municipality, '').values).toEqual({ department: '05' });
});

test('other fields change nothing but themselves', () => {
  const before = setValue(empty, 'municipality', '0501');
  const village = location.fields.find(({ key }) => key === 'village')!;
  expect(setFieldValue(before, location, village, 'Río Blanco').values).toEqual({
    municipality: '0501',
    village: 'Río Blanco',
  });
});

test('ids name the field, the cell or the button that adds a row', () => {
  expect(fieldId({ section: 'general', field: 'type' })).toBe('f-general-type');
  expect(fieldId({ section: 'findings', table: 'findings', row: 'r1', field: 'fact' })).toBe('f-findings-r1-fact');
  expect(fieldId({ section: 'findings', table: 'findings', field: 'findings' })).toBe('f-findings-add');
});

test('an error stands before a warning of the same field, and the first of two errors stays', () => {
  const at = { section: 'general', field: 'endTime' } as const;
  const warning = { ...at, code: 'outside-working-hours', severity: 'warning' } as const;
  const error = { ...at, code: 'ends-before-start', severity: 'error' } as const;
  const second = { ...at, code: 'not-a-time', severity: 'error' } as const;
  expect(problemsByField([warning, error, second]).get('f-general-endTime')).toBe(error);
  expect(problemsByField([error, warning]).get('f-general-endTime')).toBe(error);
  expect(problemsByField([warning]).get('f-general-endTime')).toBe(warning);
});
