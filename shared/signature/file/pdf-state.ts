import { latin1, type Bytes } from '../../kernel/bytes.ts';
import { parseObject } from './parse-object.ts';
import { parseValue, readInteger, type Cursor } from './parse-value.ts';
import {
  entryOf,
  integerAt,
  nameAt,
  PdfError,
  referenceAt,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  type PdfValue,
} from './value.ts';
import { decodeStream, readXrefSection, type XrefEntry, type XrefSection } from './xref-section.ts';

const MAX_SECTIONS = 500;
const MAX_PACKED = 100_000;

/** A PDF as it stood when it ended at an offset: each incremental update leaves the states before it readable. */
export interface PdfState {
  readonly bytes: Bytes;
  /** how many bytes of the file belong to this state */
  readonly end: number;
  /** newest first */
  readonly sections: readonly XrefSection[];
  /** where each object is, newest section winning */
  readonly entries: ReadonlyMap<number, XrefEntry>;
  /** trailer of the newest section */
  readonly trailer: PdfDictionary;
  readonly root: PdfReference;
  /** Reads an object by number; undefined when the state has none. Throws PdfError when it is malformed. */
  readonly object: (number: number) => Promise<PdfObject | undefined>;
  /** Follows a reference to the value behind it; other values come back as they are. */
  readonly resolve: (value: PdfValue | undefined) => Promise<PdfValue | undefined>;
}

/**
 * Reads the state of a file that ends at an offset.
 * @throws {PdfError} when the bytes before the offset do not end like a file, or their cross-references are malformed
 */
export async function readState(bytes: Bytes, end: number): Promise<PdfState> {
  const sections = await readSections(bytes, end);
  const newest = sections[0];
  if (!newest) throw new PdfError('no cross-reference section');
  const entries = new Map<number, XrefEntry>();
  for (const section of sections) {
    for (const [number, entry] of section.entries) if (!entries.has(number)) entries.set(number, entry);
  }
  const root = referenceAt(newest.trailer, 'Root');
  if (!root) throw new PdfError('no catalog');
  const object = objectReader(bytes, end, entries);
  const resolve = async (value: PdfValue | undefined): Promise<PdfValue | undefined> => {
    let found = value;
    for (let hops = 0; found?.kind === 'reference'; hops += 1) {
      if (hops > 8) throw new PdfError('references in a circle');
      const target: PdfObject | undefined = await object(found.number);
      found = target?.generation === found.generation ? target.value : undefined;
    }
    return found?.kind === 'null' ? undefined : found;
  };
  const catalog = await resolve(root);
  if (nameAt(catalog, 'Type') !== 'Catalog') throw new PdfError('no catalog');
  return { bytes, end, sections, entries, trailer: newest.trailer, root, object, resolve };
}

/** The offset of the newest cross-reference section of a file that ends at `end`, which must end like a file. */
export function findStartxref(bytes: Bytes, end: number): number {
  const tail = latin1(bytes.subarray(Math.max(0, end - 1024), end));
  const match = /startxref[\0\t\n\f\r ]+(\d{1,15})[\0\t\n\f\r ]+%%EOF[\0\t\n\f\r ]*$/.exec(tail);
  if (!match) throw new PdfError('the file does not end as it should');
  return Number(match[1]);
}

async function readSections(bytes: Bytes, end: number): Promise<XrefSection[]> {
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  let offset: number | undefined = findStartxref(bytes, end);
  while (offset !== undefined) {
    if (seen.has(offset) || offset >= end) throw new PdfError('cross-references in a circle');
    if (sections.length >= MAX_SECTIONS) throw new PdfError('too many updates');
    seen.add(offset);
    const section: XrefSection = await readXrefSection(bytes, offset, end);
    sections.push(section);
    if (entryOf(section.trailer, 'Prev') && integerAt(section.trailer, 'Prev') === undefined)
      throw new PdfError('Prev');
    offset = integerAt(section.trailer, 'Prev');
  }
  return sections;
}

function objectReader(bytes: Bytes, end: number, entries: ReadonlyMap<number, XrefEntry>): PdfState['object'] {
  const known = new Map<number, Promise<PdfObject | undefined>>();
  const containers = new Map<number, Promise<ReadonlyMap<number, PdfObject>>>();
  const lengthOf = async (reference: PdfReference): Promise<number | undefined> => {
    const entry = entries.get(reference.number);
    // A length is a plain number outside of object streams; anything deeper could go round in circles.
    if (entry?.kind !== 'at') return undefined;
    const { value, number } = await parseObject(bytes, entry.offset, end, () => Promise.resolve(undefined));
    return number === reference.number && value.kind === 'number' ? value.value : undefined;
  };
  const unpack = async (container: number): Promise<ReadonlyMap<number, PdfObject>> => {
    const entry = entries.get(container);
    if (entry?.kind !== 'at') throw new PdfError('object stream');
    const object = await parseObject(bytes, entry.offset, end, lengthOf);
    if (object.number !== container || nameAt(object.value, 'Type') !== 'ObjStm') throw new PdfError('object stream');
    return unpackObjects(await decodeStream(bytes, object), object.value);
  };
  const read = async (number: number): Promise<PdfObject | undefined> => {
    const entry = entries.get(number);
    if (entry === undefined || entry.kind === 'free') return undefined;
    if (entry.kind === 'at') {
      const object = await parseObject(bytes, entry.offset, end, lengthOf);
      if (object.number !== number || object.generation !== entry.generation) {
        throw new PdfError('cross-reference to another object');
      }
      return object;
    }
    const unpacked = containers.get(entry.container) ?? unpack(entry.container);
    containers.set(entry.container, unpacked);
    const object = (await unpacked).get(number);
    if (!object) throw new PdfError('object missing from its stream');
    return object;
  };
  return (number) => {
    const object = known.get(number) ?? read(number);
    known.set(number, object);
    return object;
  };
}

function unpackObjects(data: Bytes, dictionary: PdfValue): ReadonlyMap<number, PdfObject> {
  const count = integerAt(dictionary, 'N') ?? -1;
  const first = integerAt(dictionary, 'First') ?? -1;
  if (count < 0 || count > MAX_PACKED || first < 0 || first > data.length) throw new PdfError('object stream');
  const header: Cursor = { bytes: data, end: first, at: 0 };
  const objects = new Map<number, PdfObject>();
  for (let i = 0; i < count; i += 1) {
    const number = readInteger(header);
    const offset = readInteger(header);
    if (objects.has(number)) throw new PdfError('object twice in one stream');
    const value = parseValue({ bytes: data, end: data.length, at: first + offset });
    objects.set(number, { number, generation: 0, value });
  }
  return objects;
}

/** True when an offset lies in the data of a stream, where text means nothing to the file's structure. */
export async function isInsideStream(state: PdfState, offset: number): Promise<boolean> {
  let nearest: { number: number; offset: number } | undefined;
  for (const [number, entry] of state.entries) {
    if (entry.kind !== 'at' || entry.offset > offset) continue;
    if (!nearest || entry.offset > nearest.offset) nearest = { number, offset: entry.offset };
  }
  if (!nearest) return false;
  try {
    const stream = (await state.object(nearest.number))?.stream;
    return stream !== undefined && stream.start <= offset && offset < stream.end;
  } catch (error) {
    if (error instanceof PdfError) return false;
    throw error;
  }
}
