import { expect, test } from 'vitest';
import { alertAsks } from '../../../shared/screening/alert-asks.ts';
import { questionGroups } from '../../../shared/screening/question-groups.ts';
import { answer } from './arbitraries.ts';

const grown = questionGroups({ least: 30, most: 30 });
const child = questionGroups({ least: 12, most: 12 });

test('the signs of an alert are asked about where they stand in the form, danger first', () => {
  expect(alertAsks(['documentsKept', 'violence'], grown, [])).toEqual([
    { question: 'imViolence', group: 'danger' },
    ...['iloPhysicalSexualViolence', 'iloRetentionIdentityDocuments'].map((question) => ({
      question,
      group: grown.find(({ questions }) => questions.some(({ key }) => key === question))?.key,
    })),
    ...['cdDocs', 'cdViolence'].map((question) => ({
      question,
      group: grown.find(({ questions }) => questions.some(({ key }) => key === question))?.key,
    })),
  ]);
});

test('what was put, whatever came of it, is asked no more; what this age is not asked, never', () => {
  const left = alertAsks(['violence'], grown, [answer('imViolence', 'no'), answer('cdViolence', 'unknown')]);
  expect(left.map(({ question }) => question)).toEqual(['iloPhysicalSexualViolence']);
  expect(alertAsks(['childWork'], grown, [])).toEqual([]);
  expect(alertAsks(['childWork'], child, []).map(({ group }) => group)).toEqual(['child', 'child']);
  expect(alertAsks([], child, [])).toEqual([]);
  expect(alertAsks(['nobodyKnows'], child, [])).toEqual([]);
});
