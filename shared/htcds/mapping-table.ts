import * as v from 'valibot';
import { Confidence } from '../catalog/entry.ts';
import htcds2Data from './htcds-2.json';

/**
 * What is known of one possible victim for counting, as closed values: keys of the catalogue, dates, codes. Never a name, never
 * a text that somebody wrote. `nationality` alone is words; a table can only turn those that it knows into codes.
 */
export const victimSources = [
  'case',
  'person',
  'ageGroup',
  'sex',
  'nationality',
  'consent',
  'referred',
  'signs',
  'purposes',
  'branch',
  'stage',
  'addressee',
  'referredOn',
  'department',
  'results',
] as const;
export type VictimSource = (typeof victimSources)[number];

/** The values of one person; a source without any is not known. */
export type VictimFacts = Readonly<Record<VictimSource, readonly string[]>>;

const text = v.pipe(v.string(), v.trim(), v.minLength(1));
const fact = { confidence: Confidence, source: text };
const fieldName = v.pipe(v.string(), v.regex(/^[a-z]{1,3}_[A-Za-z]+$/));
const from = v.picklist(victimSources);

/** Closed values that may leave as they are; all others only as a code of the table. */
const plainSources = ['case', 'person', 'ageGroup', 'referredOn', 'department', 'results'] as const;

const MappedField = v.union([
  /** each value by its code; what has none is left out and counted */
  v.strictObject({ target: fieldName, from, values: v.record(text, text), ...fact }),
  v.strictObject({ target: fieldName, from: v.picklist(plainSources), asIs: v.literal(true), ...fact }),
  /** the same whenever anything is known */
  v.strictObject({ target: fieldName, from, always: text, ...fact }),
]);
export type MappedField = v.InferOutput<typeof MappedField>;

/** How what an office knows becomes records of a standard: data, so that another standard is another table. */
export const MappingTable = v.strictObject({
  key: v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*$/)),
  standard: text,
  version: text,
  attribution: text,
  smallestGroup: v.strictObject({ people: v.pipe(v.number(), v.integer(), v.minValue(2)), ...fact }),
  /** fields by which somebody could be told apart, in the order in which they are given up */
  tellApart: v.array(fieldName),
  /** in the order of the columns */
  fields: v.array(MappedField),
  ...fact,
});
export type MappingTable = v.InferOutput<typeof MappingTable>;

/** The tables that an office can export by. */
export const mappingTables: readonly MappingTable[] = v.parse(v.array(MappingTable), [htcds2Data]);
