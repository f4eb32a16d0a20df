import { expect, test } from 'vitest';
import { watchBusyWork } from '../../../electron/updates/busy-work.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';

function start() {
  const answers: ((answer: Result<unknown>) => void)[] = [];
  const slow = () => new Promise<Result<unknown>>((resolve) => answers.push(resolve));
  const names = ['signDocument', 'appInfo', 'beginBundle', 'finishBundle', 'cancelBundle', 'openBundle', 'closeBundle'];
  const busy = watchBusyWork();
  const handlers = busy.watch(Object.fromEntries(names.map((name) => [name, slow])) as unknown as Handlers);
  const call = (name: string): Promise<unknown> =>
    (handlers as unknown as Record<string, () => Promise<unknown>>)[name]!();
  const settle = async (name: string, answer: Result<unknown> = ok({})): Promise<void> => {
    const done = call(name);
    answers.pop()?.(answer);
    await done;
  };
  return { busy, call, answers, settle };
}

test('a call is work while it is answered, whatever the answer is', async () => {
  const { busy, call, answers } = start();
  const looking = call('appInfo');
  expect(busy.now()).toBeUndefined();
  const signing = call('signDocument');
  expect(busy.now()).toBe('signing');
  answers[1]?.(fail('sign/expired'));
  await signing;
  expect(busy.now()).toBeUndefined();
  answers[0]?.(ok({}));
  await looking;
});

test('a bundle is work from its beginning until it is finished, cancelled, or the office is locked', async () => {
  const { busy, settle } = start();
  await settle('beginBundle', fail('access/denied'));
  expect(busy.now()).toBeUndefined();
  await settle('beginBundle');
  expect(busy.now()).toBe('exchange');
  await settle('finishBundle', fail('file/disk-full'));
  expect(busy.now()).toBe('exchange');
  await settle('cancelBundle');
  expect(busy.now()).toBeUndefined();
  await settle('openBundle');
  expect(busy.now()).toBe('exchange');
  busy.forget();
  expect(busy.now()).toBeUndefined();
});
