import * as v from 'valibot';
import { calculatorKeys, Confidence } from '../catalog/entry.ts';
import { parameterUnits } from '../catalog/legal-parameters.ts';

const text = v.pipe(v.string(), v.maxLength(2000));
const name = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*$/));
const optionalText = v.exactOptional(text);

/** What a value of a working is: money `1234.50`, whole minutes, days that may have decimals, a percentage as `0.25`. */
export const workingUnits = ['lempiras', 'minutes', 'days', 'fraction', 'date', 'word'] as const;
const unit = v.picklist(workingUnits);
export type WorkingUnit = (typeof workingUnits)[number];

/** Something worth knowing about a working: a code for its sentence, and what fills it. */
export const WorkingWarning = v.strictObject({ code: name, detail: v.exactOptional(v.record(v.string(), text)) });
export type WorkingWarning = v.InferOutput<typeof WorkingWarning>;

/** A parameter as it stood when it was counted with. */
export const UsedParameter = v.strictObject({
  key: name,
  label: text,
  unit: v.picklist(parameterUnits),
  value: text,
  norm: optionalText,
  confidence: Confidence,
  validFrom: optionalText,
  validUntil: optionalText,
  /** who confirmed it, when (`YYYY-MM-DD`) and in which document */
  confirmed: v.exactOptional(v.strictObject({ by: text, on: text, document: text })),
});
export type UsedParameter = v.InferOutput<typeof UsedParameter>;

/** One line of arithmetic. */
export const WorkingStep = v.strictObject({
  /** names the line; its words are in the texts */
  key: name,
  /** what the line is about, as it is read: a date, a span of dates, a branch */
  about: optionalText,
  /** the arithmetic as it is read: `L 12,000.00 / 240 = L 50.00` */
  expression: text,
  value: text,
  unit,
});
export type WorkingStep = v.InferOutput<typeof WorkingStep>;

/**
 * A calculation that shows how it was done: what was typed, every number of the law with where it comes from, each line
 * of arithmetic, the result and what is doubtful about it. Plain data: it can be kept and printed years later exactly
 * as it was, whatever the law says then.
 */
export const Working = v.strictObject({
  v: v.literal(1),
  calculator: v.picklist(calculatorKeys),
  inputs: v.array(v.strictObject({ key: name, label: optionalText, value: text })),
  parameters: v.array(UsedParameter),
  steps: v.array(WorkingStep),
  result: v.strictObject({ key: name, value: text, unit }),
  /** amounts of money to the cent, half a cent upwards; nothing else is rounded */
  rounding: v.literal('centHalfUp'),
  warnings: v.array(WorkingWarning),
});
export type Working = v.InferOutput<typeof Working>;

/** A working as text, for a field of a record. */
export function writeWorking(working: Working): string {
  return JSON.stringify(working);
}

/** Reads a working out of a field; undefined for what this version cannot read, which must then be left as it is. */
export function readWorking(json: string): Working | undefined {
  try {
    const parsed = v.safeParse(Working, JSON.parse(json));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** True when every number of the law that was counted with is confirmed, and nothing else is doubtful. */
export function isSure({ parameters, warnings }: Pick<Working, 'parameters' | 'warnings'>): boolean {
  return parameters.every(({ confidence }) => confidence === 'verified') && warnings.length === 0;
}
