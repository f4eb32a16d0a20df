import { expect, test } from 'vitest';
import { runJson } from '../../bench/run-json.ts';

const node = (script: string, timeout?: number): Promise<unknown> =>
  runJson(process.execPath, ['-e', script], timeout === undefined ? {} : { timeout });

test('the last line is the answer', async () => {
  expect(await node(`console.log('talk'); console.log('{"ms":3}')`)).toEqual({ ms: 3 });
});

test('an end with an error, or without an answer, is told', async () => {
  await expect(node(`console.error('no display'); process.exit(3)`)).rejects.toThrow(/ended with 3:\nno display/);
  await expect(node(`console.log('nothing')`)).rejects.toThrow(/ended with 0/);
});

test('one that hangs is ended, though its child lives on and it does not listen', async () => {
  const child = `require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 8000)'], { stdio: 'inherit' })`;
  const hangs = `${child}; process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)`;
  const begun = performance.now();
  await expect(node(hangs, 700)).rejects.toThrow(/took longer than 700 ms/);
  expect(performance.now() - begun).toBeLessThan(7000);
}, 20_000);
