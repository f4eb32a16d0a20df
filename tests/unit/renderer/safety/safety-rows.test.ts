import { expect, test } from 'vitest';
import {
  limits,
  placeName,
  safetyKeys,
  safetyRows,
  type SafetyInput,
  type SafetyKey,
  type SafetyRow,
} from '../../../../renderer/features/safety/safety-rows.ts';
import { agoText } from '../../../../renderer/features/safety/safety-words.ts';
import { sizeText } from '../../../../renderer/parts/format.ts';
import { languages, setLanguage } from '../../../../renderer/text/index.ts';
import type { Role } from '../../../../shared/access/roles.ts';
import type { Person, SafetyFacts, SnapshotFacts } from '../../../../shared/ipc/contract.ts';

const now = Date.parse('2026-11-24T21:00:00.000Z');
const DAY = 86_400_000;
const daysAgo = (days: number): string => new Date(now - days * DAY).toISOString();

const snapshot = (over: Partial<SnapshotFacts> = {}): SnapshotFacts => ({
  id: `LCE-${over.place ?? 'here'}-${over.madeAt ?? ''}`,
  place: 'here',
  madeAt: daysAgo(0.1),
  size: 4_200_000,
  seq: 100,
  checkedAt: undefined,
  state: 'whole',
  ...over,
});

/** An office at work, as it should be. */
const facts: SafetyFacts = {
  snapshots: [snapshot(), snapshot({ place: 'second', madeAt: daysAgo(1) })],
  second: { name: 'Memoria azul (E:)', present: true },
  failure: undefined,
  freeBytes: 80_000_000_000,
  journal: { seq: 104, bytes: 4_000_000, checkedAt: daysAgo(0.2), damaged: false },
  evidence: {
    checkedAt: daysAgo(2),
    files: 12,
    missing: [],
    damaged: [],
    missingOutside: [],
    mended: [],
  },
  engine: 'sqlite',
  recovery: {
    madeAt: daysAgo(30),
    total: 3,
    need: 2,
    holders: ['Jefatura', 'Central', 'Caja'],
    practisedAt: daysAgo(30),
  },
  clockBehind: false,
  deviceBound: true,
};
const person = (roles: readonly Role[], over: Partial<Person> = {}): Person => ({
  id: '5f3c1a56-6f0b-4a8e-9c7a-0d4b5a1f2e3d',
  name: 'Ana Ñúñez',
  position: 'Inspectora',
  credential: 'CR-2',
  roles: [...roles],
  state: 'active',
  pending: false,
  ...over,
});
const people = [person(['administrator', 'chief']), person(['liaison'])];
const chain = { n: 57, brokenAt: undefined, head: new Uint8Array(32) };
const good: SafetyInput = { facts, people, chain, now };

const judge = (over: Partial<SafetyFacts>, rest: Partial<SafetyInput> = {}): ReadonlyMap<SafetyKey, SafetyRow> =>
  new Map(safetyRows({ ...good, facts: { ...facts, ...over }, ...rest }).map((row) => [row.key, row]));
/** The rows that are not fine, with their states. */
const alarms = (over: Partial<SafetyFacts>, rest: Partial<SafetyInput> = {}): Record<string, string> =>
  Object.fromEntries(
    [...judge(over, rest).values()].filter(({ state }) => state !== 'fine').map((r) => [r.key, r.state]),
  );

test('an office as it should be is fine in every row, and each row says how it is', () => {
  expect(alarms({})).toEqual({});
  expect(safetyRows(good).map(({ key }) => key)).toEqual(safetyKeys);
  for (const row of safetyRows(good)) expect(row.now).not.toBe('');
});

const second = facts.snapshots[1]!;
const recovery = facts.recovery;

test.each<[string, Partial<SafetyFacts>, Record<string, string>]>([
  ['no copy at all', { snapshots: [] }, { last: 'danger', second: 'attention', copies: 'danger' }],
  [
    'a copy that is getting old while there is something new',
    { snapshots: [snapshot({ madeAt: daysAgo(limits.lastAttention + 1) }), { ...second, madeAt: daysAgo(9) }] },
    { last: 'attention' },
  ],
  [
    'a copy that is much too old',
    { snapshots: [snapshot({ madeAt: daysAgo(limits.lastDanger + 1) }), { ...second, madeAt: daysAgo(40) }] },
    { last: 'danger', second: 'attention' },
  ],
  [
    'an old copy that has everything',
    { snapshots: [snapshot({ madeAt: daysAgo(20), seq: 104 }), { ...second, madeAt: daysAgo(20), seq: 104 }] },
    { second: 'attention' },
  ],
  [
    'an old copy, and one that a clock which was ahead has dated later',
    { snapshots: [snapshot({ madeAt: daysAgo(-300), seq: 3 }), { ...second, madeAt: daysAgo(20) }] },
    { last: 'danger', second: 'attention' },
  ],
  ['only a copy of a clock that was ahead', { snapshots: [snapshot({ madeAt: daysAgo(-300) }), second] }, {}],
  ['the last one failed', { failure: { code: 'journal/disk-full' } }, { last: 'attention' }],
  ['copies only here', { second: undefined, snapshots: [snapshot()] }, { second: 'attention' }],
  ['the stick is not there', { second: { name: 'x', present: false } }, { second: 'attention' }],
  ['the stick is empty', { snapshots: [snapshot()] }, { second: 'attention' }],
  [
    'the stick was away for long',
    { snapshots: [snapshot(), { ...second, madeAt: daysAgo(limits.secondDanger + 1) }] },
    { second: 'danger' },
  ],
  [
    'a damaged copy',
    { snapshots: [snapshot(), second, snapshot({ state: 'damaged', id: 'x' })] },
    { copies: 'danger' },
  ],
  [
    'a copy that nobody has read for long',
    { snapshots: [snapshot(), second, snapshot({ state: 'unchecked', madeAt: daysAgo(limits.check + 1) })] },
    { copies: 'attention' },
  ],
  [
    'one that was read again since',
    {
      snapshots: [
        snapshot(),
        second,
        snapshot({ state: 'unchecked', madeAt: daysAgo(limits.check + 1), checkedAt: daysAgo(2) }),
      ],
    },
    {},
  ],
  ['little room', { freeBytes: limits.diskAttention - 1 }, { disk: 'attention' }],
  ['no room', { freeBytes: limits.diskDanger - 1 }, { disk: 'danger' }],
  [
    'no room for a copy of a large journal',
    { freeBytes: 19_000_000_000, journal: { ...facts.journal, bytes: 10_000_000_000 } },
    { disk: 'danger' },
  ],
  ['a damaged journal', { journal: { ...facts.journal, damaged: true } }, { journal: 'danger' }],
  ['sheets that were never tried', { recovery: { ...recovery, practisedAt: undefined } }, { sheets: 'danger' }],
  ['sheets tried on the last good day', { recovery: { ...recovery, practisedAt: daysAgo(limits.sheets) } }, {}],
  [
    'sheets tried too long ago',
    { recovery: { ...recovery, practisedAt: daysAgo(limits.sheets + 1) } },
    { sheets: 'danger' },
  ],
  ['no sheets', { recovery: { ...recovery, total: 0, holders: [] } }, { sheets: 'danger' }],
  ['a slow clock', { clockBehind: true }, { clock: 'attention' }],
  ['the earlier engine', { engine: 'leveldb' }, { engine: 'attention' }],
  ['keys that are not bound', { deviceBound: false }, { device: 'attention' }],
])('%s', (_, over, expected) => {
  expect(alarms(over)).toEqual(expected);
});

