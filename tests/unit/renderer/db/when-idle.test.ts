import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { idleMoments as IdleMoments } from '../../../../renderer/db/when-idle.ts';

let touch: () => void;
let idleMoments: typeof IdleMoments;
let person: ReturnType<typeof setInterval>;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  touch = () => undefined;
  vi.stubGlobal('requestIdleCallback', (then: () => void) => setTimeout(then, 5));
  vi.stubGlobal('addEventListener', (_kind: string, listener: () => void) => (touch = listener));
  ({ idleMoments } = await import('../../../../renderer/db/when-idle.ts'));
  // begins to listen
  const first = idleMoments()();
  await vi.advanceTimersByTimeAsync(2000);
  await first;
});
afterEach(() => {
  clearInterval(person);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A person who never stops typing. */
function types(): void {
  touch();
  person = setInterval(() => touch(), 150);
}

/** How long the work takes, in milliseconds. */
async function timeOf(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  let took: number | undefined;
  void work().then(() => (took = performance.now() - from));
  while (took === undefined) await vi.advanceTimersByTimeAsync(50);
  return took;
}
const portions = async (whenIdle: () => Promise<void>, count: number): Promise<void> => {
  for (let n = 0; n < count; n += 1) await whenIdle();
};

test('work stands still until the hands were off for a second', async () => {
  expect(await timeOf(idleMoments())).toBeLessThan(100);
  touch();
  const took = await timeOf(idleMoments());
  expect(took).toBeGreaterThan(900);
  expect(took).toBeLessThan(1300);
});

test('a person who never stops holds up one piece of work for twenty seconds, however many portions it has', async () => {
  types();
  const took = await timeOf(() => portions(idleMoments(), 200));
  expect(took).toBeGreaterThan(19_000);
  expect(took).toBeLessThan(22_000);
});

test('each piece of work has a patience of its own', async () => {
  types();
  const first = idleMoments();
  await timeOf(() => portions(first, 3));
  expect(await timeOf(first)).toBeLessThan(100);
  expect(await timeOf(() => portions(idleMoments(), 3))).toBeGreaterThan(19_000);
});

test('what is not wanted any more waits for nobody', async () => {
  types();
  let isWanted = true;
  setTimeout(() => (isWanted = false), 3000);
  const took = await timeOf(() =>
    portions(
      idleMoments(() => isWanted),
      10,
    ),
  );
  expect(took).toBeGreaterThan(2900);
  expect(took).toBeLessThan(3700);
});
