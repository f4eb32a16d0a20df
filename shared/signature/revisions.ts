import { isWhite, readInteger, readWord, skipWhite, type Cursor } from './file/parse-value.ts';
import { parseObject } from './file/parse-object.ts';
import type { PdfState } from './file/pdf-state.ts';
import { integerAt, PdfError, type PdfReference } from './file/value.ts';
import type { XrefEntry, XrefSection } from './file/xref-section.ts';

/** What incremental updates did to a file since an earlier state. */
export interface LaterUpdates {
  /** numbers of the objects that the later state takes from another place than the earlier one */
  readonly changed: ReadonlySet<number>;
  /** numbers of the streams that only hold other objects or cross-references: they show nothing themselves */
  readonly carriers: ReadonlySet<number>;
}

/**
 * Reads what was appended to a file. Every appended byte must be accounted for: an object that a cross-reference
 * section of the update lists, the section itself, its end mark, or white space. Whatever else stands there, some
 * program might show, so it is refused.
 * @param earlier a state of the same bytes, e.g. the one a signature covers
 * @throws {PdfError} when the appended part does not continue the earlier state, or holds anything unaccounted for
 */
export async function readLaterUpdates(earlier: PdfState, later: PdfState): Promise<LaterUpdates> {
  const joint = later.sections.findIndex((section) => section.extent.start === earlier.sections[0]?.extent.start);
  if (joint < 0 || later.sections.length - joint !== earlier.sections.length) {
    throw new PdfError('does not continue the signed file');
  }
  const sections = later.sections.slice(0, joint);
  const extents: Extent[] = [];
  for (const section of sections) {
    if (section.extent.start < earlier.end || section.isHybrid) throw new PdfError('cross-references of an update');
    checkSize(section);
    extents.push(...(await objectExtents(section, earlier, later)), sectionExtent(section, later));
  }
  checkTiling(later, earlier.end, extents);
  const changed = changedNumbers(sections, earlier, later);
  return { changed, carriers: findCarriers(sections, changed, { earlier, later }) };
}

/** True when an entry points to an object. */
export function isInUse(entry: XrefEntry | undefined): boolean {
  return entry !== undefined && entry.kind !== 'free';
}

interface Extent {
  readonly start: number;
  readonly end: number;
}

/** Programs differ in what they make of numbers beyond Size, so there must be none. */
function checkSize(section: XrefSection): void {
  const size = integerAt(section.trailer, 'Size') ?? 0;
  for (const number of section.entries.keys()) if (number >= size) throw new PdfError('object beyond the size');
}

async function objectExtents(section: XrefSection, earlier: PdfState, later: PdfState): Promise<Extent[]> {
  const lengthOf = async (reference: PdfReference): Promise<number | undefined> => {
    const value = await later.resolve(reference);
    return value?.kind === 'number' ? value.value : undefined;
  };
  const extents: Extent[] = [];
  for (const [number, entry] of section.entries) {
    if (entry.kind !== 'at') continue;
    if (entry.offset < earlier.end) {
      // A full table repeats what stands; pointing back to an older version would undo a change unseen.
      if (sameEntry(earlier.entries.get(number), entry)) continue;
      throw new PdfError('update that points back');
    }
    const object = await parseObject(later.bytes, entry.offset, later.end, lengthOf);
    if (object.number !== number || object.generation !== entry.generation || !object.extent) {
      throw new PdfError('cross-reference to another object');
    }
    // a cross-reference stream lists itself; its extent goes with its end mark
    if (object.extent.start !== section.extent.start) extents.push(object.extent);
  }
  return extents;
}

/** A section together with the `startxref` that leads to it and the mark of the file's end. */
function sectionExtent(section: XrefSection, later: PdfState): Extent {
  const cursor: Cursor = { bytes: later.bytes, end: later.end, at: section.extent.end };
  skipPlainWhite(cursor);
  if (readWord(cursor) !== 'startxref') throw new PdfError('startxref expected');
  if (readInteger(cursor) !== section.extent.start) throw new PdfError('startxref to another place');
  skipPlainWhite(cursor);
  const mark = Array.from('%%EOF', (char) => char.charCodeAt(0));
  if (!mark.every((byte, i) => cursor.at + i < cursor.end && cursor.bytes[cursor.at + i] === byte)) {
    throw new PdfError('end of file mark expected');
  }
  return { start: section.extent.start, end: cursor.at + mark.length };
}

function skipPlainWhite(cursor: Cursor): void {
  while (cursor.at < cursor.end && isWhite(cursor.bytes[cursor.at])) cursor.at += 1;
}

function checkTiling(later: PdfState, from: number, extents: readonly Extent[]): void {
  let at = from;
  for (const { start, end } of [...extents].sort((a, b) => a.start - b.start)) {
    if (start < at) throw new PdfError('objects that overlap');
    checkWhite(later, at, start);
    at = end;
  }
  checkWhite(later, at, later.end);
}

function checkWhite({ bytes }: PdfState, from: number, to: number): void {
  for (let at = from; at < to; at += 1) if (!isWhite(bytes[at])) throw new PdfError('bytes that no one lists');
}

function changedNumbers(sections: readonly XrefSection[], earlier: PdfState, later: PdfState): ReadonlySet<number> {
  const changed = new Set<number>();
  for (const section of sections) {
    for (const number of section.entries.keys()) {
      if (!sameEntry(earlier.entries.get(number), later.entries.get(number))) changed.add(number);
    }
  }
  return changed;
}

function sameEntry(a: XrefEntry | undefined, b: XrefEntry | undefined): boolean {
  if (!isInUse(a) || !isInUse(b)) return !isInUse(a) && !isInUse(b);
  return JSON.stringify(a) === JSON.stringify(b);
}

interface States {
  readonly earlier: PdfState;
  readonly later: PdfState;
}

function findCarriers(
  sections: readonly XrefSection[],
  changed: ReadonlySet<number>,
  { earlier, later }: States,
): ReadonlySet<number> {
  const carriers = new Set<number>();
  const containers = new Set<number>();
  for (const section of sections) {
    for (const entry of section.entries.values()) if (entry.kind === 'packed') containers.add(entry.container);
  }
  for (const number of changed) {
    const entry = later.entries.get(number);
    if (entry?.kind !== 'at' || isInUse(earlier.entries.get(number))) continue;
    const isSection = sections.some((section) => section.kind === 'stream' && startsAt(later, section, entry.offset));
    if (isSection || containers.has(number)) carriers.add(number);
  }
  return carriers;
}

/** True when the object at an offset, white space before it aside, is the section's stream. */
function startsAt(state: PdfState, section: XrefSection, offset: number): boolean {
  const cursor: Cursor = { bytes: state.bytes, end: state.end, at: offset };
  skipWhite(cursor);
  return cursor.at === section.extent.start;
}
