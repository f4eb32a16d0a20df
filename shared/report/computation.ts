import { printableNorm, type Confidence } from '../catalog/entry.ts';
import { placeName } from '../catalog/territory.ts';
import type { Deadline, Running } from '../deadline/deadline.ts';
import type { TermInForce } from '../deadline/term-in-force.ts';
import type { Instant } from '../kernel/clock.ts';
import { dateInHonduras, formatDate, timeInHonduras } from '../kernel/plain-date.ts';
import { numberInWords, spokenDate, weekdayName } from '../kernel/words.ts';
import { officePaper } from './office-paper.ts';
import type { Paper, Report, ReportBlock, ReportRow } from './report.ts';
import { computationText as text } from './text/computation.ts';

/** What a computation is printed from. */
export interface ComputationInput {
  readonly office: { readonly name: string; readonly code: string; readonly letterhead: readonly string[] };
  /** who computed it */
  readonly person: { readonly name: string; readonly position: string; readonly credential: string };
  /** the term's name; the rest of it where it is one of the law */
  readonly label: string;
  readonly term?: TermInForce;
  readonly running: Running;
  readonly deadline: Deadline;
  readonly madeAt: Instant;
  readonly paper: Paper;
}

/** What the paper says of a fact beside its words. */
interface Fact {
  readonly label: string;
  readonly norm?: string | undefined;
  readonly confidence: Confidence;
}

/**
 * The computation of a term as plain data: what runs from when, when it ends, by which rules, and every day with the
 * reason why it is not counted. A norm is cited only where somebody has confirmed it; what is not sure says so.
 */
export function buildComputation(input: ComputationInput): Report {
  const { office, person, deadline, madeAt, paper } = input;
  return {
    ...officePaper({ office, madeAt, paper }),
    template: 'computo-plazo',
    title: text.title,
    sections: [
      { heading: text.what.heading, blocks: [{ kind: 'fields', rows: whatRows(input) }] },
      { heading: text.result.heading, blocks: resultBlocks(deadline) },
      { heading: text.rules.heading, blocks: [rulesBlock(deadline)] },
      { heading: text.days.heading, blocks: [daysBlock(deadline)] },
      // a last paragraph goes where the signatures go: they never stand on a sheet of their own
      { heading: text.closing.heading, blocks: [{ kind: 'paragraph', text: closingText(input) }] },
    ],
    signatures: [
      {
        role: text.maker,
        name: person.name,
        details: [person.position, `${text.credential} ${person.credential}`],
      },
    ],
    footer: text.footer(office.name),
  };
}

/** How long a term is, in figures and words: `diez (10) días hábiles`. */
export function lengthInWords({ amount, unit }: Pick<Running['term'], 'amount' | 'unit'>): string {
  if (amount === 0) return text.sameDay;
  const { one, other } = text.units[unit];
  const gender = unit === 'hour' ? 'feminine' : 'masculine';
  return `${numberInWords(amount, gender)} (${amount}) ${amount === 1 ? one : other}`;
}

function whatRows({ label, term, running }: ComputationInput): readonly ReportRow[] {
  const { what } = text;
  const { from, place, aboutChild } = running;
  const date = formatDate(dateInHonduras(from));
  const confirmed = term?.confirmed;
  return [
    { label: what.term, value: label },
    { label: what.length, value: `${lengthInWords(running.term)}${mark(running.term.confidence)}` },
    ...(confirmed === undefined
      ? []
      : [
          {
            label: what.confirmed,
            value: what.confirmedBy(confirmed.by, formatDate(confirmed.on), confirmed.document),
          },
        ]),
    { label: what.norm, value: (term === undefined ? undefined : printableNorm(term)) ?? what.noNorm },
    ...(term?.from === undefined ? [] : [{ label: what.event, value: term.from }]),
    { label: what.from, value: running.term.unit === 'hour' ? `${date}, ${timeInHonduras(from)}` : date },
    ...(place === undefined ? [] : [{ label: what.place, value: placeName(place) }]),
    { label: what.children, value: aboutChild ? what.yes : what.no },
  ];
}

function resultBlocks({ due, dueAt, confidence }: Deadline): readonly ReportBlock[] {
  const { result } = text;
  const said = dueAt === undefined ? result.due(spokenDate(due)) : result.dueAt(spokenDate(due), timeInHonduras(dueAt));
  return [
    { kind: 'paragraph', text: said },
    ...(confidence === 'verified' ? [] : [{ kind: 'notice' as const, text: result.unsure }]),
  ];
}

function rulesBlock({ rules }: Deadline): ReportBlock {
  if (rules.length === 0) return { kind: 'paragraph', text: text.rules.none };
  return { kind: 'numbered', items: rules.map((rule) => `${factText(rule)}.`) };
}

function daysBlock({ days, due }: Deadline): ReportBlock {
  const { caption, columns, notCounted, due: dueText, hours } = text.days;
  if (days.length === 0) return { kind: 'paragraph', text: hours };
  return {
    kind: 'table',
    caption,
    columns: [
      { header: columns.n, weight: 12, align: 'right' },
      { header: columns.date, weight: 16 },
      { header: columns.weekday, weight: 14 },
      { header: columns.why, weight: 58 },
    ],
    rows: days.map(({ date, n, reasons }) => [
      n === undefined ? notCounted : String(n),
      formatDate(date),
      weekdayName(date),
      [...reasons.map(factText), ...(date === due ? [dueText] : [])].join('; '),
    ]),
  };
}

function closingText({ deadline: { days }, madeAt }: ComputationInput): string {
  const { made, days: ofDays } = text.closing;
  const when = made(formatDate(dateInHonduras(madeAt)), timeInHonduras(madeAt));
  const counted = days.filter(({ n }) => n !== undefined).length;
  return days.length === 0 ? when : `${ofDays(days.length, counted)} ${when}`;
}

function factText({ label, norm, confidence }: Fact): string {
  const cited = printableNorm({ confidence, ...(norm === undefined ? {} : { norm }) });
  return `${label}${cited === undefined ? '' : ` (${cited})`}${mark(confidence)}`;
}

function mark(confidence: Confidence): string {
  if (confidence === 'verified') return '';
  return ` [${confidence === 'likely' ? text.likely : text.unconfirmed}]`;
}
