import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogLabel, findInfringement, infringements } from '../../../shared/catalog/catalog.ts';
import { infringementKey, infringementValue, infringementWords } from '../../../shared/catalog/infringement-value.ts';
import {
  infringementsOn,
  type InfringementOnDay,
  type InfringementVersion,
  type OfficeInfringements,
} from '../../../shared/catalog/office-infringements.ts';
import { addDays } from '../../../shared/kernel/plain-date.ts';
import { addRow, type RecordDraft } from '../../../shared/record/draft.ts';
import { inspection } from '../../../shared/record/kinds/inspection.ts';
import { startRecord } from '../../../shared/record/prefill.ts';
import { getKind } from '../../../shared/record/kinds/kinds.ts';
import { validate } from '../../../shared/record/validate.ts';
import { inspectionFacts, infringementsIn } from '../../../shared/phrase/inspection-facts.ts';
import { sampleInspection } from '../../support/inspection-builder.ts';

const version = (over: Partial<InfringementVersion> = {}): InfringementVersion => ({
  from: '2026-06-01',
  label: 'Trabajo en altura sin arnés',
  by: 'Ana Núñez',
  on: '2026-05-20',
  ...over,
});
const on = (date: string, office: OfficeInfringements, key: string): InfringementOnDay | undefined =>
  infringementsOn(date, office).find((one) => one.key === key);

describe('what a record holds', () => {
  test('a key alone is the catalogue’s; words behind it are what the office called it', () => {
    expect(infringementKey('safety')).toBe('safety');
    expect(infringementWords('safety')).toBeUndefined();
    expect(catalogLabel('infringements', 'ownabc:Sin arnés: altura')).toBe('Sin arnés: altura');
    expect(catalogLabel('infringements', 'safety')).toBe('Seguridad, salud e higiene en el trabajo');
    expect(findInfringement('safety:Otra cosa')?.key).toBe('safety');
    expect(findInfringement('ownabc:Sin arnés')).toBeUndefined();
  });

  test('key and words come back from any value, and what is no such value is left as it is', () => {
    const key = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,20}$/);
    const words = fc.string({ minLength: 1, maxLength: 60 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(key, words, (k, w) => {
        expect([infringementKey(infringementValue(k, w)), infringementWords(infringementValue(k, w))]).toEqual([k, w]);
      }),
    );
    for (const strange of ['', ':', 'safety:', 'safety:  ', '9x:y']) expect(infringementKey(strange)).toBe(strange);
  });
});

describe('an office', () => {
  test('without notes has the catalogue as it is', () => {
    const all = infringementsOn('2026-11-24', {});
    expect(all.map(({ value }) => value)).toEqual(infringements.map(({ key }) => key));
    expect(all.every(({ state }) => state === 'offered')).toBe(true);
  });

  test('has its own from its first day; unconfirmed says so and prints no norm, confirmed prints it', () => {
    const office = {
      ownabc: [
        version({ norm: 'Acuerdo STSS-001-02, art. 5', fineAs: 'otherPerWorker' }),
        version({ from: '2026-09-01', norm: 'Acuerdo STSS-001-02, art. 7', document: 'La Gaceta 30,000' }),
      ],
    };
    expect(on('2026-05-31', office, 'ownabc')).toMatchObject({ state: 'later' });
    expect(on('2026-06-01', office, 'ownabc')).toMatchObject({
      state: 'offered',
      confidence: 'unverified',
      value: 'ownabc:Trabajo en altura sin arnés',
      fine: { kind: 'perWorker' },
    });
    expect(on('2026-09-01', office, 'ownabc')).toMatchObject({
      confidence: 'verified',
      value: 'ownabc:Trabajo en altura sin arnés (Acuerdo STSS-001-02, art. 7)',
    });
  });

  test('renames, confirms and withdraws one of the catalogue from a day, and the days before keep what they had', () => {
    const office = {
      safety: [
        version({ label: 'Seguridad y salud', norm: 'Código del Trabajo, art. 391', document: 'Código, ed. 2024' }),
        version({ from: '2026-10-01', label: 'Seguridad y salud', withdrawn: true }),
      ],
    };
    expect(on('2026-05-31', office, 'safety')).toMatchObject({ value: 'safety', confidence: 'unverified' });
    expect(on('2026-06-01', office, 'safety')).toMatchObject({
      value: 'safety:Seguridad y salud (Código del Trabajo, art. 391)',
      confidence: 'verified',
      fine: { kind: 'fixed' },
    });
    expect(on('2026-10-01', office, 'safety')).toMatchObject({ state: 'withdrawn' });
  });

  test('a note never changes what is offered on a day before it', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2026-01-01', n));
    fc.assert(
      fc.property(day, day, day, fc.boolean(), (first, later, asked, withdrawn) => {
        const before = { safety: [version({ from: first })] };
        const note = version({ from: later, label: 'Otra', ...(withdrawn ? { withdrawn: true } : {}) });
        const after = { safety: [...before.safety, note] };
        if (asked < later) expect(on(asked, after, 'safety')).toEqual(on(asked, before, 'safety'));
        else if (later >= first) expect(on(asked, after, 'safety')?.label).toBe('Otra');
      }),
    );
  });
});

describe('a record with the office’s own words', () => {
  const own = 'ownabc:Trabajo en altura sin arnés';
  const acta = (...values: readonly string[]): RecordDraft =>
    values.reduce<RecordDraft>(
      (so, infringement, at) =>
        addRow(so, 'infringements', { id: `r${at}`, values: { infringement, termDays: '5', amountOwed: '10.00' } }),
      { ...sampleInspection(), tables: { ...sampleInspection().tables, infringements: [] } },
    );

  test('is right; words without a key, or a key that nobody has, are not', () => {
    const wrong = (value: string) =>
      validate(inspection, acta(value), { today: '2026-11-24' }).filter(({ code }) => code === 'not-a-choice');
    expect(wrong(own)).toEqual([]);
    expect(wrong('safety:Seguridad')).toEqual([]);
    expect(wrong('ownabc')).toHaveLength(1);
    expect(wrong('ownabc: ')).toHaveLength(1);
  });

  test('counts as the same infringement: for obstruction, for phrases, and in the next record', () => {
    const obstructed = { ...acta('obstruction:Impedir la visita'), values: { obstructed: 'yes' } };
    expect(validate(inspection, obstructed, { today: '2026-11-24' }).map(({ code }) => code)).not.toContain(
      'obstruction-not-listed',
    );
    const draft = acta('safety:Seguridad', own);
    expect([...infringementsIn(draft)]).toEqual(['safety', 'ownabc']);
    expect(inspectionFacts(draft, 'safety')).toMatchObject({ monto: 'L 10.00' });
    const person = { name: 'A', position: 'B', credential: 'C' };
    const facts = { person, municipality: '0801', today: '2026-11-24', inspection: { draft, number: 'N-1' } };
    const reviewed = startRecord(getKind('reinspection'), facts).tables['reviewed'] ?? [];
    expect(reviewed.map(({ values }) => values['infringement'])).toEqual(['safety:Seguridad', own]);
  });
});
