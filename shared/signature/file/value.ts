import { equalBytes, type Bytes } from '../../kernel/bytes.ts';

/** Why a part of a PDF cannot be read; thrown inside the readers and turned into a verdict by `verifyPdf`. */
export class PdfError extends Error {}

export interface PdfString {
  readonly kind: 'string';
  readonly bytes: Bytes;
  readonly hex: boolean;
  /** offsets of the opening delimiter and of the byte after the closing one */
  readonly start: number;
  readonly end: number;
}
export interface PdfReference {
  readonly kind: 'reference';
  readonly number: number;
  readonly generation: number;
}
export interface PdfArray {
  readonly kind: 'array';
  readonly items: readonly PdfValue[];
}
export interface PdfDictionary {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, PdfValue>;
}
/** A value of a PDF (ISO 32000-1 section 7.3), without the bytes of streams. */
export type PdfValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | PdfString
  | PdfArray
  | PdfDictionary
  | PdfReference;

/** An indirect object as it stands in the file. */
export interface PdfObject {
  readonly number: number;
  readonly generation: number;
  readonly value: PdfValue;
  /** where the bytes of its stream are */
  readonly stream?: { readonly start: number; readonly end: number };
  /** offsets of its first byte and of the byte after `endobj`; undefined when packed inside an object stream */
  readonly extent?: { readonly start: number; readonly end: number };
}

/** The value under a key of a dictionary; undefined when it is missing, null, or the value is no dictionary. */
export function entryOf(value: PdfValue | undefined, key: string): PdfValue | undefined {
  if (value?.kind !== 'dictionary') return undefined;
  const entry = value.entries.get(key);
  return entry?.kind === 'null' ? undefined : entry;
}

/** The name under a key, without its slash. */
export function nameAt(value: PdfValue | undefined, key: string): string | undefined {
  const entry = entryOf(value, key);
  return entry?.kind === 'name' ? entry.name : undefined;
}

/** The whole number under a key. */
export function integerAt(value: PdfValue | undefined, key: string): number | undefined {
  const entry = entryOf(value, key);
  return entry?.kind === 'number' && Number.isSafeInteger(entry.value) ? entry.value : undefined;
}

/** The reference under a key. */
export function referenceAt(value: PdfValue | undefined, key: string): PdfReference | undefined {
  const entry = entryOf(value, key);
  return entry?.kind === 'reference' ? entry : undefined;
}

/** The items of the array under a key; empty when there is none. */
export function itemsAt(value: PdfValue | undefined, key: string): readonly PdfValue[] {
  const entry = entryOf(value, key);
  return entry?.kind === 'array' ? entry.items : [];
}

/** True when both say the same, however they are written. */
export function sameValue(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  switch (a.kind) {
    case 'null':
      return b.kind === 'null';
    case 'boolean':
    case 'number':
      return b.kind === a.kind && b.value === a.value;
    case 'name':
      return b.kind === 'name' && b.name === a.name;
    case 'string':
      return b.kind === 'string' && equalBytes(a.bytes, b.bytes);
    case 'reference':
      return b.kind === 'reference' && a.number === b.number && a.generation === b.generation;
    case 'array':
      return (
        b.kind === 'array' &&
        a.items.length === b.items.length &&
        a.items.every((item, i) => sameValue(item, b.items[i]))
      );
    case 'dictionary':
      return b.kind === 'dictionary' && changedKeys(a, b).length === 0;
  }
}

/** Keys whose values differ between two dictionaries, those that only one of them has included. */
export function changedKeys(a: PdfDictionary, b: PdfDictionary): string[] {
  const keys = new Set([...a.entries.keys(), ...b.entries.keys()]);
  return [...keys].filter((key) => !sameValue(entryOf(a, key), entryOf(b, key)));
}

/** Calls back for every reference and every dictionary inside a value, itself included. */
export function walkValue(
  value: PdfValue,
  visit: { readonly reference?: (found: PdfReference) => void; readonly dictionary?: (found: PdfDictionary) => void },
): void {
  if (value.kind === 'reference') visit.reference?.(value);
  if (value.kind === 'array') for (const item of value.items) walkValue(item, visit);
  if (value.kind === 'dictionary') {
    visit.dictionary?.(value);
    for (const entry of value.entries.values()) walkValue(entry, visit);
  }
}
