import { expect, test } from 'vitest';
import { isFromSource } from '../../../electron/guard/from-source.ts';
import { refusedSwitch, type StartFacts } from '../../../electron/guard/switches.ts';

const start = (given: readonly string[], changes: Partial<StartFacts> = {}): string | undefined =>
  refusedSwitch({
    ...{ packaged: true, nodeDebugged: false, root: false },
    hasSwitch: (name) => given.includes(name),
    ...changes,
  });

test.each([
  'remote-debugging-port',
  'remote-debugging-pipe',
  'load-extension',
  'no-sandbox',
  'gpu-launcher',
  'disable-gpu-sandbox',
  'in-process-gpu',
  'allow-sandbox-debugging',
  'wait-for-debugger-children',
  'trace-startup',
  'trace-startup-file',
  'trace-config-file',
  'inspect',
])('an installed app does not start with --%s', (name) => {
  expect(start(['lang', name])).toBe(name);
});

test.each(['user-data-dir', 'self-test', 'self-test-page', 'force-device-scale-factor', 'lang', 'disable-gpu'])(
  'it starts with --%s',
  (name) => {
    expect(start([name])).toBeUndefined();
  },
);

test('runs from source and the pack for tests take what the test driver needs', () => {
  expect(start(['remote-debugging-port'], { packaged: false })).toBeUndefined();
  expect(start(['remote-debugging-port'], { nodeDebugged: true })).toBeUndefined();
});

test('root may go without the sandbox, which Chromium asks of it, and nothing else', () => {
  expect(start(['no-sandbox'], { root: true })).toBeUndefined();
  expect(start(['no-sandbox', 'remote-debugging-port'], { root: true })).toBe('remote-debugging-port');
});

test.each([
  [true, '/opt/Atalaya/resources/app.asar', false],
  // Electron goes by the name of the program, which anybody can change
  [false, '/tmp/electron/resources/app.asar', false],
  [false, 'C:\\copia\\resources\\APP.asar\\', false],
  [false, '/home/dev/atalaya', true],
  [false, '/home/dev/app.asar.unpacked', true],
])('packaged for Electron: %s, in %s: from source is %s', (isPackaged, folder, expected) => {
  expect(isFromSource({ isPackaged, getAppPath: () => folder })).toBe(expected);
});
