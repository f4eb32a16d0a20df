import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { en } from '../../../renderer/text/en.ts';
import { es } from '../../../renderer/text/es.ts';
import { fr } from '../../../renderer/text/fr.ts';
import {
  check,
  Check,
  exitCodeOf,
  outcomes,
  stateOf,
  worstOf,
  type CheckName,
} from '../../../shared/diagnosis/check.ts';
import { buildDiagnosisPage } from '../../../shared/report/diagnosis-page.ts';
import { linesOf, sentenceOf } from '../../../shared/report/diagnosis-words.ts';
import { ReportInput } from '../../../shared/ipc/report-input.ts';
import { diagnosisText } from '../../../shared/report/text/diagnosis.ts';

const facts = {
  app: '0.1.0',
  electron: '45.4.1',
  chrome: '156.0.1',
  node: '22.1.0',
  freeMiB: 9,
  frames: 3,
  gaps: 1,
  minutes: 4,
  printers: 2,
};
const every: readonly Check[] = (Object.keys(outcomes) as CheckName[]).flatMap((name) =>
  Object.keys(outcomes[name]).map((outcome) => ({ name, outcome, facts })),
);
const placeholders = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort();

test('every finding has its sentence on the screen in each language, and no sentence is left over', () => {
  const prefix = 'diagnosis.found.';
  const expected = every.map(({ name, outcome }) => `${prefix}${name}.${outcome}`).sort();
  for (const texts of [es, en, fr]) {
    expect(
      Object.keys(texts)
        .filter((key) => key.startsWith(prefix))
        .sort(),
    ).toEqual(expected);
  }
});

test('screen and paper say the same in Spanish, and every language fills the same gaps', () => {
  for (const { name, outcome } of every) {
    const key = `diagnosis.found.${name}.${outcome}` as keyof typeof es;
    expect(es[key]).toBe((diagnosisText.sentences[name] as Record<string, string>)[outcome]);
    for (const texts of [en, fr]) expect(placeholders(texts[key]), key).toEqual(placeholders(es[key]));
  }
});

test('the facts fill every gap', () => {
  for (const one of every) expect(sentenceOf(one), `${one.name} ${one.outcome}`).not.toMatch(/[{}]/);
});

describe('what all findings come to', () => {
  test.each([
    [['engine/sqlite', 'keys/readable'], 'ok', 0],
    [['engine/sqlite', 'disk/little'], 'warn', 0],
    [['disk/little', 'journal/damaged', 'keys/readable'], 'bad', 1],
  ] as const)('%j: %s', (names, state, code) => {
    const checks = names.map((name) => {
      const [of, outcome] = name.split('/') as [CheckName, string];
      return { name: of, outcome };
    });
    expect(worstOf(checks)).toBe(state);
    expect(exitCodeOf(worstOf(checks))).toBe(code);
    expect(linesOf(checks).at(-1)).toBe(diagnosisText.results[state]);
  });

  test('an outcome that nobody knows is bad, and does not cross the door', () => {
    expect(stateOf({ name: 'disk', outcome: 'constructor' })).toBe('bad');
    expect(v.safeParse(Check, { name: 'disk', outcome: 'constructor' }).success).toBe(false);
    expect(v.safeParse(Check, check('disk', 'enough', { freeMiB: 1 })).success).toBe(true);
  });
});

test.each(['Ana Núñez', 'C:\\Users\\ana', '/home/ana', 'a b', 'x'.repeat(41), ''])('%j is no fact', (fact) => {
  expect(v.safeParse(Check, { name: 'runtime', outcome: 'current', facts: { app: fact } }).success).toBe(false);
});

test('the page holds every finding and crosses into the document process', () => {
  const page = buildDiagnosisPage({
    office: { name: 'Atalaya', letterhead: [] },
    madeAt: '2026-11-24T15:00:00.000Z',
    paper: 'letter',
    checks: every,
  });
  expect(v.safeParse(ReportInput, page).success).toBe(true);
  for (const one of every) expect(JSON.stringify(page)).toContain(JSON.stringify(sentenceOf(one)).slice(1, -1));
});
