import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KEYRING_FORMAT } from '../../../electron/vault/keyring.ts';
import { PAYLOAD_VERSION } from '../../../shared/journal/payload.ts';
import { LAYOUT } from '../../../shared/journal/write.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { dataFormats } from '../../../shared/update/data-formats.ts';
import { judgeUpdate, newestKnown, readsData, type KnownUpdate } from '../../../shared/update/judge.ts';
import type { Manifest } from '../../../shared/update/manifest.ts';

const running = { version: '1.2.3', electron: '45.4.1', data: { layout: 2, journal: 2, keyring: 2 } };
const manifest: Manifest = {
  ...{ format: 1, version: '1.3.0', released: '2026-03-01T00:00:00.000Z', validUntil: '2027-03-01T00:00:00.000Z' },
  ...{ electron: '45.4.1', data: { layout: 2, journal: 2, keyring: 2 } },
  installer: { name: 'x.exe', size: 1, sha512: '' },
  news: { es: 'a', en: 'b', fr: 'c' },
};
const judge = (more: Partial<Manifest>, known?: KnownUpdate, now = '2026-04-01'): unknown => {
  const judged: Result<unknown> = judgeUpdate({ ...manifest, ...more }, { running, known, now: Date.parse(now) });
  return judged.ok ? judged.value : judged.fault;
};

test('the formats that updates are signed for are those of the code', () => {
  expect(dataFormats).toEqual({ layout: LAYOUT, journal: PAYLOAD_VERSION, keyring: KEYRING_FORMAT });
});

test('newer, same, older, by number and not by letter', () => {
  expect(judge({})).toBe('newer');
  expect(judge({ version: '1.10.0' })).toBe('newer');
  expect(judge({ version: '1.2.3' })).toBe('same');
  expect(judge({ version: '1.2.2' })).toBe('older');
  expect(judge({ version: '0.99.99' })).toBe('older');
});

test('a clock that is wrong', () => {
  expect(judge({}, undefined, '2026-02-01')).toEqual({
    code: 'update/clock',
    detail: { released: '28/02/2026', now: '31/01/2026' },
  });
  // a day is nothing
  expect(judge({}, undefined, '2026-02-28T01:00:00Z')).toBe('newer');
  expect(judge({}, undefined, '2027-03-02')).toEqual({ code: 'update/expired', detail: { until: '28/02/2027' } });
  // set back so that an old manifest would be valid again: the newest that was seen says that it is later
  const known = { version: '1.2.9', released: '2027-06-01T00:00:00.000Z' };
  expect(judge({}, known, '2026-04-01')).toEqual({ code: 'update/replayed', detail: { version: '1.2.9' } });
  const late = { released: '2027-06-01T00:00:00.000Z', validUntil: '2027-05-01T00:00:00.000Z' };
  expect(judge(late, known, '2027-06-01')).toEqual({ code: 'update/expired', detail: { until: '30/04/2027' } });
});

test('data that the other version could not read', () => {
  for (const more of [
    { electron: '45.4.0' },
    { data: { layout: 1, journal: 2, keyring: 2 } },
    { data: { layout: 2, journal: 1, keyring: 2 } },
    { data: { layout: 2, journal: 2, keyring: 1 } },
  ]) {
    expect(judge(more)).toEqual({ code: 'update/cannot-read-data' });
    expect(readsData({ ...manifest, ...more }, running)).toBe(false);
  }
  expect(readsData({ electron: '46.0.0', data: { layout: 3, journal: 2, keyring: 2 } }, running)).toBe(true);
});

const someVersion = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)).map((numbers) => numbers.join('.'));
const someDay = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((day) => day.toISOString());
const seen = fc.record({ version: someVersion, released: someDay });

test('what is known never goes back, and nothing before it is newer', () => {
  fc.assert(
    fc.property(fc.array(seen, { minLength: 1, maxLength: 8 }), (all) => {
      let known: KnownUpdate | undefined;
      for (const one of all) known = newestKnown(known, one);
      for (const { version, released } of all) {
        const about = { running: { ...running, version: '0.0.0' }, known, now: Date.parse(known!.released) };
        const judged = judgeUpdate({ ...manifest, version, released, validUntil: '2041-01-01T00:00:00.000Z' }, about);
        const isNewest = version === known!.version && released === known!.released;
        if (judged.ok && judged.value === 'newer') expect(isNewest).toBe(true);
        expect(Date.parse(released)).toBeLessThanOrEqual(Date.parse(known!.released));
      }
    }),
    { numRuns: 300 },
  );
});
