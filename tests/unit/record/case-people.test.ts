import { expect, test } from 'vitest';
import { peopleOf } from '../../../shared/record/case-people.ts';
import { emptyDraft, setValue, type RecordDraft } from '../../../shared/record/draft.ts';
import { getKind } from '../../../shared/record/kinds/kinds.ts';
import { startRecord } from '../../../shared/record/prefill.ts';
import { sampleInspection, withRows } from '../../support/inspection-builder.ts';

const screened = (values: Readonly<Record<string, string>>): { kind: string; draft: RecordDraft } => ({
  kind: 'screening',
  draft: Object.entries(values).reduce(
    (so, [key, value]) => setValue(so, key, value),
    emptyDraft(getKind('screening')),
  ),
});
const acta = {
  kind: 'inspection',
  draft: withRows(
    withRows(sampleInspection(), 'interviewed', { pseudonym: 'T-01', realName: 'Olvin Ticas' }, { pseudonym: '' }),
    'minors',
    { pseudonym: 'NNA-01', age: '15', sex: 'female', realName: 'Dunia', guardian: 'Su tía' },
    { pseudonym: 'NNA-02', age: 'X' },
  ),
};

test('everybody whom the records know by a pseudonym, once, with what is known and nothing that says who they are', () => {
  expect(peopleOf([acta])).toEqual([
    { pseudonym: 'T-01', known: {} },
    { pseudonym: 'NNA-01', known: { age: '15', sex: 'female', child: 'yes' } },
    { pseudonym: 'NNA-02', known: { age: 'X', child: 'presumed' } },
  ]);
});

test('what a later record knows is added, and holds', () => {
  const later = screened({
    pseudonym: 'T-01',
    age: '16..19',
    language: 'Misquito',
    interpreter: 'yes',
    realName: 'Olvin',
  });
  const [witness, ...others] = peopleOf([acta, later, screened({ pseudonym: 'P-01', age: '30' })]);
  expect(witness).toEqual({
    pseudonym: 'T-01',
    known: { age: '16..19', language: 'Misquito', interpreter: 'yes', child: 'presumed' },
  });
  expect(others.at(-1)).toEqual({ pseudonym: 'P-01', known: { age: '30', child: 'no' } });
  expect(peopleOf([screened({ pseudonym: 'Olvin' })])).toEqual([]);
});

test('a record about one of them begins with it; about nobody, with the next pseudonym of the case', () => {
  const facts = { person: { name: 'x', position: 'x', credential: 'x' }, municipality: '0101', today: '2026-11-24' };
  const kind = getKind('protected_person');
  const [, about] = peopleOf([acta]);
  expect(startRecord(kind, { ...facts, ...(about && { about }) }).values).toEqual({
    pseudonym: 'NNA-01',
    age: '15',
    sex: 'female',
    child: 'yes',
  });
  const pseudonyms = ['P-01', 'T-07', 'P-04'];
  expect(startRecord(kind, { ...facts, pseudonyms }).values).toEqual({ pseudonym: 'P-05' });
  expect(startRecord(getKind('screening'), { ...facts, pseudonyms: ['P-05'] }).values['pseudonym']).toBe('P-06');
});
