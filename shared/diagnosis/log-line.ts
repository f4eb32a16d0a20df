import * as v from 'valibot';
import { faultCodes } from '../kernel/fault.ts';

// A log file lies on a disk where anybody may have written into it, and older versions wrote it too. So a line is never
// copied: only what has one of these shapes is taken out of it, and none of them has room for a name.

const matching = (shape: RegExp) => v.pipe(v.string(), v.regex(shape));

const Line = v.object({
  at: v.pipe(v.string(), v.isoTimestamp()),
  call: v.string(),
  incident: v.optional(matching(/^[0-9a-f]{8}$/)),
  fault: v.optional(v.picklist(faultCodes)),
  reason: v.optional(matching(/^[a-z-]{1,30}$/)),
  error: v.optional(
    v.object({ name: v.string(), code: v.optional(v.string()), stack: v.optional(v.array(v.string())) }),
  ),
});

/** What a line of the log tells in a support slip. */
export interface ToldLine {
  readonly at: string;
  readonly call: string;
  readonly incident?: string;
  readonly fault?: string;
  readonly reason?: string;
  /** kind of error and the system's code, such as `Error ENOSPC` */
  readonly error?: string;
  /** where in the program: file, line and column, without function names */
  readonly places: readonly string[];
}

const ERRORS = new Set([
  ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError', 'AggregateError'],
  ...['PlainError', 'DOMException', 'AbortError', 'ValiError', 'SystemError', 'AssertionError'],
]);
const CODE = /^E[A-Z0-9]{2,15}$|^ERR_[A-Z_]{2,50}$/;
/** the program's own files and Node's; `main-open-vault.cjs:10:5` */
const PLACE =
  /(?:^| )((?:main|preload|documents|derive|snapshots|packages|bundles)(?:-[a-z-]{1,40})?\.cjs:\d+:\d+|node:[a-z_/]{1,40}:\d+:\d+)$/;
const MOST_PLACES = 6;

/**
 * Takes out of a line of the log what may be told to somebody outside the office.
 * @param text one line as it lies in the file
 * @param calls every name that a line can stand under; a line under another one is told as `other`
 * @returns undefined for a line that is none of ours
 */
export function toldLine(text: string, calls: ReadonlySet<string>): ToldLine | undefined {
  const line = v.safeParse(Line, parsed(text));
  if (!line.success) return undefined;
  const { at, call, incident, fault, reason, error } = line.output;
  return {
    at: new Date(at).toISOString(),
    call: calls.has(call) ? call : 'other',
    ...(incident === undefined ? {} : { incident }),
    ...(fault === undefined ? {} : { fault }),
    ...(reason === undefined || !REASONS.has(reason) ? {} : { reason }),
    ...(error === undefined ? {} : { error: nameOf(error) }),
    places: (error?.stack ?? []).flatMap((frame) => PLACE.exec(frame)?.[1] ?? []).slice(0, MOST_PLACES),
  };
}

/** Chromium's words for how one of its processes ended. */
const REASONS: ReadonlySet<string> = new Set([
  ...['clean-exit', 'abnormal-exit', 'killed', 'crashed', 'oom', 'launch-failed', 'integrity-failure'],
  'memory-eviction',
]);

function nameOf({ name, code }: { readonly name: string; readonly code?: string | undefined }): string {
  const kind = ERRORS.has(name) ? name : 'Error';
  return code !== undefined && CODE.test(code) ? `${kind} ${code}` : kind;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
