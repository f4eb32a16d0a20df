import { expect, test } from 'vitest';
import { createCloseGuard } from '../../../electron/close-guard.ts';

/** A window whose page has something to write; it is asked to close again as long as the guard wants. */
function setUp(writesLeft: number, answer = false) {
  const log: string[] = [];
  const waiting: (() => void)[] = [];
  let left = writesLeft;
  const guard = createCloseGuard({
    closeAgain: () => close(),
    ask: () => {
      log.push('ask');
      return answer;
    },
    wait: (run) => waiting.push(run),
  });
  const leave = (): void => {
    if (left === 0 || guard.mayLeave()) log.push('left');
    left -= 1;
  };
  function close(): void {
    guard.onClose();
    leave();
  }
  const settle = (): void => {
    for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) run();
  };
  return { log, close, leave, settle };
}

test('a window whose text gets written closes by itself, and nobody is asked', () => {
  const { log, close, settle } = setUp(2);
  close();
  expect(log).toEqual([]);
  settle();
  expect(log).toEqual(['left']);
});

test('text that cannot be written is asked about, and who wants to stay stays', () => {
  const { log, close, settle } = setUp(Infinity);
  close();
  settle();
  expect(log).toEqual(['ask']);
  close();
  settle();
  expect(log).toEqual(['ask', 'ask']);
});

test('who would rather lose it may', () => {
  const { log, close, settle } = setUp(Infinity, true);
  close();
  settle();
  expect(log).toEqual(['ask', 'left']);
});

test('a page that is loaded anew is asked about at once', () => {
  const { log, leave } = setUp(Infinity);
  leave();
  expect(log).toEqual(['ask']);
});
