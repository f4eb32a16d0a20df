import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { utf8 } from '../../shared/kernel/bytes.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { PRIVATE, writeAtomically } from '../disk/atomic-write.ts';

/** Failures that cost nothing: people mistype. */
const FREE_FAILURES = 3;
/** Never longer: a wait is to slow a guesser down, never to keep the owner out. */
const LONGEST_WAIT_SECONDS = 60;

const Attempt = v.strictObject({
  failures: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** milliseconds since 1970, by this computer's clock */
  lastAt: v.number(),
});
type Attempt = v.InferOutput<typeof Attempt>;
const Attempts = v.strictObject({ format: v.literal(1), people: v.record(v.string(), Attempt) });

/** Seconds to wait after so many failures in a row: 0, 0, 2, 4, 8, 16, 32, 60, 60 ... */
export function waitAfter(failures: number): number {
  return failures < FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT_SECONDS, 2 ** Math.min(failures - FREE_FAILURES + 1, 10));
}

/** Remembers wrong passphrases across starts. */
export interface AttemptLog {
  /** @returns nothing, or `vault/wait` with `seconds` while the person has to wait */
  readonly check: (personId: string) => Promise<Result<undefined>>;
  /** Notes a wrong passphrase. @returns the seconds until the next try */
  readonly failed: (personId: string) => Promise<number>;
  /** Forgets the failures after a success. @returns how many there were since the success before */
  readonly succeeded: (personId: string) => Promise<number>;
}

/**
 * Opens `attempts.json`. A missing or damaged file counts as no failures: whoever can damage it can delete it, and
 * the derivation itself is what makes guessing slow.
 * @param folder the vault folder
 * @param clock this computer's clock; when it was set back, the wait starts over and so never exceeds its full length
 */
export function openAttempts(folder: string, clock: Clock): AttemptLog {
  const file = path.join(folder, 'attempts.json');
  // Kept in memory too, so that a disk that cannot be written does not take the wait away.
  let people: Record<string, Attempt> | undefined;

  const load = async (): Promise<Record<string, Attempt>> => (people ??= await readAttempts(file));
  const store = async (personId: string, attempt: Attempt | undefined): Promise<void> => {
    const others = Object.entries(await load()).filter(([id]) => id !== personId);
    people = Object.fromEntries(attempt === undefined ? others : [...others, [personId, attempt]]);
    // A fault of the disk is left aside: it must not stop someone with the right passphrase.
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined);
    await writeAtomically(file, utf8(`${JSON.stringify({ format: 1, people })}\n`), PRIVATE);
  };

  return {
    check: async (personId) => {
      const attempt = (await load())[personId];
      if (attempt === undefined) return ok(undefined);
      const elapsed = clock.now() - attempt.lastAt;
      if (elapsed < 0) await store(personId, { ...attempt, lastAt: clock.now() });
      const left = waitAfter(attempt.failures) - Math.max(0, elapsed) / 1000;
      return left > 0 ? fail('vault/wait', { seconds: Math.ceil(left) }) : ok(undefined);
    },
    failed: async (personId) => {
      const failures = ((await load())[personId]?.failures ?? 0) + 1;
      await store(personId, { failures, lastAt: clock.now() });
      return waitAfter(failures);
    },
    succeeded: async (personId) => {
      const failures = (await load())[personId]?.failures ?? 0;
      if (failures > 0) await store(personId, undefined);
      return failures;
    },
  };
}

async function readAttempts(file: string): Promise<Record<string, Attempt>> {
  try {
    const parsed = v.safeParse(Attempts, JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.output.people : {};
  } catch {
    return {};
  }
}
