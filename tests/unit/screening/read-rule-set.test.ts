import { expect, test } from 'vitest';
import delphiAdult from '../../../shared/catalog/screening/delphi-adult.json';
import { readRuleSet } from '../../../shared/catalog/screening/read-rule-set.ts';
import { screen } from '../../../shared/screening/screen.ts';
import { answer } from './arbitraries.ts';

/** A guide of a country, as a ministry would write it: its own questions beside known ones. */
const guide = {
  key: 'cicesct',
  version: '2026-03',
  appliesTo: 'all',
  scored: true,
  name: { es: 'Guía nacional' },
  source: 'CICESCT, 2026',
  confidence: 'verified',
  questions: [{ key: 'hnPolicia', label: { es: 'La amenazan con la policía' }, escalation: 'violence' }],
  dimensions: [{ key: 'control', label: { es: 'Control' } }],
  positive: [{ strong: 1 }, { any: 2 }],
  indicators: [
    { question: 'hnPolicia', dimension: 'control', strength: 'medium' },
    { question: 'cdDocs', dimension: 'control', strength: 'strong' },
  ],
  outcomes: [
    {
      key: 'control',
      urgency: 'high',
      basis: 'published',
      when: { all: ['control'] },
      label: { es: 'Indicios de control' },
    },
    { key: 'none', urgency: 'none', basis: 'published', label: { es: 'Sin indicios registrados' } },
  ],
  flags: [],
};

test('a guide of a country is used as it is read, with no code of its own', () => {
  const read = readRuleSet(guide);
  if (!read.ok) throw new Error(read.fault.code);
  const facts = { answers: [answer('hnPolicia')], age: { least: 30, most: 30 } };
  const result = screen(facts, [read.value]);
  expect(result.assessments.map(({ set, outcome }) => [set.version, outcome.key])).toEqual([['2026-03', 'none']]);
  expect(result.escalations).toEqual([{ reason: 'violence', questions: ['hnPolicia'] }]);
  const more = screen({ ...facts, answers: [answer('hnPolicia'), answer('cdDocs')] }, [read.value]);
  expect(more.assessments[0]?.outcome.key).toBe('control');
});

const [first, second] = guide.indicators;
const [held, none] = guide.outcomes;

test.each([
  ['nothing', null, { code: 'screening/not-a-rule-set', detail: { path: '' } }],
  ['a field too many', { ...guide, color: 'red' }, { code: 'screening/not-a-rule-set', detail: { path: 'color' } }],
  [
    'a field too few',
    { ...guide, version: undefined },
    { code: 'screening/missing-part', detail: { path: 'version' } },
  ],
  [
    'an unknown strength',
    { ...guide, indicators: [{ ...first, strength: 'fuerte' }, second] },
    {
      code: 'screening/unknown-strength',
      detail: { name: 'hnPolicia', strength: 'fuerte', path: 'indicators.0.strength' },
    },
  ],
  [
    'no strength',
    { ...guide, indicators: [{ ...first, strength: null }, second] },
    {
      code: 'screening/unknown-strength',
      detail: { name: 'hnPolicia', strength: 'null', path: 'indicators.0.strength' },
    },
  ],
  [
    'an unknown dimension',
    { ...guide, indicators: [{ ...first, dimension: 'poder' }, second] },
    { code: 'screening/unknown-dimension', detail: { name: 'poder', path: 'indicators.0.dimension' } },
  ],
  [
    'an outcome with an unknown dimension',
    { ...guide, outcomes: [{ ...held, when: { any: ['poder'] } }, none] },
    { code: 'screening/unknown-dimension', detail: { name: 'poder', path: 'outcomes.0.when.any.0' } },
  ],
  [
    'an indicator twice',
    { ...guide, indicators: [first, second, second] },
    { code: 'screening/repeated', detail: { name: 'cdDocs', path: 'indicators.2.question' } },
  ],
  [
    'a question that nobody defines',
    { ...guide, questions: [] },
    { code: 'screening/unknown-question', detail: { name: 'hnPolicia', path: 'indicators.0.question' } },
  ],
  [
    'a question that the app has already',
    { ...guide, questions: [...guide.questions, { key: 'cdDocs', label: { es: 'Otra cosa' } }] },
    { code: 'screening/repeated', detail: { name: 'cdDocs', path: 'questions.1.key' } },
  ],
  [
    'no last outcome',
    { ...guide, outcomes: [held] },
    { code: 'screening/no-last-outcome', detail: { path: 'outcomes.0' } },
  ],
  [
    'an outcome that hides another',
    { ...guide, outcomes: [none, held] },
    { code: 'screening/no-last-outcome', detail: { path: 'outcomes.0' } },
  ],
  ['a later format', { ...guide, format: 2 }, { code: 'screening/newer-format', detail: { path: 'format' } }],
  // the lists on sexual exploitation, whose strengths nobody could confirm
  [
    'a list that is not for counting',
    { ...delphiAdult, key: 'delphiSexual', scored: false, indicators: [{ question: 'cdTasks', strength: null }] },
    { code: 'screening/not-scored', detail: { name: 'delphiSexual', path: 'scored' } },
  ],
])('%s is refused with a clear fault', (_, data, fault) => {
  expect(readRuleSet(data)).toEqual({ ok: false, fault });
});
