import * as v from 'valibot';
import { isPlainDate, isPlainTime, type PlainDate } from '../kernel/plain-date.ts';
import { Confidence } from './entry.ts';
import parametersData from './legal-parameters.json';

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const date = v.pipe(v.string(), v.check(isPlainDate));

/** What a value is counted in; every value is canonical text (see {@link isParameterValue}). */
export const parameterUnits = [
  'fraction',
  'times',
  'hours',
  'days',
  'months',
  'people',
  'lempiras',
  'clock',
  'monthDay',
] as const;
export type ParameterUnit = (typeof parameterUnits)[number];

/** What parameters are listed by. */
export const parameterGroups = ['hours', 'wages', 'rest', 'socialSecurity', 'fines', 'scope', 'followUp'] as const;

const ParameterPeriod = v.strictObject({
  value: text,
  confidence: Confidence,
  /** first and last day on which the value holds; open where left out */
  validFrom: v.optional(date),
  validUntil: v.optional(date),
});

/** A number of the law as far as it is known; without periods nobody knows it yet. */
export const LegalParameter = v.strictObject({
  key: v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*$/)),
  group: v.picklist(parameterGroups),
  label: text,
  unit: v.picklist(parameterUnits),
  norm: v.optional(text),
  source: text,
  /** where sources disagree, in Spanish */
  conflict: v.optional(text),
  periods: v.array(ParameterPeriod),
});
export type LegalParameter = v.InferOutput<typeof LegalParameter>;

/** Who has read where that a parameter has this value, and for which days. */
export const ParameterConfirmation = v.strictObject({
  value: text,
  validFrom: v.optional(date),
  validUntil: v.optional(date),
  /** the act, article and edition that was read, or the office's own instruction */
  document: text,
  by: text,
  on: date,
});
export type ParameterConfirmation = v.InferOutput<typeof ParameterConfirmation>;

/** What an office has confirmed, by the key of the parameter. */
export type ParameterOverrides = Readonly<Record<string, readonly ParameterConfirmation[]>>;

/** A parameter as it is counted with on one day. */
export interface ParameterInForce extends Omit<LegalParameter, 'periods'> {
  readonly value: string;
  readonly confidence: Confidence;
  readonly validFrom?: PlainDate | undefined;
  readonly validUntil?: PlainDate | undefined;
  readonly confirmed?: ParameterConfirmation;
}

/** The numbers of the law that calculators count with, in the order of the screen. */
export const legalParameters: readonly LegalParameter[] = v.parse(v.array(LegalParameter), parametersData);

const byKey = new Map(legalParameters.map((parameter) => [parameter.key, parameter]));

/** A parameter of the catalogue. */
export function findParameter(key: string): LegalParameter | undefined {
  return byKey.get(key);
}

/**
 * The value in force on a day. What the office confirmed goes before the catalogue, and of two confirmations for the
 * same day the later one; it is then as sure as the document that was read.
 * @returns undefined when no value covers that day: then nobody may guess one
 */
export function parameterAt(
  key: string,
  on: PlainDate,
  overrides: ParameterOverrides = {},
): ParameterInForce | undefined {
  const parameter = byKey.get(key);
  if (parameter === undefined) return undefined;
  const { periods, ...about } = parameter;
  const confirmed = latest((overrides[key] ?? []).filter((one) => covers(one, on)));
  if (confirmed !== undefined) {
    const { value, validFrom, validUntil } = confirmed;
    return { ...about, value, validFrom, validUntil, confidence: 'verified', confirmed };
  }
  const period = periods.find((one) => covers(one, on));
  return period === undefined ? undefined : { ...about, ...period };
}

/**
 * True for a value in the canonical text of its unit: `0.25`, `8`, `7.5`, `11903.13`, `19:00`, `12-20` (month and day).
 */
export function isParameterValue(unit: ParameterUnit, value: string): boolean {
  switch (unit) {
    case 'clock':
      return isPlainTime(value);
    case 'monthDay':
      // a day that every year has
      return isPlainDate(`2025-${value}`);
    case 'lempiras':
      return /^\d{1,12}(\.\d{1,2})?$/.test(value);
    case 'months':
      return /^[1-9]\d{0,2}$/.test(value);
    case 'people':
      return /^\d{1,6}$/.test(value);
    case 'fraction':
      return /^[01](\.\d{1,6})?$/.test(value) && Number(value) <= 1;
    case 'times':
    case 'hours':
    case 'days':
      return /^\d{1,4}(\.\d{1,4})?$/.test(value);
  }
}

function covers(
  { validFrom, validUntil }: { readonly validFrom?: string | undefined; readonly validUntil?: string | undefined },
  on: PlainDate,
): boolean {
  return (validFrom === undefined || validFrom <= on) && (validUntil === undefined || on <= validUntil);
}

/** The one confirmed last; of two on the same day the one further down the list, which was added later. */
function latest(confirmations: readonly ParameterConfirmation[]): ParameterConfirmation | undefined {
  return confirmations.reduce<ParameterConfirmation | undefined>(
    (best, one) => (best === undefined || one.on >= best.on ? one : best),
    undefined,
  );
}
