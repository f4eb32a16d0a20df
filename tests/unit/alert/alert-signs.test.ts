import { expect, test } from 'vitest';
import { alertSigns } from '../../../shared/catalog/alert-signs.ts';
import { questions } from '../../../shared/catalog/screening/questions.ts';
import { ruleSets } from '../../../shared/catalog/screening/rule-sets.ts';
import { childQuestions } from '../../../shared/screening/screen.ts';
import { questionsOf } from '../../../shared/screening/score.ts';

test('every sign of an alert is asked about by questions that exist, each once', () => {
  const known = new Map(questions.map((question) => [question.key, question]));
  for (const { key, asks } of alertSigns) {
    expect(asks.length, key).toBeGreaterThan(0);
    expect(new Set(asks).size, key).toBe(asks.length);
    expect(
      asks.filter((question) => !known.has(question)),
      key,
    ).toEqual([]);
  }
});

test('what an alert points to is counted by a rule set, is asked of children, or escalates by itself', () => {
  const counted = new Set([...ruleSets.flatMap((set) => [...questionsOf(set)]), ...childQuestions]);
  const escalates = new Set(questions.filter(({ escalation }) => escalation).map(({ key }) => key));
  const idle = alertSigns.flatMap(({ asks }) => asks).filter((key) => !counted.has(key) && !escalates.has(key));
  expect(idle).toEqual([]);
});

test('a grave sign is asked about by a question that escalates by itself', () => {
  const escalates = new Set(questions.filter(({ escalation }) => escalation).map(({ key }) => key));
  const grave = alertSigns.filter((sign) => sign.grave);
  expect(grave.length).toBeGreaterThan(0);
  expect(grave.filter(({ asks }) => !asks.some((key) => escalates.has(key)))).toEqual([]);
});
