import { ok, type Result } from './result.ts';

/** Why a text is no JSON that may be trusted, and on which line. */
export interface JsonProblem {
  readonly kind: 'syntax' | 'repeated';
  /** counted from 1 */
  readonly line: number;
  /** the name that an object has twice; empty for `syntax` */
  readonly name: string;
}

/** A text read as JSON, with where each of its parts stands. */
export interface PlacedJson {
  readonly value: unknown;
  /** The line of a part by its path (`indicators.3.strength`), counted from 1; of the nearest part around it where there is none. */
  readonly lineOf: (path: string) => number;
}

const BLANK = /[ \t\n\r]*/y;
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const PLAIN = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** What people write by hand is never so deep; what is deeper is made to harm. */
const DEEPEST = 64;

/**
 * Reads JSON that a person may have written by hand, so that whoever mends it can be told where. A name that an object has
 * twice is refused: of two values one would be lost without a word.
 */
export function readPlacedJson(text: string): Result<PlacedJson, JsonProblem> {
  const starts = new Map<string, number>();
  const lineAt = (at: number): number => text.slice(0, at).split('\n').length;
  const problem = scan(text, starts);
  if (problem) return { ok: false, fault: { kind: problem.kind, line: lineAt(problem.at), name: problem.name } };
  const value: unknown = JSON.parse(text);
  return ok({
    value,
    lineOf: (path) => {
      const parts = path.split('.');
      while (parts.length > 0 && !starts.has(parts.join('.'))) parts.pop();
      return lineAt(starts.get(parts.join('.')) ?? 0);
    },
  });
}

interface Stumble {
  readonly kind: JsonProblem['kind'];
  readonly at: number;
  readonly name: string;
}
/** Where what was read ends, or why it could not be read. */
type Scanned = number | Stumble;

const stumble = (at: number): Stumble => ({ kind: 'syntax', at, name: '' });

function scan(text: string, starts: Map<string, number>): Stumble | undefined {
  const end = scanValue({ text, starts }, 0, []);
  if (typeof end !== 'number') return end;
  const rest = skipBlank(text, end);
  return rest === text.length ? undefined : stumble(rest);
}

interface Source {
  readonly text: string;
  readonly starts: Map<string, number>;
}

function scanValue(source: Source, from: number, path: readonly string[]): Scanned {
  const { text, starts } = source;
  const at = skipBlank(text, from);
  if (path.length > DEEPEST) return stumble(at);
  starts.set(path.join('.'), at);
  if (text[at] === '{') return scanList(source, at, path, '}');
  if (text[at] === '[') return scanList(source, at, path, ']');
  return match(TEXT, text, at) ?? match(PLAIN, text, at) ?? stumble(at);
}

/** An object or an array, from its bracket to the other one. */
function scanList(source: Source, open: number, path: readonly string[], close: '}' | ']'): Scanned {
  const { text } = source;
  const names = new Set<string>();
  let at = skipBlank(text, open + 1);
  if (text[at] === close) return at + 1;
  for (;;) {
    let name = String(names.size);
    if (close === '}') {
      at = skipBlank(text, at);
      const end = match(TEXT, text, at);
      if (end === undefined) return stumble(at);
      name = String(JSON.parse(text.slice(at, end)));
      if (names.has(name)) return { kind: 'repeated', at, name };
      at = skipBlank(text, end);
      if (text[at] !== ':') return stumble(at);
      at += 1;
    }
    names.add(name);
    const end = scanValue(source, at, [...path, name]);
    if (typeof end !== 'number') return end;
    at = skipBlank(text, end);
    if (text[at] === close) return at + 1;
    if (text[at] !== ',') return stumble(at);
    at += 1;
  }
}

function skipBlank(text: string, at: number): number {
  return match(BLANK, text, at) ?? at;
}

/** Where a match that begins here ends. */
function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