test('a damaged copy is never the last good one', () => {
  const broken = snapshot({ state: 'damaged', madeAt: daysAgo(0) });
  const rows = judge({ snapshots: [broken, snapshot({ madeAt: daysAgo(3), place: 'second' })] });
  expect(rows.get('last')?.now).toContain('Memoria azul (E:)');
  expect(rows.get('last')?.now).toContain('hace 3 días');
});

test('the chain of acts is unknown until it was walked', () => {
  expect(alarms({}, { chain: undefined })).toEqual({ acts: 'unknown' });
  expect(alarms({}, { chain: { ...chain, brokenAt: 12 } })).toEqual({ acts: 'danger' });
  expect(judge({}, { chain: { ...chain, brokenAt: 12 } }).get('acts')?.now).toContain('12');
});

test('whoever waits for a key is named; whoever left is not', () => {
  const waiting = person(['inspector'], { name: 'Tomás Centeno', pending: true });
  const left = person(['inspector'], { name: 'Rosa Lobo', pending: true, state: 'left' });
  const row = judge({}, { people: [...people, waiting, left] }).get('people');
  expect(row?.state).toBe('attention');
  expect(row?.more).toContain('Tomás Centeno');
  expect(row?.more).not.toContain('Rosa Lobo');
  expect(row?.now).toContain('3');
});

test('nobody liaison is told, and a liaison who left is nobody', () => {
  expect(alarms({}, { people: [person(['administrator'])] })).toEqual({ people: 'attention' });
  const gone = person(['liaison'], { state: 'left' });
  const [chief, none] = [
    [person(['chief']), gone],
    [person(['inspector']), gone],
  ].map((who) => judge({}, { people: who }).get('people')?.more);
  expect(chief).toContain('jefatura');
  expect(none).toContain('ni jefatura');
});

test('a clock that was set back makes nothing late', () => {
  expect(alarms({ clockBehind: true }, { now: now - 400 * DAY })).toEqual({ clock: 'attention' });
});

test.each(languages)('in %s every place is filled', async (language) => {
  await setLanguage(language);
  try {
    const bad: Partial<SafetyFacts> = {
      snapshots: [snapshot({ state: 'unchecked', madeAt: daysAgo(90) })],
      failure: { code: 'file/cannot-write' },
      freeBytes: 1,
      recovery: { ...recovery, practisedAt: daysAgo(300) },
      clockBehind: true,
    };
    for (const over of [{}, bad]) {
      for (const row of judge(over, { people: [person(['chief'], { pending: true })] }).values()) {
        expect(`${row.now} ${row.more ?? ''}`).not.toMatch(/[{}]|undefined|NaN/);
      }
    }
  } finally {
    await setLanguage('es');
  }
});

test('places, sizes and days are said as people say them', () => {
  expect(placeName({ place: 'here' }, facts)).toBe('esta computadora');
  expect(placeName({ place: 'second' }, { second: undefined })).toBe('segundo lugar');
  expect([0, 1000, 4_234_567, 1_350_000_000, 3e15].map(sizeText)).toEqual([
    '0.1 kB',
    '1 kB',
    '4 MB',
    '1.3 GB',
    '2,728.5 TB',
  ]);
  // nine in the evening in Honduras is the next day in UTC
  const evening = Date.parse('2026-11-25T03:00:00.000Z');
  expect(agoText('2026-11-24T06:30:00.000Z', evening)).toBe('hoy');
  expect(agoText('2026-11-24T05:30:00.000Z', evening)).toBe('ayer');
  expect(agoText('2026-11-14T21:00:00.000Z', evening)).toBe('hace 10 días');
  expect(agoText('2026-11-26T21:00:00.000Z', evening)).toBe('hoy');
});
