import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fail, ok, type Result } from '../../../../shared/kernel/result.ts';
import type { RecordDraft } from '../../../../shared/record/draft.ts';
import { QUIET_MS, type SaveStatus, type Timers } from '../../../../renderer/features/inspections/autosave.ts';
import {
  createDraftKeeper,
  type DraftTurn,
  type Saved,
} from '../../../../renderer/features/inspections/draft-keeper.ts';

const timers: Timers = {
  now: () => Date.now(),
  start: (run, milliseconds) => setTimeout(run, milliseconds) as unknown as number,
  stop: (timer) => clearTimeout(timer),
};
const AT = '2026-11-24T20:32:05.000Z';
const draft = (employerName: string): RecordDraft => ({ values: { employerName }, tables: {} });

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

function setUp(
  save: () => Promise<Result<Saved>> = () => Promise.resolve(ok({ changes: 12, at: AT })),
  keep: () => Promise<Result<string>> = () => Promise.resolve(ok(AT)),
  discard: () => Promise<Result<void>> = () => Promise.resolve(ok(undefined)),
) {
  const log: string[] = [];
  const statuses: SaveStatus['kind'][] = [];
  const name = ({ values }: RecordDraft): string => values['employerName'] as string;
  const keeper = createDraftKeeper(
    {
      keep: (value, { basedOn }) => {
        log.push(`keep ${name(value)} on ${basedOn}`);
        return keep();
      },
      save: (value, { basedOn }) => {
        log.push(`save ${name(value)} on ${basedOn}`);
        return save();
      },
      discard: () => {
        log.push('discard');
        return discard();
      },
    },
    { basedOn: 5, withProtected: false },
    (status) => statuses.push(status.kind),
    timers,
  );
  return { keeper, log, statuses };
}

