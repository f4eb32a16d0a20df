import { describe, expect, test } from 'vitest';
import { en } from '../../../renderer/text/en.ts';
import { es } from '../../../renderer/text/es.ts';
import { fr } from '../../../renderer/text/fr.ts';
import { referralParts } from '../../../shared/catalog/referral-parts.ts';
import { fieldsOf, tablesOf, type FieldDef, type RecordKind } from '../../../shared/record/fields.ts';
import { complaint } from '../../../shared/record/kinds/complaint.ts';
import { contactLog } from '../../../shared/record/kinds/contact-log.ts';
import { protectedPerson } from '../../../shared/record/kinds/protected-person.ts';
import { screening } from '../../../shared/record/kinds/screening.ts';
import { referral } from '../../../shared/record/kinds/referral.ts';
import { recordKinds } from '../../../shared/record/kinds/kinds.ts';
import { paperFor } from '../../../shared/report/papers.ts';
import { kindTexts } from '../../../shared/report/text/kinds.ts';

const kinds = recordKinds.map((kind) => [kind.key, kind] as const);
const everything = (kind: RecordKind): readonly FieldDef[] => [
  ...fieldsOf(kind),
  ...tablesOf(kind).flatMap(({ columns }) => columns),
];

/** Options that are named here and not in a catalogue of the law. */
function ownOptions(field: FieldDef): readonly string[] {
  const isChoice = field.kind === 'choice' || field.kind === 'multiChoice';
  return isChoice && field.catalog === undefined ? field.options : [];
}

/** Names of the texts that a field or column asks for. */
function textsOf(base: string, field: FieldDef): readonly string[] {
  return [`${base}.${field.key}`, ...ownOptions(field).map((option) => `${base}.${field.key}.option.${option}`)];
}

/** Tables that no form draws: the way of a case writes itself, a checklist and a screening have forms of their own. */
const UNDRAWN: readonly string[] = ['moves', 'answers', 'screening_answers', 'alert_decisions'];

function screenTexts(kind: RecordKind): readonly string[] {
  const base = `fields.${kind.key}`;
  return [
    base,
    ...kind.sections.map(({ key }) => `${base}.section.${key}`),
    ...fieldsOf(kind).flatMap((field) => textsOf(base, field)),
    ...tablesOf(kind)
      .filter(({ key }) => !UNDRAWN.includes(key))
      .flatMap(({ key, columns }) => [
        `${base}.table.${key}`,
        `${base}.table.${key}.row`,
        `${base}.table.${key}.add`,
        ...columns.flatMap((column) => textsOf(`${base}.${key}`, column)),
      ]),
  ];
}

test('no two kinds share a key, nor two tables: rows in the log are told apart by it', () => {
  const keys = [...recordKinds.map(({ key }) => key), ...recordKinds.flatMap(tablesOf).map(({ key }) => key)];
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

describe.each(kinds)('%s', (_key, kind) => {
  test.each([
    ['es', es],
    ['en', en],
    ['fr', fr],
  ] as const)('has all its words in %s', (_language, texts) => {
    const known: Readonly<Record<string, string>> = texts;
    expect(screenTexts(kind).filter((name) => (known[name] ?? '').trim() === '')).toEqual([]);
  });

  test('says of every field who may know it, and names none twice', () => {
    expect(everything(kind).filter(({ level }) => !['public', 'reserved', 'protected'].includes(level))).toEqual([]);
    for (const fields of [fieldsOf(kind), ...tablesOf(kind).map(({ columns }) => columns)]) {
      const keys = fields.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});

test.each(kinds.filter(([key]) => paperFor(key) !== undefined))('%s has its words on paper', (key, kind) => {
  const { sections, fields, tables, options } = kindTexts[key]!;
  const printed = (field: FieldDef): boolean => field.level !== 'protected';
  const lacking = [
    ...kind.sections.filter((one) => sections[one.key] === undefined).map((one) => one.key),
    ...fieldsOf(kind)
      .filter((one) => printed(one) && fields[one.key] === undefined)
      .map((one) => one.key),
    ...tablesOf(kind).flatMap((table) =>
      table.columns
        .filter((column) => printed(column) && tables[table.key]?.[column.key] === undefined)
        .map((column) => `${table.key}.${column.key}`),
    ),
    ...everything(kind).flatMap((field) =>
      ownOptions(field)
        .filter((option) => options[field.key]?.[option] === undefined)
        .map((option) => `${field.key}=${option}`),
    ),
  ];
  expect(lacking).toEqual([]);
});

test.each([complaint, screening, protectedPerson, contactLog])('$key is no paper', (kind) => {
  expect(paperFor(kind.key)).toBeUndefined();
});

test.each([complaint, screening, protectedPerson, referral, contactLog])(
  'everything in a $key is for the office alone',
  (kind) => {
    expect(everything(kind).filter(({ officeOnly, level }) => officeOnly !== true && level !== 'protected')).toEqual(
      [],
    );
    expect(everything(kind).filter(({ level }) => level === 'public')).toEqual([]);
  },
);

test('every field of a referral says which part it is, but what differs from the preset: no institution is told that', () => {
  const without = everything(referral).filter(({ part }) => part === undefined);
  expect(without.map(({ key }) => key)).toEqual(['part', 'given', 'reason', 'decidedFor']);
  const parts = new Set(everything(referral).flatMap(({ part }) => part ?? []));
  expect([...parts].sort()).toEqual(['frame', ...referralParts].sort());
  // no identity has any place in it
  expect(everything(referral).filter(({ level }) => level === 'protected')).toEqual([]);
});

test('who complained, and who was screened with their own words, is protected', () => {
  const author = fieldsOf(complaint).filter(({ key }) => key.startsWith('author'));
  expect(author.map(({ level }) => level)).toEqual(['protected', 'protected', 'protected']);
  const person = everything(screening).filter(({ level }) => level === 'protected');
  expect(person.map(({ key }) => key)).toEqual(['realName', 'contact', 'identityNote', 'words']);
});
