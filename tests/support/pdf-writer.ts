import { concatBytes, latin1, utf8, type Bytes } from '../../shared/kernel/bytes.ts';

/** An indirect object for the writers: its number and its source, with the bytes of its stream when it has one. */
export interface PdfObjectSource {
  readonly number: number;
  readonly source: string;
  readonly stream?: Uint8Array;
}

const asBytes = (text: string): Bytes => Uint8Array.from(text, (char) => char.charCodeAt(0));

function objectBytes({ number, source, stream }: PdfObjectSource): Bytes {
  if (!stream) return asBytes(`${number} 0 obj\n${source}\nendobj\n`);
  const dictionary = source.replace(/>>$/, `/Length ${stream.length} >>`);
  return concatBytes(asBytes(`${number} 0 obj\n${dictionary}\nstream\n`), stream, asBytes('\nendstream\nendobj\n'));
}

const entry = (offset: number, kind = 'n', generation = 0): string =>
  `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} ${kind} \n`;

/** Writes a whole PDF with a classic cross-reference table; objects must be numbered 1, 2, 3 ... */
export function writePdf(objects: readonly PdfObjectSource[], trailer: string): Bytes {
  const parts: Bytes[] = [utf8('%PDF-1.7\n'), Uint8Array.of(0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a)];
  let at = parts.reduce((sum, part) => sum + part.length, 0);
  let table = entry(0, 'f', 65535);
  for (const object of objects) {
    const bytes = objectBytes(object);
    table += entry(at);
    parts.push(bytes);
    at += bytes.length;
  }
  const size = objects.length + 1;
  parts.push(asBytes(`xref\n0 ${size}\n${table}trailer\n<< /Size ${size} ${trailer} >>\nstartxref\n${at}\n%%EOF\n`));
  return concatBytes(...parts);
}

/** Offset of the last cross-reference section. */
export function lastStartxref(pdf: Uint8Array): number {
  const text = latin1(pdf.subarray(-64));
  return Number(/startxref\s+(\d+)\s+%%EOF/.exec(text)?.[1]);
}

/** What an update may do beyond the honest: for forging. */
export interface UpdateOptions {
  /** entries of the trailer, without Size and Prev */
  readonly trailer: string;
  readonly prev?: number;
  readonly size?: number;
  /** object numbers to be marked as free */
  readonly freed?: readonly number[];
  /** bytes between the objects and the cross-reference table */
  readonly extra?: Uint8Array;
}

/** Appends an incremental update that adds or replaces objects. */
export function appendUpdate(pdf: Bytes, objects: readonly PdfObjectSource[], options: UpdateOptions): Bytes {
  const parts: Bytes[] = [pdf];
  let at = pdf.length;
  let table = '';
  let highest = 0;
  for (const object of objects) {
    const bytes = objectBytes(object);
    table += `${object.number} 1\n${entry(at)}`;
    highest = Math.max(highest, object.number);
    parts.push(bytes);
    at += bytes.length;
  }
  for (const number of options.freed ?? []) table += `${number} 1\n${entry(0, 'f', 1)}`;
  if (options.extra) {
    parts.push(new Uint8Array(options.extra));
    at += options.extra.length;
  }
  const size = options.size ?? Math.max(highest + 1, Number(/\/Size (\d+)/.exec(latin1(pdf).slice(-600))?.[1] ?? 0));
  const prev = options.prev ?? lastStartxref(pdf);
  const trailer = `<< /Size ${size} /Prev ${prev} ${options.trailer} >>`;
  parts.push(asBytes(`xref\n${table}trailer\n${trailer}\nstartxref\n${at}\n%%EOF\n`));
  return concatBytes(...parts);
}
