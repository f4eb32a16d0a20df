import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import {
  directoryOn,
  DirectoryVersion,
  institutionName,
  isTelephone,
  type OfficeDirectory,
} from '../../../shared/catalog/office-directory.ts';
import { referralDirectory } from '../../../shared/catalog/referral-directory.ts';
import { addDays } from '../../../shared/kernel/plain-date.ts';

const version = (more: Partial<DirectoryVersion> = {}): DirectoryVersion => ({
  from: '2026-06-01',
  label: 'SENAF, oficina de La Ceiba',
  telephones: [{ number: '2443-0000', label: 'Guardia' }],
  by: 'Ana Núñez',
  on: '2026-05-20',
  ...more,
});
const on = (day: string, office: OfficeDirectory, key: string) =>
  directoryOn(day, office).find((one) => one.key === key);

describe('an office', () => {
  test('without notes has the directory as it is shipped, nothing surer than its source', () => {
    const all = directoryOn('2026-11-24', {});
    expect(all.map(({ key, telephones }) => [key, telephones])).toEqual(
      referralDirectory.map(({ key, telephones }) => [key, telephones]),
    );
    expect(on('2026-11-24', {}, 'police')?.telephones[0]).toMatchObject({ number: '911', confidence: 'unverified' });
  });

  test('has its own numbers from their day on, as sure as they were confirmed', () => {
    const office = {
      childProtection: [
        version(),
        version({ from: '2026-09-01', document: 'Oficio 12-2026', telephones: [{ number: '2443-1111' }] }),
      ],
    };
    expect(on('2026-05-31', office, 'childProtection')?.telephones).toEqual([]);
    expect(on('2026-06-01', office, 'childProtection')).toMatchObject({
      telephones: [{ number: '2443-0000', label: 'Guardia', confidence: 'unverified' }],
      confidence: 'unverified',
    });
    expect(on('2026-09-01', office, 'childProtection')).toMatchObject({
      telephones: [{ number: '2443-1111', label: '', confidence: 'verified' }],
      confidence: 'verified',
    });
  });

  test('that adds a number beside 145 without a proof makes 145 no less sure', () => {
    const { label } = referralDirectory.find(({ key }) => key === 'cicesctEri')!;
    const office = { cicesctEri: [version({ label, telephones: [{ number: '145' }, { number: '9999-0000' }] })] };
    expect(on('2026-11-24', office, 'cicesctEri')).toMatchObject({
      confidence: 'verified',
      telephones: [
        { number: '145', label: 'Línea nacional contra la trata, confidencial', confidence: 'verified' },
        { number: '9999-0000', confidence: 'unverified' },
      ],
    });
  });

  test('has institutions of its own, later ones and withdrawn ones told apart', () => {
    const office = { ownA: [version({ label: 'Casa Alianza' }), version({ from: '2027-01-01', withdrawn: true })] };
    expect(on('2026-05-01', office, 'ownA')?.state).toBe('later');
    expect(on('2026-11-24', office, 'ownA')?.state).toBe('offered');
    expect(on('2027-01-01', office, 'ownA')?.state).toBe('withdrawn');
    expect(institutionName(directoryOn('2026-11-24', office), 'ownA')).toBe('Casa Alianza');
    expect(institutionName([], 'Posta policial')).toBe('Posta policial');
  });
});

test.each([
  ['145', true],
  ['8990-5187', true],
  ['+504 2222-3333', true],
  ['2222--3333', false],
  ['llamar', false],
  ['9', false],
  ['', false],
  ['911;', false],
])('%s can be dialled: %s', (typed, can) => {
  expect(isTelephone(typed)).toBe(can);
  expect(v.is(DirectoryVersion, version({ telephones: [{ number: typed }] }))).toBe(can);
});

test('the same day and notes give the same directory in whatever order they were written; shipped ones never vanish', () => {
  const day = fc.nat(800).map((n) => addDays('2026-01-01', n));
  const note = fc.record({ from: day, label: fc.constantFrom('A', 'B'), number: fc.constantFrom('145', '2222-3333') });
  fc.assert(
    fc.property(day, fc.uniqueArray(note, { selector: ({ from }) => from, maxLength: 5 }), (today, notes) => {
      const versions = notes.map(({ number, ...one }) => version({ ...one, telephones: [{ number }] }));
      const forward = directoryOn(today, { police: versions, ownX: versions });
      const backward = directoryOn(today, { police: [...versions].reverse(), ownX: [...versions].reverse() });
      expect(forward).toEqual(backward);
      const keys = forward.map(({ key }) => key);
      for (const { key } of referralDirectory) expect(keys).toContain(key);
    }),
  );
});
