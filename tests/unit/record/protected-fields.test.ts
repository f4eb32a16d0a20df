import { expect, test } from 'vitest';
import { equalDrafts, type RecordDraft } from '../../../shared/record/draft.ts';
import type { FieldDef, RecordKind } from '../../../shared/record/fields.ts';
import { joinProtected, protectedFields, splitProtected } from '../../../shared/record/protected-fields.ts';

const field = (key: string, level: FieldDef['level']): FieldDef => ({ key, level, kind: 'text', maxLength: 100 });
const kind: RecordKind = {
  key: 'report',
  sections: [
    {
      key: 'all',
      fields: [field('place', 'reserved'), field('victimName', 'protected')],
      tables: [
        { key: 'witnesses', minRows: 0, columns: [field('name', 'protected'), field('said', 'reserved')] },
        { key: 'facts', minRows: 0, columns: [field('text', 'reserved')] },
      ],
    },
  ],
  rules: () => [],
};

const draft: RecordDraft = {
  values: { place: 'Tela', victimName: 'Ana' },
  tables: {
    witnesses: [
      { id: 'a', values: { name: 'Iris', said: 'sí' } },
      { id: 'b', values: { said: 'no' } },
    ],
    facts: [{ id: 'c', values: { text: 'uno' } }],
  },
};

test('fields are told by entity and name', () => {
  const isProtected = protectedFields(kind);
  expect(isProtected('report/1', 'victimName')).toBe(true);
  expect(isProtected('report/1', 'place')).toBe(false);
  expect(isProtected('witnesses/1', 'name')).toBe(true);
  expect(isProtected('witnesses/1', 'said')).toBe(false);
  expect(isProtected('facts/1', 'name')).toBe(false);
  expect(isProtected('report/1', 'name')).toBe(false);
});

test('a draft comes apart and together again', () => {
  const { rest, apart } = splitProtected(kind, draft);
  expect(apart).toEqual({ values: { victimName: 'Ana' }, tables: { witnesses: { a: { name: 'Iris' } } } });
  expect(JSON.stringify(rest)).not.toMatch(/Ana|Iris/);
  expect(equalDrafts(joinProtected(rest, apart!), draft)).toBe(true);
});

test('nothing protected, nothing apart', () => {
  const plain: RecordDraft = { values: { place: 'Tela' }, tables: draft.tables };
  const open = { ...plain, tables: { facts: draft.tables['facts']! } };
  const { rest, apart } = splitProtected(kind, open);
  expect(apart).toBeUndefined();
  expect(equalDrafts(rest, open)).toBe(true);
});

test('the values of a row that was removed meanwhile do not bring it back', () => {
  const { rest, apart } = splitProtected(kind, draft);
  const without = { ...rest, tables: { ...rest.tables, witnesses: [] } };
  expect(joinProtected(without, apart!).tables['witnesses']).toEqual([]);
});
