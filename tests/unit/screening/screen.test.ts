import { expect, test } from 'vitest';
import { questions } from '../../../shared/catalog/screening/questions.ts';
import { ruleSets } from '../../../shared/catalog/screening/rule-sets.ts';
import { childLabourRules } from '../../../shared/catalog/screening/child-labour-rules.ts';
import type { Reply } from '../../../shared/screening/answers.ts';
import { explain } from '../../../shared/screening/explain.ts';
import { questionsOf } from '../../../shared/screening/score.ts';
import { childQuestions, screen, uncountedIn, type ScreeningFacts } from '../../../shared/screening/screen.ts';
import { answer } from './arbitraries.ts';

const setOf = (key: string) => ruleSets.find((set) => set.key === key)!;
const years = (age: number) => ({ least: age, most: age });
const screenOf = (yes: readonly string[], more: Partial<ScreeningFacts> = {}) =>
  screen({ answers: yes.map((key) => answer(key)), age: years(30), ...more });
const outcomeOf = (result: ReturnType<typeof screen>, key: string) =>
  result.assessments.find(({ set }) => set.key === key);

test('every question is used by some engine or escalates by itself', () => {
  const { statistical } = childLabourRules;
  const used = new Set([...ruleSets.flatMap((set) => [...questionsOf(set)]), ...childQuestions]);
  expect(questions.filter(({ key, escalation }) => !used.has(key) && escalation === undefined)).toEqual([]);
  const keys = questions.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  const referred = [...statistical.worstForm.from, ...statistical.hazardous.from, ...used];
  expect(referred.filter((key) => !keys.includes(key))).toEqual([]);
});

test('nothing in the words says that somebody is or is not a victim', () => {
  const words = JSON.stringify([questions, ruleSets]);
  expect(words).not.toMatch(/v[ií]ctima|victim/i);
});

test('the lists are chosen by age, both where it is not sure', () => {
  const keysAt = (age: ScreeningFacts['age']) => screenOf([], { age }).assessments.map(({ set }) => set.key);
  expect(keysAt(years(17))).toEqual(['iloEleven', 'delphiChild', 'involuntaryWork']);
  expect(keysAt(years(18))).toEqual(['iloEleven', 'delphiAdult', 'involuntaryWork']);
  expect(keysAt({ least: 16, most: 20 })).toHaveLength(4);
  expect(keysAt(undefined)).toHaveLength(4);
});

test('without a sign every list says that none is recorded', () => {
  const result = screenOf([], { answers: [answer('exHours', 'no'), answer('cdDocs', 'unknown')] });
  expect(new Set(result.assessments.map(({ outcome }) => outcome.key))).toEqual(new Set(['noIndication']));
  expect(result.escalations).toEqual([]);
});

test('a sign of one list counts in another by a link, and the result is then a derived one', () => {
  const linked = outcomeOf(screenOf(['cdDocs']), 'iloEleven')!;
  expect([linked.outcome.key, linked.basis]).toEqual(['indicatorsPresent', 'derived']);
  const both = outcomeOf(screenOf(['cdDocs', 'iloRetentionIdentityDocuments']), 'iloEleven')!;
  expect([both.basis, both.dimensions[0]!.counts.unweighted]).toEqual(['published', 1]);
});

test.each([
  [['cdViolence'], ['violence']],
  [['cdIsolation'], ['confinement']],
  [['imSexual'], ['sexualExploitation']],
  [['imOrgans'], ['organRemoval']],
  [['imHelp'], ['cryForHelp']],
  [
    ['penViolence', 'imHelp'],
    ['violence', 'cryForHelp'],
  ],
  [['clIllicit'], []],
])('an adult with %j escalates for %j', (yes, reasons) => {
  expect(screenOf(yes).escalations.map(({ reason }) => reason)).toEqual(reasons);
});

test('a child in a worst form, or in hazardous work, escalates; so does one whose age nobody knows', () => {
  const reasons = (yes: readonly string[], age: ScreeningFacts['age']) =>
    screenOf(yes, { age }).escalations.map(({ reason }) => reason);
  expect(reasons(['clIllicit'], years(16))).toEqual(['childWorstForm']);
  expect(reasons(['clIllicit'], undefined)).toEqual(['childWorstForm']);
  expect(reasons(['exHazard'], years(15))).toEqual(['childWorstForm']);
  expect(reasons(['exHazard'], years(18))).toEqual([]);
  expect(screenOf([], { age: years(15), hoursAWeek: 50 }).escalations).toEqual([
    { reason: 'childWorstForm', questions: [] },
  ]);
});

