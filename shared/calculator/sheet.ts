import { catalogLabel } from '../catalog/catalog.ts';
import type { CalculatorKey } from '../catalog/entry.ts';
import { parameterAt, findParameter, type ParameterInForce } from '../catalog/legal-parameters.ts';
import { formatDate, isPlainDate, type PlainDate } from '../kernel/plain-date.ts';
import type { Result } from '../kernel/result.ts';
import { decimal, moneyText, zero, type Decimal } from './decimal.ts';
import { isShown, type CalculatorProblem, type InputDef, type InputValues, type Rules } from './inputs.ts';
import { ANY_SIZE, type WageRow, type WageTable } from './wage-table.ts';
import type { UsedParameter, Working, WorkingStep, WorkingUnit, WorkingWarning } from './working.ts';

/** A working, or everything that keeps it from being made. */
export type Computed = Result<Working, readonly CalculatorProblem[]>;

/**
 * The sheet of paper on which a calculator works: it reads what was typed, looks up the law and notes every line.
 * What cannot be read gives a placeholder and a problem; a calculator asks {@link failed} before it counts with
 * anything it has read, and then ends with {@link refuse}.
 */
export class Sheet {
  readonly rules: Rules;
  private readonly values: InputValues;
  private readonly inputs: readonly InputDef[];
  private readonly used = new Map<string, UsedParameter>();
  private readonly steps: WorkingStep[] = [];
  private readonly warnings: WorkingWarning[] = [];
  private readonly problems: CalculatorProblem[] = [];

  constructor(inputs: readonly InputDef[], values: InputValues, rules: Rules) {
    this.inputs = inputs.filter((input) => isShown(input, values));
    this.values = values;
    this.rules = rules;
    for (const { key, required } of this.inputs) {
      if (required && this.text(key) === '') this.problem({ code: 'missing', input: key });
    }
  }

  failed(): boolean {
    return this.problems.length > 0;
  }

  /** What was typed into an input; `''` for one that does not exist now. */
  text(key: string): string {
    return this.inputs.some((input) => input.key === key) ? (this.values[key] ?? '').trim() : '';
  }

  /** An amount of money; zero when it is empty. */
  money(key: string): Decimal {
    return this.number(key, /^\d{1,12}(\.\d{1,2})?$/, 'not-money');
  }

  /** A decimal that is not below zero; zero when it is empty. */
  decimal(key: string): Decimal {
    return this.number(key, /^\d{1,6}(\.\d{1,4})?$/, 'not-a-number');
  }

  /** A whole number; `empty` when nothing was typed. */
  integer(key: string, empty: string): Decimal {
    return this.text(key) === '' ? decimal(empty) : this.number(key, /^\d{1,6}$/, 'not-whole');
  }

  /** A date; `''` when it is empty or cannot be read. */
  date(key: string): PlainDate {
    const text = this.text(key);
    if (text === '' || isPlainDate(text)) return text;
    this.problem({ code: 'not-a-date', input: key });
    return '';
  }

  /** One of the options of a choice; undefined when nothing, or nothing of the kind, was chosen. */
  choice<K extends string>(key: string, options: readonly K[]): K | undefined {
    const text = this.text(key);
    const found = options.find((option) => option === text);
    if (text !== '' && found === undefined) this.problem({ code: 'not-a-choice', input: key });
    return found;
  }

  /** The parameter in force on a day, noted as used; none is a problem, never a guess. */
  parameter(key: string, on: PlainDate): string {
    if (on === '') return '';
    const found = parameterAt(key, on, this.rules.overrides);
    if (found === undefined) {
      this.problem({ code: 'no-parameter', detail: { label: findParameter(key)?.label ?? key, date: formatDate(on) } });
      return '';
    }
    this.note(found);
    return found.value;
  }

  /** The same as a decimal; zero as its placeholder. */
  rate(key: string, on: PlainDate): Decimal {
    const value = this.parameter(key, on);
    return value === '' ? zero : decimal(value);
  }

