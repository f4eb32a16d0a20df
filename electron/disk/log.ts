import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { instantFrom, type Clock } from '../../shared/kernel/clock.ts';
import type { FaultCode } from '../../shared/kernel/fault.ts';
import { systemCode } from './atomic-write.ts';

/** Name of the log that is being written. */
export const LOG_FILE = 'atalaya.log';
const KiB = 1024;
const MAX_STACK_LINES = 20;
const MAX_CAUSES = 3;

/** An error whose message was written by us and holds nothing that a person typed: the log may keep it. */
export class PlainError extends Error {
  override readonly name = 'PlainError';
}

/** Steps of the program that write lines without being calls of the contract. */
export const stepNames = [
  ...['main', 'window', 'child', 'start', 'anchor', 'compact', 'count', 'journal', 'journal check', 'snapshot'],
] as const;

/** What a line of the log may be made of. Nothing here can carry a name, a case or a path. */
export interface LogEntry {
  /** shown to the person, so that they can name the line to whoever helps them */
  readonly incident?: string;
  /** name of the call of the contract, or of the step of the start */
  readonly call: string;
  readonly fault?: FaultCode;
  /** Chromium's word for how a process ended, such as `crashed` or `oom` */
  readonly reason?: string;
  /** anything that was thrown; see `describeError` for what is kept of it */
  readonly error?: unknown;
}

/** A log that tells what failed and where in the program, never with which data. */
export interface Log {
  /** Never throws: a log that cannot be written must not stop the work. */
  readonly write: (entry: LogEntry) => void;
}

/**
 * Opens the log. It grows to about `maxBytes`, then becomes `atalaya.1.log` and so on.
 * @param options.folder created when missing
 * @param options.keep how many older files stay
 */
export function createLog(options: {
  readonly folder: string;
  readonly clock: Clock;
  readonly maxBytes?: number;
  readonly keep?: number;
}): Log {
  const { folder, clock, maxBytes = 512 * KiB, keep = 4 } = options;
  const file = path.join(folder, LOG_FILE);
  return {
    write: (entry) => {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        if (sizeOf(file) >= maxBytes) rotate(folder, keep);
        appendFileSync(file, `${JSON.stringify(toLine(entry, clock))}\n`, { mode: 0o600 });
      } catch {
        // Full disk, read-only profile: the fault itself still reaches the screen.
      }
    },
  };
}

/** What the log keeps of an error. */
export interface ErrorDescription {
  readonly name: string;
  /** the file system's code, such as `ENOSPC` */
  readonly code?: string;
  /** only of a `PlainError` */
  readonly message?: string;
  /** function, file name without folders, line and column */
  readonly stack: readonly string[];
  readonly cause?: ErrorDescription;
}

/**
 * Reduces an error to what is safe to keep: messages often quote the value that caused them, so they are dropped.
 * @param error whatever was thrown
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error, stack: [] };
  const code = systemCode(error);
  return {
    name: /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : 'Error',
    ...(code === undefined ? {} : { code }),
    ...(error instanceof PlainError ? { message: error.message } : {}),
    stack: framesOf(error),
    ...(error.cause === undefined || depth >= MAX_CAUSES ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}

/** `    at Vault.unlock (/home/ana/app/main.cjs:12:3)`; the two halves of a frame without its folders */
const FRAME =
  /^\s+at (?:(?:async )?([\w.$<>#[\] ]{1,80}) \()?(?:[^()\n]*[\\/:])?([\w.-]{1,60}\.[cm]?[jt]s):(\d+):(\d+)\)?$/;
const NODE_FRAME = /^\s+at (?:(?:async )?([\w.$<>#[\] ]{1,80}) \()?(node:[\w/]{1,60}):(\d+):(\d+)\)?$/;

function framesOf(error: Error): readonly string[] {
  return afterHeader(error)
    .split('\n')
    .flatMap((line) => {
      const match = NODE_FRAME.exec(line) ?? FRAME.exec(line);
      if (!match) return [];
      const [, name = '', file = '', row = '', column = ''] = match;
      return [`${name === '' ? '' : `${name} `}${file}:${row}:${column}`];
    })
    .slice(0, MAX_STACK_LINES);
}

/** The stack behind name and message: these may have lines that look like frames, and must not pass for any. */
function afterHeader({ name, message, stack = '' }: Error): string {
  if (name.includes('\n')) return '';
  if (!message.includes('\n')) return stack.slice(stack.indexOf('\n') + 1);
  const at = stack.lastIndexOf(message);
  return at < 0 ? '' : stack.slice(at + message.length);
}

function toLine(entry: LogEntry, clock: Clock): Record<string, unknown> {
  return {
    at: instantFrom(clock.now()),
    ...(entry.incident === undefined ? {} : { incident: entry.incident }),
    call: entry.call,
    ...(entry.fault === undefined ? {} : { fault: entry.fault }),
    ...(entry.reason === undefined ? {} : { reason: /^[a-z-]{1,30}$/.test(entry.reason) ? entry.reason : 'other' }),
    ...(entry.error === undefined ? {} : { error: describeError(entry.error) }),
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** `atalaya.log` becomes `atalaya.1.log`, that one `.2`, and the oldest goes. */
function rotate(folder: string, keep: number): void {
  const older = (n: number): string => path.join(folder, n === 0 ? LOG_FILE : `atalaya.${n}.log`);
  rmSync(older(keep), { force: true });
  for (let n = keep - 1; n >= 0; n -= 1) {
    if (statSync(older(n), { throwIfNoEntry: false })) renameSync(older(n), older(n + 1));
  }
}
