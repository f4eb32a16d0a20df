import { concatBytes, equalBytes, type Bytes } from '../../shared/kernel/bytes.ts';

/** A file that was changed at random, and how, for finding it again. */
export interface Mutation {
  readonly pdf: Bytes;
  readonly how: string;
}

/** Numbers that look random and are the same on every run (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/**
 * Changes files at random: bits flipped, bytes set, parts deleted, doubled, moved, zeroed, filled with noise, taken from
 * another file; one to three of these at a time. None is the file that it began from.
 */
export function* mutations(files: readonly Bytes[], count: number, seed: number): Generator<Mutation> {
  const next = numbers(seed);
  for (let made = 0; made < count;) {
    const original = files[next(files.length)]!;
    let pdf: Bytes = original.slice();
    const steps: string[] = [];
    for (let left = 1 + next(3); left > 0; left -= 1) {
      const kind = KINDS[next(KINDS.length)]!;
      const at = next(pdf.length);
      const length = 1 + next(next(4) === 0 ? 2000 : 16);
      pdf = change[kind](pdf, { at, length, next, other: files[next(files.length)]! });
      steps.push(`${kind} ${length} at ${at}`);
    }
    if (files.some((file) => equalBytes(file, pdf))) continue;
    made += 1;
    yield { pdf, how: steps.join(', ') };
  }
}

interface Place {
  readonly at: number;
  readonly length: number;
  readonly next: (below: number) => number;
  readonly other: Bytes;
}

const inserted = (pdf: Bytes, at: number, part: Uint8Array): Bytes =>
  concatBytes(pdf.subarray(0, at), part, pdf.subarray(at));

const change = {
  flip: (pdf, { at, next }) => {
    pdf[at] = (pdf[at] ?? 0) ^ (1 << next(8));
    return pdf;
  },
  digit: (pdf, { at, next }) => {
    // numbers are what a file hangs together by
    const place = pdf.findIndex((byte, i) => i >= at && byte >= 0x30 && byte <= 0x39);
    if (place >= 0) pdf[place] = 0x30 + next(10);
    return pdf;
  },
  zero: (pdf, { at, length }) => pdf.fill(0, at, at + length),
  noise: (pdf, { at, length, next }) => {
    for (let i = at; i < Math.min(at + length, pdf.length); i += 1) pdf[i] = next(256);
    return pdf;
  },
  delete: (pdf, { at, length }) => concatBytes(pdf.subarray(0, at), pdf.subarray(at + length)),
  double: (pdf, { at, length }) => inserted(pdf, at, pdf.slice(at, at + length)),
  move: (pdf, { at, length, next }) => inserted(pdf, next(pdf.length), pdf.slice(at, at + length)),
  insert: (pdf, { at, length, next }) =>
    inserted(
      pdf,
      at,
      Uint8Array.from({ length }, () => next(256)),
    ),
  append: (pdf, { length, next }) =>
    inserted(
      pdf,
      pdf.length,
      Uint8Array.from({ length }, () => next(256)),
    ),
  splice: (pdf, { at, length, other }) => inserted(pdf, at, other.slice(at, at + length * 10)),
  cut: (pdf, { at }) => pdf.slice(0, Math.max(1, at)),
} satisfies Readonly<Record<string, (pdf: Bytes, place: Place) => Bytes>>;
const KINDS = Object.keys(change) as readonly (keyof typeof change)[];