test('a save takes the place of the waiting autosave and moves the base', async () => {
  const { keeper, log } = setUp();
  keeper.change(draft('a'));
  await keeper.save(draft('a'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(log).toEqual(['save a on 5']);
  expect(keeper.base()).toEqual({ basedOn: 12, withProtected: false });
});

test('what is typed while a save runs is kept after it, on the new base', async () => {
  const { keeper, log } = setUp(
    () => new Promise((resolve) => setTimeout(() => resolve(ok({ changes: 12, at: AT })), 3 * QUIET_MS)),
  );
  const saving = keeper.save(draft('a'));
  await vi.advanceTimersByTimeAsync(1);
  keeper.change(draft('ab'));
  await vi.advanceTimersByTimeAsync(2 * QUIET_MS);
  expect(log).toEqual(['save a on 5']);
  await vi.advanceTimersByTimeAsync(2 * QUIET_MS);
  await saving;
  expect(log).toEqual(['save a on 5', 'keep ab on 12']);
});

test('a save that fails leaves the text kept as unsaved', async () => {
  const { keeper, log, statuses } = setUp(() => Promise.resolve(fail('db/disk-full')));
  const saved = await keeper.save(draft('a'));
  expect(saved.ok).toBe(false);
  expect(statuses).toEqual(['saving', 'failed']);
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect(log).toEqual(['save a on 5', 'keep a on 5']);
});

test('after a discard nothing is written any more', async () => {
  const { keeper, log } = setUp();
  keeper.change(draft('a'));
  await keeper.discard();
  keeper.change(draft('ab'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(log).toEqual(['discard']);
});

test('finalising keeps what waits first, and nothing is written after it', async () => {
  const { keeper, log } = setUp();
  keeper.change(draft('a'));
  await keeper.finalise(draft('a'), () => {
    log.push('work');
    return Promise.resolve(true);
  });
  keeper.change(draft('ab'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(log).toEqual(['keep a on 5', 'work']);
});

test('finalising that fails goes on keeping, also what could not be kept before', async () => {
  let full = true;
  const { keeper, log } = setUp(undefined, () => Promise.resolve(full ? fail('db/disk-full') : ok(AT)));
  keeper.change(draft('a'));
  const finalising = keeper.finalise(draft('a'), async () => {
    // longer than the pause before a failed write is tried again: nothing may be written meanwhile
    await new Promise((resolve) => setTimeout(resolve, 5000));
    return false;
  });
  await vi.advanceTimersByTimeAsync(4000);
  expect(log).toEqual(['keep a on 5']);
  full = false;
  await vi.advanceTimersByTimeAsync(1000);
  await finalising;
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect(log).toEqual(['keep a on 5', 'keep a on 5']);
});

const slowly =
  <T>(value: T): (() => Promise<T>) =>
  () =>
    new Promise((resolve) => setTimeout(() => resolve(value), 300));

test('what is typed while a save waits for a running autosave is not dropped with it', async () => {
  const { keeper, log } = setUp(undefined, slowly(ok(AT)));
  keeper.change(draft('a'));
  await vi.advanceTimersByTimeAsync(QUIET_MS + 10);
  const saving = keeper.save(draft('a'));
  await vi.advanceTimersByTimeAsync(10);
  keeper.change(draft('ab'));
  await vi.advanceTimersByTimeAsync(5000);
  await saving;
  expect(log).toEqual(['keep a on 5', 'save a on 5', 'keep ab on 12']);
});

test('a second save waits for the first and stands on what it wrote', async () => {
  const { keeper, log } = setUp(slowly(ok({ changes: 12, at: AT })));
  const first = keeper.save(draft('a'));
  const second = keeper.save(draft('a'));
  await vi.advanceTimersByTimeAsync(5000);
  expect([(await first).ok, (await second).ok]).toEqual([true, true]);
  expect(log).toEqual(['save a on 5', 'save a on 12']);
});

test('a save that fails never puts older text over newer', async () => {
  const { keeper, log } = setUp(slowly(fail('db/disk-full')));
  const saving = keeper.save(draft('a'));
  await vi.advanceTimersByTimeAsync(10);
  keeper.change(draft('ab'));
  await vi.advanceTimersByTimeAsync(5000);
  await saving;
  expect(log.at(-1)).toBe('keep ab on 5');
  expect(log).not.toContain('keep a on 5');
});

test('a save that breaks is a fault, and the text stays kept', async () => {
  const { keeper, log } = setUp(() => Promise.reject(new Error('storage is gone')));
  expect(await keeper.save(draft('a'))).toEqual(fail('db/unavailable'));
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect(log).toEqual(['save a on 5', 'keep a on 5']);
});

test('last words wait for a save that runs', async () => {
  const { keeper } = setUp(slowly(ok({ changes: 12, at: AT })));
  const ends: string[] = [];
  void keeper.save(draft('a')).then(() => ends.push('save'));
  void keeper.flush().then(() => ends.push('flush'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(ends).toEqual(['save', 'flush']);
});

test('a discard that fails goes on keeping, from the newest text', async () => {
  const { keeper, log } = setUp(undefined, undefined, () => Promise.resolve(fail('db/disk-full')));
  keeper.change(draft('a'));
  expect((await keeper.discard()).ok).toBe(false);
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  keeper.change(draft('ab'));
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect(log).toEqual(['discard', 'keep a on 5', 'keep ab on 5']);
});

test('a save asked for while finalising writes nothing once the paper is sealed', async () => {
  const { keeper, log } = setUp();
  const finalising = keeper.finalise(draft('a'), slowly(true));
  await vi.advanceTimersByTimeAsync(10);
  const saving = keeper.save(draft('a'));
  await vi.advanceTimersByTimeAsync(5000);
  await finalising;
  expect((await saving).ok).toBe(false);
  expect(log).toEqual([]);
});

test('finalising that breaks goes on keeping', async () => {
  const { keeper, log } = setUp(undefined, () => Promise.resolve(fail('db/disk-full')));
  keeper.change(draft('a'));
  await expect(keeper.finalise(draft('a'), () => Promise.reject(new Error('bug')))).rejects.toThrow('bug');
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect(log).toEqual(['keep a on 5', 'keep a on 5']);
});

test('text that could not be kept is handed over, and never written by the old keeper again', async () => {
  let full = true;
  const { keeper, log } = setUp(undefined, () => Promise.resolve(full ? fail('db/disk-full') : ok(AT)));
  keeper.change(draft('a'));
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  keeper.change(draft('ab'));
  expect(keeper.hasUnkept()).toBe(true);
  await expect(keeper.handOver()).resolves.toEqual(draft('ab'));
  expect(keeper.hasUnkept()).toBe(false);
  full = false;
  keeper.change(draft('abc'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(log).toEqual(['keep a on 5', 'keep ab on 5']);
});

test('handing over keeps what still can be kept, and then there is nothing to hand over', async () => {
  const { keeper, log } = setUp(undefined, slowly(ok(AT)));
  keeper.change(draft('a'));
  const handed = keeper.handOver();
  await vi.advanceTimersByTimeAsync(1000);
  await expect(handed).resolves.toBeUndefined();
  expect(log).toEqual(['keep a on 5']);
});

test('a text is unkept until its save has ended', async () => {
  const { keeper } = setUp(slowly(ok({ changes: 12, at: AT })));
  const saving = keeper.save(draft('a'));
  await vi.advanceTimersByTimeAsync(100);
  expect(keeper.hasUnkept()).toBe(true);
  await vi.advanceTimersByTimeAsync(1000);
  await saving;
  expect(keeper.hasUnkept()).toBe(false);
});

const turn = (add: string, withProtected: boolean): DraftTurn => ({
  map: ({ values, tables }) => ({ values: { employerName: `${values['employerName'] as string}${add}` }, tables }),
  withProtected,
});

describe('a turn', () => {
  test('waits for what is typed, writes nothing itself, and changes what later writes stand on', async () => {
    const { keeper, log } = setUp();
    keeper.change(draft('a'));
    expect(await keeper.turn(() => Promise.resolve(ok(turn('+names', true))))).toEqual(ok(undefined));
    expect(log).toEqual(['keep a on 5']);
    expect(keeper.latest()).toEqual(draft('a+names'));
    expect(keeper.base()).toEqual({ basedOn: 5, withProtected: true });
    await vi.advanceTimersByTimeAsync(5000);
    expect(log).toEqual(['keep a on 5']);
  });
  test('holds back what is typed while it works, and turns it too', async () => {
    const { keeper, log } = setUp();
    keeper.change(draft('a'));
    const turning = keeper.turn(
      () => new Promise((resolve) => setTimeout(() => resolve(ok(turn('+names', true))), 3 * QUIET_MS)),
    );
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    keeper.change(draft('ab'));
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(log).toEqual(['keep a on 5']);
    await vi.advanceTimersByTimeAsync(2 * QUIET_MS);
    await turning;
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(log).toEqual(['keep a on 5', 'keep ab+names on 5']);
  });
  test('that fails leaves everything as it was, and what was typed meanwhile is kept', async () => {
    const { keeper, log } = setUp();
    const turning = keeper.turn(() => {
      keeper.change(draft('a'));
      return Promise.resolve(fail('access/no-case-key'));
    });
    expect(await turning).toEqual(fail('access/no-case-key'));
    expect(keeper.base().withProtected).toBe(false);
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(log).toEqual(['keep a on 5']);
  });
  test('does not begin over text that is not safe, nor after the end', async () => {
    const { keeper } = setUp(undefined, () => Promise.resolve(fail('db/disk-full')));
    const work = vi.fn(() => Promise.resolve(ok(turn('', true))));
    keeper.change(draft('a'));
    expect(await keeper.turn(work)).toEqual(fail('db/unavailable'));
    await keeper.discard();
    expect(await keeper.turn(work)).toEqual(fail('db/changed-meanwhile'));
    expect(work).not.toHaveBeenCalled();
  });
});
