import { catalogLabel } from '../catalog/catalog.ts';
import { printableNorm } from '../catalog/entry.ts';
import { dateInHonduras, formatDate, timeInHonduras } from '../kernel/plain-date.ts';
import type { Procedure, Step } from '../procedure/procedure.ts';
import { stepsOf } from '../procedure/steps.ts';
import { officePaper, type OfficePaperInput } from './office-paper.ts';
import type { Report } from './report.ts';
import { procedureText as text } from './text/procedure.ts';

/** What the steps of a type of inspection are printed from. */
export interface ProcedurePaperInput extends OfficePaperInput {
  /** who prints it */
  readonly person: { readonly name: string; readonly position: string; readonly credential: string };
  readonly procedure: Procedure;
  /** key of the catalogue */
  readonly type: string;
  /** number of the version */
  readonly version: string;
  /** in Spanish: the role of whoever does a step, the record it leaves, its term with how long that is */
  readonly words: {
    readonly who: (step: Step) => string;
    readonly form: (step: Step) => string | undefined;
    readonly term: (step: Step) => string | undefined;
  };
}

/**
 * The steps of a type of inspection as plain data, in their order, and how each is done. A norm is cited only where somebody
 * has confirmed it; the paper says what the rest is.
 */
export function buildProcedurePaper(input: ProcedurePaperInput): Report {
  const { office, person, procedure, type, version, madeAt } = input;
  const steps = stepsOf(procedure, type);
  const name = catalogLabel('inspectionTypes', type);
  const { about, help, closing } = text;
  return {
    ...officePaper(input),
    template: 'procedimiento',
    title: text.title(name),
    sections: [
      {
        heading: about.heading,
        blocks: [
          {
            kind: 'fields',
            rows: [
              { label: about.type, value: name },
              { label: about.version, value: version },
            ],
          },
        ],
      },
      { heading: text.steps.heading, blocks: [stepsBlock(steps, input)] },
      {
        heading: help.heading,
        blocks: [{ kind: 'numbered', items: steps.map((step) => `${step.label}. ${step.help}`) }],
      },
      {
        heading: closing.heading,
        blocks: [
          { kind: 'paragraph', text: closing.proposal },
          { kind: 'paragraph', text: closing.made(formatDate(dateInHonduras(madeAt)), timeInHonduras(madeAt)) },
        ],
      },
    ],
    signatures: [
      { role: text.maker, name: person.name, details: [person.position, `${text.credential} ${person.credential}`] },
    ],
    footer: text.footer(office.name),
  };
}

function stepsBlock(
  steps: readonly Step[],
  { words }: ProcedurePaperInput,
): Report['sections'][number]['blocks'][number] {
  const { caption, columns, none, noNorm } = text.steps;
  return {
    kind: 'table',
    caption,
    columns: [
      { header: columns.n, weight: 5, align: 'right' },
      { header: columns.step, weight: 26 },
      { header: columns.who, weight: 15 },
      { header: columns.form, weight: 16 },
      { header: columns.term, weight: 20 },
      { header: columns.basis, weight: 18 },
    ],
    rows: steps.map((step, at) => [
      String(at + 1),
      step.label,
      words.who(step),
      words.form(step) ?? none,
      words.term(step) ?? none,
      printableNorm(step) ?? noNorm,
    ]),
  };
}
