import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { infringements } from '../../../shared/catalog/catalog.ts';
import { printableNorm } from '../../../shared/catalog/entry.ts';
import { phrases, phraseSteps } from '../../../shared/catalog/phrases.ts';
import { findGaps } from '../../../shared/kernel/gaps.ts';
import { fillPhrase, placeholders, unknownPlaceholders } from '../../../shared/phrase/fill-phrase.ts';
import { infringementsIn, inspectionFacts } from '../../../shared/phrase/inspection-facts.ts';
import { offerPhrases, stepsOf } from '../../../shared/phrase/offer-phrases.ts';
import { fieldsOf, tablesOf } from '../../../shared/record/fields.ts';
import { getKind } from '../../../shared/record/kinds/kinds.ts';
import { sampleInspection, withRows, withValues } from '../../support/inspection-builder.ts';

describe('the catalogue', () => {
  test('has a phrase for every infringement and every step', () => {
    const spoken = new Set(phrases.map(({ infringement }) => infringement));
    expect(infringements.map(({ key }) => key).filter((key) => !spoken.has(key))).toEqual([]);
    const steps = new Set(phrases.map(({ step }) => step));
    expect(phraseSteps.filter((step) => !steps.has(step))).toEqual([]);
    expect(phrases.length).toBeGreaterThan(40);
  });

  test('keys and labels are unique, infringements exist, placeholders can be filled', () => {
    expect(new Set(phrases.map(({ key }) => key)).size).toBe(phrases.length);
    expect(new Set(phrases.map(({ label }) => label)).size).toBe(phrases.length);
    const known = new Set(infringements.map(({ key }) => key));
    for (const { infringement, text } of phrases) {
      if (infringement !== undefined) expect(known).toContain(infringement);
      expect(unknownPlaceholders(text)).toEqual([]);
    }
  });

  test('sentences are whole, sober, and cite no article that nobody confirmed', () => {
    for (const { key, text } of phrases) {
      expect(text, key).toMatch(/^[\p{Lu}«[{]/u);
      expect(text, key).toMatch(/[.»]\.?$/);
      expect(text, key).not.toMatch(/ {2}|\bart(\.|ículo)|Decreto|Código del|L 250,000/i);
      // brackets come in pairs
      expect(text.replace(/\[\[[^[\]]+\]\]/g, ''), key).not.toMatch(/[[\]]/);
    }
    const norms = phrases.filter((phrase) => printableNorm(phrase) !== undefined);
    expect(norms.every(({ norm }) => /Decreto 178-2016\), arts?\. (15|84)/.test(norm ?? ''))).toBe(true);
  });
});

describe('filling', () => {
  test('what is known is written, what is not stays as a gap', () => {
    const text = 'Debe {monto} ({monto en letras}) a {trabajadores}; plazo {plazo}, {otro dato}.';
    expect(fillPhrase({ text }, { monto: 'L 5.00', 'monto en letras': 'cinco lempiras exactos', plazo: ' ' })).toBe(
      'Debe L 5.00 (cinco lempiras exactos) a [[trabajadores]]; plazo [[plazo]], [[otro dato]].',
    );
    expect(unknownPlaceholders(text)).toEqual(['otro dato']);
  });

  test('nothing in braces is left, and every fact that is missing is a gap', () => {
    const facts = fc.dictionary(fc.constantFrom(...placeholders), fc.string({ minLength: 1 }));
    fc.assert(
      fc.property(fc.constantFrom(...phrases), facts, (phrase, known) => {
        const missing = placeholders.filter(
          (name) => phrase.text.includes(`{${name}}`) && (known[name] ?? '').trim() === '',
        );
        const filled = fillPhrase(phrase, known);
        expect(placeholders.filter((name) => fillPhrase(phrase, {}).includes(`{${name}}`))).toEqual([]);
        const gaps = findGaps(filled).map(({ name }) => name);
        for (const name of missing) expect(gaps).toContain(name);
      }),
    );
  });
});

describe('the facts of an inspection', () => {
  const row = { infringement: 'economicLoss', amountOwed: '41250.00', workersAffected: '21', termDays: '10' };
  const draft = withRows(
    withValues(sampleInspection(), { employerName: 'Piñas del Aguán', startDate: '2026-12-01' }),
    'infringements',
    row,
    { infringement: 'safety', workersAffected: '1' },
  );

  test('amount, term and people are those of the infringement the phrase is about', () => {
    expect(inspectionFacts(draft, 'economicLoss')).toMatchObject({
      patrono: 'Piñas del Aguán',
      fecha: '01/12/2026',
      'fecha en letras': 'primero de diciembre de dos mil veintiséis',
      monto: 'L 41,250.00',
      'monto en letras': 'cuarenta y un mil doscientos cincuenta lempiras exactos',
      plazo: 'diez (10) días',
      trabajadores: 'veintiuna (21) personas trabajadoras',
    });
    expect(inspectionFacts(draft, 'safety')).toMatchObject({ trabajadores: 'una (1) persona trabajadora' });
    expect(inspectionFacts(draft, 'safety').monto).toBeUndefined();
  });

  test('nothing is guessed: of two infringements none is meant', () => {
    expect(inspectionFacts(draft).monto).toBeUndefined();
    expect(inspectionFacts(draft, 'childLabour').trabajadores).toBeUndefined();
    const twice = withRows(draft, 'infringements', row, row);
    expect(inspectionFacts(twice, 'economicLoss').monto).toBeUndefined();
    const unread = withValues(draft, { startDate: 'ayer' });
    expect(inspectionFacts(unread).fecha).toBeUndefined();
  });

  test('the infringements that are named', () => {
    expect([...infringementsIn(draft)]).toEqual(['economicLoss', 'safety']);
    // a resolution names them in its fines; what is owed is not the fine, so that no amount is offered for it
    const fines = [{ id: 'r', values: { infringement: 'safety:Seguridad', amountOwed: '10.00' } }];
    const resolution = { values: { date: '2026-12-01' }, tables: { fines } };
    expect([...infringementsIn(resolution)]).toEqual(['safety']);
    expect(inspectionFacts(resolution, 'safety')).toMatchObject({ fecha: '01/12/2026' });
    expect(inspectionFacts(resolution, 'safety').monto).toBeUndefined();
  });
});

describe('offering', () => {
  test('those for the field come first, with the infringements of the record before the rest; none is lost', () => {
    const steps = stepsOf({ kind: 'inspection', table: 'findings', field: 'fact' });
    const { fitting, others } = offerPhrases(phrases, steps, new Set(['safety']));
    expect(fitting.slice(0, 3).map(({ infringement }) => infringement)).toEqual(['safety', 'safety', 'safety']);
    expect(fitting.every(({ step }) => steps.includes(step))).toBe(true);
    expect(others.some(({ step }) => steps.includes(step))).toBe(false);
    expect(fitting.length + others.length).toBe(phrases.length);
  });

  test('every long text that everybody writes has its steps; an unknown field has none', () => {
    const written = ['inspection', 'order', 'notification', 'reinspection', 'resolution', 'conciliation'].map(getKind);
    const offered = new Set(phrases.map(({ step }) => step));
    for (const kind of written) {
      const long = [
        ...fieldsOf(kind).map((field) => ({ field, table: undefined })),
        ...tablesOf(kind).flatMap((table) => table.columns.map((field) => ({ field, table: table.key }))),
      ].filter(({ field }) => field.kind === 'longText' && field.level !== 'protected');
      for (const { field, table } of long) {
        const steps = stepsOf({ kind: kind.key, table, field: field.key });
        expect(steps, `${kind.key} ${field.key}`).not.toEqual([]);
        expect(steps.every((step) => offered.has(step))).toBe(true);
      }
    }
    expect(stepsOf({ kind: 'inspection', field: 'nowhere' })).toEqual([]);
  });
});