  /** A rate that may be unknown without keeping the rest from being computed; then it is warned of. */
  knownRate(key: string, on: PlainDate): Decimal | undefined {
    if (parameterAt(key, on, this.rules.overrides) !== undefined) return this.rate(key, on);
    const { label = key, conflict } = findParameter(key) ?? {};
    this.warn('leftOut', { label });
    if (conflict !== undefined) this.warnOfConflict(label, conflict);
    return undefined;
  }

  /** Notes the line of a wage table that was counted with; whoever took the table in has read it. */
  useWage({ branch, size, from, until, monthly, norm }: WageRow, { by, on, document }: WageTable): void {
    const place = size === ANY_SIZE ? '' : `, ${catalogLabel('workplaceSizes', size).toLowerCase()}`;
    this.used.set(`minimumWage ${branch} ${size} ${from}`, {
      key: 'minimumWage',
      label: `Salario mínimo: ${catalogLabel('branches', branch)}${place}`,
      unit: 'lempiras',
      value: monthly,
      norm,
      confidence: 'verified',
      validFrom: from,
      validUntil: until,
      confirmed: { by, on, document },
    });
  }

  step(step: WorkingStep): void {
    this.steps.push(step);
  }

  /** A line that ends in an amount; gives the amount back. */
  amount(key: string, expression: string, value: Decimal, about?: string): Decimal {
    this.step({
      key,
      ...(about === undefined ? {} : { about }),
      expression,
      value: moneyText(value),
      unit: 'lempiras',
    });
    return value;
  }

  warn(code: string, detail?: Readonly<Record<string, string>>): void {
    const same = ({ code: other, detail: about }: WorkingWarning): boolean =>
      other === code && JSON.stringify(about) === JSON.stringify(detail);
    if (!this.warnings.some(same)) this.warnings.push({ code, ...(detail === undefined ? {} : { detail }) });
  }

  problem(problem: CalculatorProblem): void {
    this.problems.push(problem);
  }

  refuse(): Computed {
    return { ok: false, fault: this.problems };
  }

  /** The working as it stands, ended with its result. */
  finish(
    calculator: CalculatorKey,
    result: { readonly key: string; readonly value: string; readonly unit: WorkingUnit },
  ) {
    const parameters = [...this.used.values()];
    const working: Working = {
      v: 1,
      calculator,
      inputs: this.inputs.flatMap(({ key }) => (this.text(key) === '' ? [] : [{ key, value: this.text(key) }])),
      parameters,
      steps: this.steps,
      result,
      rounding: 'centHalfUp',
      warnings: this.warnings,
    };
    return { ok: true, value: working } satisfies Computed;
  }

  /** Several numbers may be doubtful for one and the same reason: it is said once. */
  private warnOfConflict(label: string, conflict: string): void {
    if (!this.warnings.some(({ detail }) => detail?.['conflict'] === conflict))
      this.warn('conflict', { label, conflict });
  }

  private number(key: string, form: RegExp, code: CalculatorProblem['code']): Decimal {
    const text = this.text(key);
    if (text === '') return zero;
    if (form.test(text)) return decimal(text);
    this.problem({ code, input: key });
    return zero;
  }

  private note({
    key,
    label,
    unit,
    value,
    norm,
    confidence,
    validFrom,
    validUntil,
    confirmed,
    conflict,
  }: ParameterInForce) {
    if (conflict !== undefined && confirmed === undefined) this.warnOfConflict(label, conflict);
    // one that changes within the period stands once for each value
    this.used.set(`${key} ${validFrom ?? ''} ${value}`, {
      key,
      label,
      unit,
      value,
      ...(norm === undefined ? {} : { norm }),
      confidence,
      ...(validFrom === undefined ? {} : { validFrom }),
      ...(validUntil === undefined ? {} : { validUntil }),
      ...(confirmed === undefined
        ? {}
        : { confirmed: { by: confirmed.by, on: confirmed.on, document: confirmed.document } }),
    });
  }
}
