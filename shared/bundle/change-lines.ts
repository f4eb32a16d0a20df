import * as v from 'valibot';
import { concatBytes, utf8, type Bytes } from '../kernel/bytes.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { readCanonicalJson, strictText } from '../kernel/canonical-read.ts';
import { changeLine, readChangeLine } from '../record/change-line.ts';
import type { Change } from '../record/change.ts';
import { BundleError } from './bundle-error.ts';
import { bundlePaths } from './bundle-layout.ts';
import { bundleLimits } from './limits.ts';
import { SeriesSeal } from './seal.ts';

/** One case out of a bundle: all changes that it brings, and the seals on them. */
export interface CaseLines {
  /** case: UUID */
  readonly id: string;
  /** by installation, place, id */
  readonly changes: readonly Change[];
  readonly seals: readonly SeriesSeal[];
}

const NEWLINE = 0x0a;

/**
 * The lines of one case, without their line ends: the changes in the order of the format, then the seals on them. A seal on
 * a change that is not among them is left out.
 * @param changes of one case, in any order, each once
 * @throws when a line is longer than the format allows
 */
export function* caseLines(
  changes: readonly Change[],
  seals: readonly SeriesSeal[],
): Generator<string, void, undefined> {
  const ids = new Set(changes.map(({ id }) => id));
  const ordered = [...changes].sort(compareChanges);
  for (const change of ordered) yield fitting(changeLine(change));
  const sealed = new Map(seals.filter(({ h }) => ids.has(h)).map((seal) => [sealPlace(seal), seal]));
  for (const place of [...sealed.keys()].sort(compare)) {
    const seal = sealed.get(place);
    if (seal) yield fitting(canonicalJson({ sello: { ...seal } }));
  }
}

function fitting(line: string): string {
  // a character is at most three bytes; only a line that may be too long is worth counting
  if (line.length * 3 >= bundleLimits.line && utf8(line).length > bundleLimits.line) {
    throw new BundleError('bundle/too-large', bundlePaths.changes);
  }
  return line;
}

/** Reads the lines of changes as they come unpacked, and gives each case when its last line is there. */
export interface LineReader {
  /** @throws {BundleError} `bundle/changes`, `bundle/too-large` */
  readonly push: (bytes: Bytes) => readonly CaseLines[];
  /** The last case. @throws {BundleError} `bundle/changes` also when there was less than announced */
  readonly end: () => readonly CaseLines[];
}

/**
 * Makes a reader of lines: checks their form, order, ids and value hashes. Whether seals are valid and reach everything is
 * for whoever knows the certificates.
 * @param announced bytes and lines that the envelope speaks of, to the last one
 */
export function createLineReader(announced: { readonly bytes: number; readonly lines: number }): LineReader {
  let bytes = 0;
  let lines = 0;
  let held: Bytes[] = [];
  let heldBytes = 0;
  let group: CaseGroup | undefined;
  const where = (): string => `${bundlePaths.changes}:${lines}`;

  const takeLine = (text: Bytes): CaseLines | undefined => {
    lines += 1;
    if (lines > announced.lines) throw new BundleError('bundle/changes', where());
    const read = readLine(text);
    if (read === undefined) throw new BundleError('bundle/changes', where());
    const id = 'op' in read ? read.op.c : read.c;
    const done = group !== undefined && group.id !== id ? group : undefined;
    if (done !== undefined || group === undefined) group = new CaseGroup(id);
    const fault = group.add(read, text.length);
    if (fault !== undefined) throw new BundleError(fault, where());
    return done;
  };

  const push = (chunk: Bytes): readonly CaseLines[] => {
    bytes += chunk.length;
    if (bytes > announced.bytes) throw new BundleError('bundle/changes', bundlePaths.changes);
    const cases: CaseLines[] = [];
    let at = 0;
    for (let end = chunk.indexOf(NEWLINE, at); end >= 0; end = chunk.indexOf(NEWLINE, at)) {
      const piece = chunk.subarray(at, end);
      if (heldBytes + piece.length > bundleLimits.line) throw new BundleError('bundle/changes', where());
      const done = takeLine(held.length === 0 ? piece : concatBytes(...held, piece));
      if (done !== undefined) cases.push(done);
      held = [];
      heldBytes = 0;
      at = end + 1;
    }
    if (at < chunk.length) {
      held.push(chunk.slice(at));
      heldBytes += chunk.length - at;
    }
    if (heldBytes > bundleLimits.line) throw new BundleError('bundle/changes', where());
    return cases;
  };

  const end = (): readonly CaseLines[] => {
    if (held.length > 0 || bytes !== announced.bytes || lines !== announced.lines) {
      throw new BundleError('bundle/changes', bundlePaths.changes);
    }
    return group === undefined ? [] : [group];
  };
  return { push, end };
}

/** A case whose lines are still coming. */
class CaseGroup implements CaseLines {
  readonly id: string;
  readonly changes: Change[] = [];
  readonly seals: SeriesSeal[] = [];
  #bytes = 0;
  #last = '';

  constructor(id: string) {
    this.id = id;
  }

  /** Takes a line in. @returns why it may not stand here */
  add(read: Change | SeriesSeal, length: number): 'bundle/changes' | 'bundle/too-large' | undefined {
    this.#bytes += length;
    if (this.#bytes > bundleLimits.caseLines) return 'bundle/too-large';
    const isChange = 'op' in read;
    if (isChange && this.seals.length > 0) return 'bundle/changes';
    if (!isChange && this.seals.length === 0) this.#last = '';
    // each line comes after the one before it, so that none is there twice
    const place = isChange ? changePlace(read) : sealPlace(read);
    if (compare(place, this.#last) <= 0) return 'bundle/changes';
    this.#last = place;
    if (isChange) this.changes.push(read);
    else this.seals.push(read);
    return undefined;
  }
}

function readLine(bytes: Bytes): Change | SeriesSeal | undefined {
  try {
    return readChangeLine(strictText(bytes)) ?? readSeal(bytes);
  } catch {
    // not UTF-8
    return undefined;
  }
}

function readSeal(bytes: Bytes): SeriesSeal | undefined {
  const seal = v.safeParse(SealLine, readCanonicalJson(bytes));
  return seal.success ? seal.output.sello : undefined;
}

const SealLine = v.strictObject({ sello: SeriesSeal });

function changePlace({ id, op }: Change): string {
  return [op.r, padded(op.n), id].join(' ');
}

/** Orders as their places do: installations are equally long, and so are the numbers in a place. */
function compareChanges(a: Change, b: Change): number {
  return compare(a.op.r, b.op.r) || a.op.n - b.op.n || compare(a.id, b.id);
}

function sealPlace({ r, n, h, sig }: SeriesSeal): string {
  return [r, padded(n), h, sig].join(' ');
}

function padded(n: number): string {
  return String(n).padStart(7, '0');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
