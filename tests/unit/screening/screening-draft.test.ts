import { expect, test } from 'vitest';
import { emptyDraft, rowsOf, setValue, type RecordDraft } from '../../../shared/record/draft.ts';
import { screening, screeningAnswers } from '../../../shared/record/kinds/screening.ts';
import { startRecord } from '../../../shared/record/prefill.ts';
import { validate } from '../../../shared/record/validate.ts';
import { questions } from '../../../shared/catalog/screening/questions.ts';
import { ruleSets } from '../../../shared/catalog/screening/rule-sets.ts';
import { questionGroups } from '../../../shared/screening/question-groups.ts';
import { factsOf, putAnswer, resultsOf } from '../../../shared/screening/screening-draft.ts';

const who = { by: 'p1', at: '2026-11-20T15:00:00.000Z' };
const of = (values: Readonly<Record<string, string>>): RecordDraft =>
  Object.entries(values).reduce((so, [key, value]) => setValue(so, key, value), emptyDraft(screening));
const codes = (draft: RecordDraft) =>
  validate(screening, draft, { today: '2026-11-24' }).map(({ field, code }) => `${field}: ${code}`);

test('an answer is written down once for each question, with who and when, and can be changed', () => {
  const asked = putAnswer(emptyDraft(screening), 'cdDocs', { reply: 'yes', how: 'told' }, who);
  const later = putAnswer(asked, 'cdDocs', { reply: 'no' }, { by: 'p2', at: '2026-11-21T15:00:00.000Z' });
  expect(rowsOf(later, screeningAnswers)).toHaveLength(1);
  expect(factsOf(asked).answers).toEqual([{ question: 'cdDocs', reply: 'yes', how: 'told', evidence: [], ...who }]);
  expect(factsOf(later).answers[0]).toMatchObject({ reply: 'no', how: 'told', by: 'p2' });
  const taken = putAnswer(later, 'cdDocs', { reply: '', evidence: 'a1 b2' }, who);
  expect(factsOf(taken).answers[0]).toMatchObject({ reply: 'notAsked', evidence: ['a1', 'b2'] });
});

test('a record gives its results: a fifteen-year-old on a farm', () => {
  const person = of({ age: '15', hoursAWeek: '48', hoursADay: '8' });
  const { child, escalations, assessments } = resultsOf(
    putAnswer(putAnswer(person, 'clUnauthorised', { reply: 'yes' }, who), 'cdIsolation', { reply: 'yes' }, who),
  );
  expect([child?.labour.result, child?.national.result]).toEqual(['hazardous', 'sign']);
  expect(escalations.map(({ reason }) => reason)).toEqual(['confinement', 'childWorstForm']);
  expect(assessments.map(({ set }) => set.key)).toContain('delphiChild');
});

test('what is no number and no age is not known, never zero', () => {
  const facts = factsOf(of({ age: 'X', hoursAWeek: 'muchas' }));
  expect([facts.age, facts.hoursAWeek, facts.hoursADay]).toEqual([undefined, undefined, undefined]);
  expect(factsOf(of({ age: '14..16' })).age).toEqual({ least: 14, most: 16 });
});

test('a new one has the next pseudonym of the case, and takes one that the case gave for an acta', () => {
  const facts = {
    person: { name: 'x', position: 'x', credential: 'x' },
    municipality: '0101',
    today: '2026-11-24',
    pseudonyms: ['P-01', 'NNA-07', 'P-03'],
  };
  expect(startRecord(screening, facts).values).toEqual({ date: '2026-11-24', pseudonym: 'P-04' });
  const rest = { date: '2026-11-24', age: '15', consent: 'notApplicable' };
  expect(codes(of({ pseudonym: 'NNA-07', ...rest }))).toEqual([]);
  expect(codes(of({ pseudonym: 'Olvin', ...rest }))).toEqual(['pseudonym: not-a-pseudonym']);
});

test('every question is asked of somebody, and none twice', () => {
  const unsure = questionGroups(undefined).flatMap((group) => group.questions.map(({ key }) => key));
  expect(new Set(unsure).size).toBe(unsure.length);
  expect([...unsure].sort()).toEqual(questions.map(({ key }) => key).sort());
  const keys = (age: number) => questionGroups({ least: age, most: age }).map(({ key }) => key);
  expect(keys(30)).not.toContain('child');
  expect(keys(15).slice(0, 2)).toEqual(['danger', 'child']);
  expect(questionGroups({ least: 30, most: 30 }, ruleSets)[0]?.questions.map(({ key }) => key)).toEqual([
    'imViolence',
    'imConfined',
    'imSexual',
    'imOrgans',
    'imHelp',
  ]);
});
