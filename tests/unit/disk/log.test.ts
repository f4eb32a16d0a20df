import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLog, describeError, PlainError, stepNames, type LogEntry } from '../../../electron/disk/log.ts';
import { callNames } from '../../../shared/ipc/names.ts';
import { newFolder, testClock } from '../../support/vault-builder.ts';

function logged(...entries: readonly LogEntry[]): string {
  const folder = newFolder();
  const log = createLog({ folder, clock: testClock() });
  for (const entry of entries) log.write(entry);
  return readFileSync(path.join(folder, 'atalaya.log'), 'utf8');
}

test('a line has the time, the incident, the call and the fault', () => {
  const line = logged({ incident: '1f3a', call: 'unlock', fault: 'vault/damaged' });
  expect(JSON.parse(line)).toEqual({
    at: '2026-11-24T15:00:00.000Z',
    incident: '1f3a',
    call: 'unlock',
    fault: 'vault/damaged',
  });
});

test('what an error says about people is dropped, where it happened is kept', () => {
  const line = logged({ call: 'saveDocument', error: new TypeError('no such worker: Marvin Güity, 0101-1990-12345') });
  expect(line).not.toMatch(/Marvin|Güity|0101/);
  expect(line).toContain('TypeError');
  expect(line).toMatch(/log\.test\.ts:\d+:\d+/);
});

test('folders and the names in them are dropped from stacks and system errors', () => {
  const error = Object.assign(new Error("ENOENT: no such file, open '/home/marvin/Casos/Juana Pérez.pdf'"), {
    code: 'ENOENT',
    path: '/home/marvin/Casos/Juana Pérez.pdf',
  });
  error.stack = `Error: ${error.message}\n    at open (C:\\Users\\Marvin Güity\\Atalaya\\main.cjs:10:5)\n    at async Vault.unlock (file:///home/marvin/out/main.cjs:3:1)\n    at node:internal/main/run:1:2\n    at /home/marvin/casos/Juana Pérez.pdf:1:1`;
  expect(describeError(error)).toEqual({
    name: 'Error',
    code: 'ENOENT',
    stack: ['open main.cjs:10:5', 'Vault.unlock main.cjs:3:1', 'node:internal/main/run:1:2'],
  });
});

test('no message reaches the log, however it imitates a stack', () => {
  const frame = '    at s3cr3t (main.js:1:1)';
  const messages = fc.oneof(
    fc.string().map((text) => `s3cr3t ${text}`),
    fc.string().map((text) => `${text}\n${frame}`),
    fc.constant(frame),
  );
  const names = fc.constantFrom('RangeError', '', 's3cr3t', `x\n${frame}`, frame);
  fc.assert(
    fc.property(messages, names, (message, name) => {
      const error = new RangeError(message, { cause: new Error(message) });
      error.name = name;
      expect(JSON.stringify(describeError(error))).not.toContain('s3cr3t');
    }),
  );
});

test('things thrown that are no errors leave their kind only', () => {
  expect(describeError('Marvin Güity')).toEqual({ name: 'string', stack: [] });
  expect(describeError({ name: 'Marvin Güity' })).toEqual({ name: 'object', stack: [] });
});

test('a plain error keeps its message, and its cause still loses its own', () => {
  const described = describeError(new PlainError('the worker ended', { cause: new Error('Marvin Güity') }));
  expect(described.message).toBe('the worker ended');
  expect(described.cause).toMatchObject({ name: 'Error' });
  expect(JSON.stringify(described)).not.toContain('Marvin');
});

test('how a process ended is one of Chromium’s words, or no word at all', () => {
  expect(JSON.parse(logged({ call: 'window', reason: 'oom' }))).toMatchObject({ call: 'window', reason: 'oom' });
  expect(logged({ call: 'window', reason: 'Marvin Güity' })).not.toMatch(/Marvin/);
});

test('every step that writes lines is one that a support slip tells', () => {
  const source = path.resolve(import.meta.dirname, '../../../electron');
  const written = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [...readFileSync(path.join(source, name), 'utf8').matchAll(/\bcall: '([^']+)'/g)])
    .map((match) => match[1]!);
  const known = new Set<string>([...stepNames, ...callNames]);
  expect(written.length).toBeGreaterThan(8);
  expect(written.filter((name) => !known.has(name))).toEqual([]);
});

test('a chain of causes ends', () => {
  const error = new Error('a');
  error.cause = error;
  expect(JSON.stringify(describeError(error)).length).toBeLessThan(10_000);
});

test('the log is split and old parts go', () => {
  const folder = newFolder();
  const log = createLog({ folder, clock: testClock(), maxBytes: 200, keep: 2 });
  for (let i = 0; i < 30; i += 1) log.write({ incident: `n${i}`, call: 'unlock' });
  expect(readdirSync(folder).sort()).toEqual(['atalaya.1.log', 'atalaya.2.log', 'atalaya.log']);
  const lines = ['atalaya.2.log', 'atalaya.1.log', 'atalaya.log'].flatMap((name) =>
    readFileSync(path.join(folder, name), 'utf8').trim().split('\n'),
  );
  const numbers = lines.map((line) => Number((JSON.parse(line) as { incident: string }).incident.slice(1)));
  expect(numbers.at(-1)).toBe(29);
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, i) => 30 - numbers.length + i));
});

test('a log that cannot be written stops nothing', () => {
  const folder = newFolder();
  const file = path.join(folder, 'a file');
  writeFileSync(file, '');
  const log = createLog({ folder: path.join(file, 'logs'), clock: testClock() });
  expect(() => {
    log.write({ call: 'unlock' });
  }).not.toThrow();
});
