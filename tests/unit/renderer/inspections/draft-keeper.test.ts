import { beforeEach, expect, test, vi } from 'vitest';
import { fail, ok, type Result } from '../../../../shared/kernel/result.ts';
import type { RecordDraft } from '../../../../shared/record/draft.ts';
import { QUIET_MS, type SaveStatus, type Timers } from '../../../../renderer/features/inspections/autosave.ts';
import { createDraftKeeper } from '../../../../renderer/features/inspections/draft-keeper.ts';

const timers: Timers = {
  now: () => Date.now(),
  start: (run, milliseconds) => setTimeout(run, milliseconds) as unknown as number,
  stop: (timer) => clearTimeout(timer),
};
const draft = (employerName: string): RecordDraft => ({ values: { employerName }, tables: {} });

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

function setUp(save: () => Promise<Result<{ changes: number }>> = () => Promise.resolve(ok({ changes: 12 }))) {
  const log: string[] = [];
  const statuses: SaveStatus['kind'][] = [];
  const name = ({ values }: RecordDraft): string => values['employerName'] as string;
  const keeper = createDraftKeeper(
    {
      keep: (value, basedOn) => {
        log.push(`keep ${name(value)} on ${basedOn}`);
        return Promise.resolve(ok('2026-11-24T20:32:05.000Z'));
      },
      save: (value, basedOn) => {
        log.push(`save ${name(value)} on ${basedOn}`);
        return save();
      },
      discard: () => {
        log.push('discard');
        return Promise.resolve(ok(undefined));
      },
    },
    5,
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
  expect(keeper.basedOn()).toBe(12);
});

test('what is typed while a save runs is kept after it, on the new base', async () => {
  const { keeper, log } = setUp(
    () => new Promise((resolve) => setTimeout(() => resolve(ok({ changes: 12 })), 3 * QUIET_MS)),
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

test.each(['discard', 'close'] as const)('after %s nothing is written any more', async (how) => {
  const { keeper, log } = setUp();
  keeper.change(draft('a'));
  await keeper[how]();
  keeper.change(draft('ab'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(log).toEqual(how === 'discard' ? ['discard'] : []);
});
