import type { PlainDate } from '../kernel/plain-date.ts';
import type { ParameterOverrides } from '../catalog/legal-parameters.ts';
import type { WageTable } from './wage-table.ts';

/** What was typed, by the key of the input, in canonical text; absent and `''` both mean empty. */
export type InputValues = Readonly<Record<string, string>>;

/** From where the options of a choice take their words: a catalogue, or the texts of calculators. */
export type ChoiceWords = 'branches' | 'workplaceSizes' | 'infringements' | 'texts';

interface InputBase {
  readonly key: string;
  readonly required: boolean;
  /** the input exists only while this holds; what was typed before is left aside */
  readonly when?: (values: InputValues) => boolean;
}

/** One input of a calculator, by what it holds. */
export type InputDef = InputBase &
  (
    | { readonly kind: 'choice'; readonly options: readonly string[]; readonly words: ChoiceWords }
    /** `spans`: times of day such as `07:00-12:00 13:00-17:00`; `number`: a decimal such as `2.5` */
    | { readonly kind: 'money' | 'date' | 'integer' | 'year' | 'number' | 'yesNo' | 'spans' }
  );

/** What the office counts with. */
export interface Rules {
  readonly overrides: ParameterOverrides;
  readonly wageTables: readonly WageTable[];
}

/** Why nothing can be computed yet. The sentence for each code is in the texts. */
export const calculatorProblemCodes = [
  'missing',
  'not-money',
  'not-a-date',
  'not-whole',
  'not-a-number',
  'not-a-choice',
  'not-spans',
  'spans-overlap',
  'order',
  'out-of-range',
  'not-in-week',
  'no-parameter',
  'no-wage-table',
  'wage-tables-disagree',
  'no-fine',
] as const;
export type CalculatorProblemCode = (typeof calculatorProblemCodes)[number];

/** One thing to mend: in an input, or in what the office has of the law. */
export interface CalculatorProblem {
  readonly code: CalculatorProblemCode;
  /** the input; absent when the law's numbers are missing */
  readonly input?: string;
  readonly detail?: Readonly<Record<string, string>>;
}

/** True while the input exists under what is typed. */
export function isShown(input: InputDef, values: InputValues): boolean {
  return input.when === undefined || input.when(values);
}

/** The earlier of two dates. */
export function earlier(a: PlainDate, b: PlainDate): PlainDate {
  return a < b ? a : b;
}

/** The later of two dates. */
export function later(a: PlainDate, b: PlainDate): PlainDate {
  return a > b ? a : b;
}
