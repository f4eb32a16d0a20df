/** Objects that share one stream: more of them pack better, fewer are sooner read by who wants only one. */
const OBJECTS_IN_STREAM = 400;
/** Bytes of a kind, of an offset (a file may have 4 GB) and of an index, in each entry of the table. */
const WIDTHS = [1, 4, 2] as const;
const ENTRY_BYTES = 7;

/** An object that has no stream of its own, as text with one character a byte. */
export interface PackedObject {
  readonly number: number;
  readonly value: string;
}

/** Where an object is: at an offset of the file, or by its place in an object stream. */
export type ObjectPlace = { readonly offset: number } | { readonly container: number; readonly index: number } | 'free';

/**
 * Sorts objects into the groups that will share a stream.
 * @param objects in any order; neighbours by number say similar things, which is what makes them small together
 */
export function groupObjects(objects: readonly PackedObject[]): PackedObject[][] {
  const sorted = [...objects].sort((a, b) => a.number - b.number);
  const groups: PackedObject[][] = [];
  for (let i = 0; i < sorted.length; i += OBJECTS_IN_STREAM) groups.push(sorted.slice(i, i + OBJECTS_IN_STREAM));
  return groups;
}

/** The content of an object stream and its own entries N and First (ISO 32000-1, 7.5.7). */
export function packObjects(objects: readonly PackedObject[]): {
  readonly text: string;
  readonly entries: { readonly N: number; readonly First: number };
} {
  let offset = 0;
  const index = objects.map(({ number, value }) => {
    const entry = `${number} ${offset}`;
    offset += value.length + 1;
    return entry;
  });
  const head = `${index.join(' ')}\n`;
  return {
    text: `${head}${objects.map(({ value }) => value).join('\n')}`,
    entries: { N: objects.length, First: head.length },
  };
}

/**
 * The rows of a cross-reference stream (ISO 32000-1, 7.5.8) and its own entries W and DecodeParms. Each byte is written as what it differs
 * from the one above it (PNG, "up"): the rows of objects packed together then are all alike.
 * @param places of the objects from number 0
 */
export function crossReferences(places: readonly ObjectPlace[]): {
  readonly rows: Uint8Array<ArrayBuffer>;
  readonly entries: {
    readonly W: readonly number[];
    readonly DecodeParms: { readonly Predictor: 12; readonly Columns: number };
  };
} {
  const rows = new Uint8Array(places.length * (ENTRY_BYTES + 1));
  let above = new Uint8Array(ENTRY_BYTES);
  places.forEach((place, number) => {
    const row = entryOf(place);
    const start = number * (ENTRY_BYTES + 1);
    rows[start] = 2;
    for (let i = 0; i < ENTRY_BYTES; i += 1) rows[start + 1 + i] = (row[i] ?? 0) - (above[i] ?? 0);
    above = row;
  });
  return { rows, entries: { W: WIDTHS, DecodeParms: { Predictor: 12, Columns: ENTRY_BYTES } } };
}

function entryOf(place: ObjectPlace): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(ENTRY_BYTES);
  const view = new DataView(bytes.buffer);
  if (place === 'free') view.setUint16(5, 0xffff);
  else if ('offset' in place) {
    view.setUint8(0, 1);
    view.setUint32(1, place.offset);
  } else {
    view.setUint8(0, 2);
    view.setUint32(1, place.container);
    view.setUint16(5, place.index);
  }
  return bytes;
}