test('a fifteen-year-old on a farm: the law of the country beside the statistical class', () => {
  const { child } = screenOf(['clUnauthorised', 'clUnhealthy'], {
    age: years(15),
    hoursAWeek: 30,
    hoursADay: 6,
  });
  expect(child?.labour.result).toBe('hazardous');
  expect([child?.national.result, child?.national.confidence]).toEqual(['sign', 'verified']);
  expect(child?.national.findings.map(({ rule, state }) => [rule.key, state])).toEqual([
    ['belowSixteen', 'sign'],
    ['hoursFourteen', 'sign'],
    ['night', 'unknown'],
    ['hazardous', 'sign'],
  ]);
  // a limit that nobody could read in the law says so
  const long = screenOf([], { age: years(15), hoursADay: 6 }).child?.national;
  expect([long?.result, long?.confidence]).toEqual(['sign', 'unverified']);
  // twelve hours at thirteen are light work for statistics and still unlawful where the lowest age is fourteen
  const young = screenOf([], { age: years(13), hoursAWeek: 12 }).child;
  expect([young?.labour.result, young?.national.findings[0]?.state]).toEqual(['workingChild', 'sign']);
});

test('no is not the same as unknown in the rules about children', () => {
  const stateOf = (reply: Reply) =>
    screenOf([], { age: years(15), hoursAWeek: 10, answers: [answer('clUnauthorised', reply)] }).child!.national
      .findings[0]!.state;
  expect([stateOf('yes'), stateOf('no'), stateOf('unknown')]).toEqual(['sign', 'noSign', 'unknown']);
  // only a "no" to every danger says that there is none
  const one = screenOf([], { age: years(15), answers: [answer('clAbuse', 'no')] }).child!;
  expect(one.national.findings.find(({ rule }) => rule.key === 'hazardous')?.state).toBe('unknown');
});

test('an explanation names the facts, who said them, what would change the result and what was not asked', () => {
  const answers = [
    { ...answer('exHours'), how: 'told', by: 'person-2' } as const,
    answer('exSalary'),
    answer('exLiving'),
    answer('cdDocs'),
    answer('cdWages', 'unknown'),
    answer('cdDebt', 'no'),
  ];
  const why = explain(setOf('delphiAdult'), answers);
  const exploitation = why.dimensions.find(({ key }) => key === 'exploitation')!;
  expect(exploitation.positive).toBe(true);
  expect(exploitation.facts.map(({ indicator }) => [indicator.question, indicator.strength])).toEqual([
    ['exHours', 'strong'],
    ['exSalary', 'medium'],
    ['exLiving', 'medium'],
  ]);
  expect(exploitation.facts[0]?.answers).toMatchObject([{ how: 'told', by: 'person-2' }]);
  // one strong and one more are enough
  expect(why.minimal).toHaveLength(2);
  expect(why.minimal).toContain('exHours');
  expect(why.unknown).toEqual(['cdWages']);
  expect(why.notAsked).not.toContain('cdDebt');
  expect(why.notAsked).toContain('drWages');
  expect(why.changes.find(({ question }) => question === 'cdWages')?.outcome.key).toBe('forcedLabour');
  expect(why.changes.map(({ question }) => question)).not.toContain('cdDebt');
});

test('a sign that a list does not have is never counted in it, and one that nothing counts is told', () => {
  // vector D35 of the Delphi set
  expect(questionsOf(setOf('delphiChild')).has('rvFalseLaw')).toBe(false);
  const uncounted = (yes: readonly string[], age: number) => {
    const answers = yes.map((key) => answer(key));
    return uncountedIn(answers, screen({ answers, age: years(age) }));
  };
  expect(uncounted(['clNight', 'ofANewerVersion', 'exHours'], 30)).toEqual(['clNight', 'ofANewerVersion']);
  expect(uncounted(['clNight', 'imHelp'], 15)).toEqual([]);
});
