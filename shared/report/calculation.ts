import { calculators } from '../calculator/calculators.ts';
import type { InputDef } from '../calculator/inputs.ts';
import { parameterValueText, workingValueText } from '../calculator/value-text.ts';
import {
  isSure,
  type UsedParameter,
  type Working,
  type WorkingStep,
  type WorkingWarning,
} from '../calculator/working.ts';
import { catalogLabel } from '../catalog/catalog.ts';
import { printableNorm } from '../catalog/entry.ts';
import type { Instant } from '../kernel/clock.ts';
import { dateInHonduras, formatDate, isPlainDate, timeInHonduras } from '../kernel/plain-date.ts';
import { formatMoney } from '../kernel/words.ts';
import { officePaper } from './office-paper.ts';
import type { Paper, Report, ReportBlock, ReportRow } from './report.ts';
import { calculationWords as words } from './text/calculation-words.ts';
import { calculationText as text } from './text/calculation.ts';

/** What a calculation is printed from. */
export interface CalculationInput {
  readonly office: { readonly name: string; readonly letterhead: readonly string[] };
  /** who made it */
  readonly person: { readonly name: string; readonly position: string; readonly credential: string };
  readonly working: Working;
  readonly madeAt: Instant;
  readonly paper: Paper;
}

/**
 * A calculation as plain data: what was typed, the result and what is doubtful about it, each line of arithmetic, and
 * every number of the law with its norm, validity and certainty. A norm is cited only where somebody has confirmed it.
 */
export function buildCalculation({ office, person, working, madeAt, paper }: CalculationInput): Report {
  return {
    ...officePaper({ office, madeAt, paper }),
    template: 'calculo',
    title: text.title,
    sections: [
      { heading: text.what.heading, blocks: [{ kind: 'fields', rows: whatRows(working) }] },
      { heading: text.result.heading, blocks: resultBlocks(working) },
      {
        heading: text.steps.heading,
        blocks: [stepsBlock(working), { kind: 'paragraph', text: text.steps.rounding }],
      },
      { heading: text.parameters.heading, blocks: [parametersBlock(working)] },
      {
        heading: text.closing.heading,
        blocks: [
          {
            kind: 'paragraph',
            text: text.closing.made(formatDate(dateInHonduras(madeAt)), timeInHonduras(madeAt)),
          },
        ],
      },
    ],
    signatures: [
      { role: text.maker, name: person.name, details: [person.position, `${text.credential} ${person.credential}`] },
    ],
    footer: text.footer(office.name),
  };
}

/** A calculation as lines of text in Spanish, to be pasted into a paper. */
export function calculationLines(working: Working): readonly string[] {
  return [
    ...whatRows(working).map(({ label, value }) => `${label}: ${value}`),
    ...working.steps.map((step) => `${stepLabel(step)}: ${step.expression}`),
    ...working.parameters.map(
      (used) => `${used.label}: ${parameterValueText(used.value, used.unit)} (${basisText(used)})`,
    ),
    ...working.warnings.map(warningText),
    `${resultLabel(working)}: ${workingValueText(working.result.value, working.result.unit)}`,
  ];
}

/** An input's value as it is read; what this version does not know is printed as it was kept. */
function inputValueText(input: InputDef | undefined, value: string): string {
  switch (input?.kind) {
    case 'money':
      return formatMoney(value);
    case 'date':
      return isPlainDate(value) ? formatDate(value) : value;
    case 'yesNo':
      if (value === 'yes') return text.what.yes;
      return value === 'no' ? text.what.no : value;
    case 'choice':
      return input.words === 'texts'
        ? (word(words.options, input.key, value) ?? value)
        : catalogLabel(input.words, value);
    case 'integer':
    case 'year':
    case 'number':
    case 'spans':
    case undefined:
      return value;
  }
}

function whatRows({ calculator, inputs }: Working): readonly ReportRow[] {
  const known = calculators[calculator].inputs;
  return [
    { label: text.what.calculator, value: words.calculators[calculator] },
    ...inputs.map(({ key, label, value }) => ({
      label: word(words.inputs, calculator, key) ?? label ?? key,
      value: inputValueText(
        known.find((input) => input.key === key),
        value,
      ),
    })),
  ];
}

function resultBlocks(working: Working): readonly ReportBlock[] {
  const { result, warnings } = working;
  return [
    { kind: 'paragraph', text: `${resultLabel(working)}: ${workingValueText(result.value, result.unit)}` },
    ...(isSure({ ...working, warnings: [] }) ? [] : [{ kind: 'notice' as const, text: text.result.unsure }]),
    ...(warnings.length === 0
      ? []
      : [
          { kind: 'paragraph' as const, text: text.result.warnings },
          { kind: 'numbered' as const, items: warnings.map(warningText) },
        ]),
  ];
}

function stepsBlock({ steps }: Working): ReportBlock {
  const { caption, columns } = text.steps;
  return {
    kind: 'table',
    caption,
    columns: [
      { header: columns.step, weight: 34 },
      { header: columns.expression, weight: 46 },
      { header: columns.value, weight: 20, align: 'right' },
    ],
    rows: steps.map((step) => [stepLabel(step), step.expression, workingValueText(step.value, step.unit)]),
  };
}

function parametersBlock({ parameters }: Working): ReportBlock {
  const { caption, columns, none } = text.parameters;
  if (parameters.length === 0) return { kind: 'paragraph', text: none };
  return {
    kind: 'table',
    caption,
    columns: [
      { header: columns.label, weight: 38 },
      { header: columns.value, weight: 17, align: 'right' },
      { header: columns.basis, weight: 45 },
    ],
    rows: parameters.map((used) => [used.label, parameterValueText(used.value, used.unit), basisText(used)]),
  };
}

function basisText(used: UsedParameter): string {
  const { between, since, until, confirmedBy, noNorm } = text.parameters;
  const norm = printableNorm({ confidence: used.confidence, ...(used.norm === undefined ? {} : { norm: used.norm }) });
  const [from, end] = [used.validFrom, used.validUntil].map((date) =>
    date === undefined ? undefined : formatDate(date),
  );
  const validity =
    from !== undefined && end !== undefined
      ? [between(from, end)]
      : [...(from === undefined ? [] : [since(from)]), ...(end === undefined ? [] : [until(end)])];
  const { confirmed } = used;
  const sure =
    confirmed === undefined
      ? text.parameters[used.confidence]
      : confirmedBy(confirmed.by, formatDate(confirmed.on), confirmed.document);
  return [norm ?? noNorm, ...validity, sure].join('; ');
}

function stepLabel({ key, about }: WorkingStep): string {
  const label = at(words.steps, key) ?? key;
  return about === undefined ? label : `${label} (${about})`;
}

function resultLabel({ result }: Working): string {
  return at(words.results, result.key) ?? result.key;
}

function warningText({ code, detail = {} }: WorkingWarning): string {
  const sentence = at(words.warnings, code) ?? code;
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => at(detail, name) ?? whole);
}

function word(
  groups: Readonly<Record<string, Readonly<Record<string, string>>>>,
  group: string,
  key: string,
): string | undefined {
  const found = Object.hasOwn(groups, group) ? groups[group] : undefined;
  return found === undefined ? undefined : at(found, key);
}

function at(all: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(all, key) ? all[key] : undefined;
}
