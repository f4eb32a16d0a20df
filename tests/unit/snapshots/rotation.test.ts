import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KEPT, planRotation, type Rotated } from '../../../electron/snapshots/rotation.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const first = Date.parse('2026-01-05T18:00:00.000Z');

function at(milliseconds: number, seq: number, sound = true): Rotated {
  return { name: `s${seq}`, madeAt: new Date(milliseconds).toISOString(), seq, sound };
}

/** Makes one snapshot after the other, letting old ones go each time, as an office does. */
function lifeOf(times: readonly number[]): readonly Rotated[] {
  let kept: readonly Rotated[] = [];
  times.forEach((time, seq) => {
    const all = [...kept, at(time, seq + 1)];
    const gone = new Set(planRotation(all));
    kept = all.filter(({ name }) => !gone.has(name));
  });
  return kept;
}

const snapshots = fc
  .uniqueArray(
    fc.record({
      time: fc.integer({ min: first, max: first + 400 * DAY }),
      seq: fc.integer({ min: 1, max: 1e6 }),
      sound: fc.boolean(),
    }),
    { selector: ({ seq }) => seq, maxLength: 60 },
  )
  .map((all) => all.map(({ time, seq, sound }) => at(time, seq, sound)));

const left = (all: readonly Rotated[]): readonly Rotated[] => {
  const gone = new Set(planRotation(all));
  return all.filter(({ name }) => !gone.has(name));
};

test('the newest three sound ones stay, by time and by number', () => {
  fc.assert(
    fc.property(snapshots, (all) => {
      const stay = new Set(left(all));
      const sound = all.filter((one) => one.sound);
      const byTime = [...sound].sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1)).slice(0, 3);
      const bySeq = [...sound].sort((a, b) => b.seq - a.seq).slice(0, 3);
      // of two made in the same moment the higher number is the newer
      expect(bySeq.every((one) => stay.has(one))).toBe(true);
      const times = new Set([...stay].map((one) => one.madeAt));
      expect(byTime.every((one) => times.has(one.madeAt))).toBe(true);
    }),
  );
});

test('doing it twice takes nothing more, and the order in which they are listed is of no consequence', () => {
  fc.assert(
    fc.property(snapshots, (all) => {
      const once = left(all);
      expect(planRotation(once)).toEqual([]);
      expect(new Set(planRotation([...all].reverse()))).toEqual(new Set(planRotation(all)));
    }),
  );
});

test('sound ones never number more than the rule says, and none is taken while there are three or fewer', () => {
  fc.assert(
    fc.property(snapshots, (all) => {
      const sound = left(all).filter((one) => one.sound).length;
      expect(sound).toBeLessThanOrEqual(2 * KEPT.last + KEPT.days + KEPT.weeks);
      if (all.length <= 3) expect(planRotation(all)).toEqual([]);
    }),
  );
});

test('damaged ones cost no sound one its place', () => {
  fc.assert(
    fc.property(snapshots, (all) => {
      const sound = all.filter((one) => one.sound);
      expect(left(all).filter((one) => one.sound)).toEqual(left(sound));
    }),
  );
});

test('after a year of work there is one for each of the last days and weeks', () => {
  const times = Array.from({ length: 365 }, (_, day) =>
    [0, 1, 2].map((hour) => first + day * DAY + hour * HOUR),
  ).flat();
  const kept = lifeOf(times);
  const days = new Set(kept.map(({ madeAt }) => madeAt.slice(0, 10)));
  for (let day = 364; day > 364 - KEPT.days; day -= 1) {
    expect(days).toContain(new Date(first + day * DAY).toISOString().slice(0, 10));
  }
  // the Sundays before the last seven days, which end on a Monday
  expect([...days].sort().slice(0, KEPT.weeks - 2)).toEqual(['2026-12-13', '2026-12-20', '2026-12-27']);
  expect(kept.length).toBeLessThanOrEqual(KEPT.last + KEPT.days + KEPT.weeks);
});

test('a holiday of three weeks takes nothing', () => {
  const before = lifeOf(Array.from({ length: 10 }, (_, day) => first + day * DAY));
  expect(planRotation([...before, at(first + 31 * DAY, 11)]).length).toBeLessThanOrEqual(1);
});

test('a clock that was set back to 2010 does not make the newest snapshots go', () => {
  const good = Array.from({ length: 12 }, (_, day) => at(first + day * DAY, day + 1));
  const wrong = [100, 101, 102].map((seq) => at(Date.parse('2010-01-01T12:00:00Z') + seq, seq));
  const gone = planRotation([...good, ...wrong]);
  for (const { name } of wrong) expect(gone).not.toContain(name);
  expect(gone).not.toContain('s12');
});

test('a damaged one goes when all sound ones are younger, and not while fewer than three are', () => {
  const damaged = at(first, 1, false);
  expect(planRotation([damaged, at(first + DAY, 2), at(first + 2 * DAY, 3)])).toEqual([]);
  expect(planRotation([damaged, at(first + DAY, 2), at(first + 2 * DAY, 3), at(first + 3 * DAY, 4)])).toEqual(['s1']);
  expect(planRotation([at(first, 1), at(first + DAY, 2, false), at(first + DAY, 3), at(first + DAY, 4)])).toEqual([]);
});

test('a day is a day of Honduras', () => {
  // 23:30 and 00:30 at Tegucigalpa: the second is the next day, though both are the same day in Greenwich
  const evening = at(Date.parse('2026-03-11T05:30:00Z'), 1);
  const later = [2, 3, 4].map((seq) => at(Date.parse('2026-03-11T06:30:00Z') + seq, seq));
  expect(planRotation([evening, ...later])).toEqual([]);
  const sameDay = at(Date.parse('2026-03-11T06:10:00Z'), 1);
  expect(planRotation([sameDay, ...later])).toEqual(['s1']);
});
