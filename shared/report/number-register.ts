import type { Instant } from '../kernel/clock.ts';
import { dateInHonduras, formatDate, timeInHonduras } from '../kernel/plain-date.ts';
import { countClasses, type ClassedSpan, type GapReport, type NumberClass } from '../record/number-gaps.ts';
import type { StoredBlock } from '../record/number-register.ts';
import type { NumberSpan } from '../record/number-spans.ts';
import { EVERY_TYPE, numberTypeLabel } from '../record/number-types.ts';
import { officePaper } from './office-paper.ts';
import type { Paper, Report, ReportBlock, ReportRow } from './report.ts';
import { numberRegisterText as text } from './text/number-register.ts';

/** What a register is printed from. */
export interface NumberRegisterInput {
  readonly office: { readonly name: string; readonly code: string; readonly letterhead: readonly string[] };
  /** who made it */
  readonly person: { readonly name: string; readonly position: string; readonly credential: string };
  /** letters of the type, and the year of the counter */
  readonly type: string;
  readonly year: number;
  /** the first number as the office's template makes it */
  readonly example: string;
  readonly report: Pick<GapReport, 'last' | 'spans'>;
  /** the blocks that the counter draws from */
  readonly blocks: readonly StoredBlock[];
  /** how a computer is called, by its installation */
  readonly computerName: (installationId: string) => string;
  /** how a person is called, by id */
  readonly personName: (id: string) => string;
  readonly madeAt: Instant;
  readonly paper: Paper;
}

/** Gaps that the last paragraph names; the list above has them all. */
const NAMED_GAPS = 40;

const kinds = Object.keys(text.kinds) as readonly NumberClass[];

/** The register of one counter as plain data: every number up to the last one, and what is known of it. */
export function buildNumberRegister(input: NumberRegisterInput): Report {
  const { office, person, madeAt, paper } = input;
  return {
    ...officePaper({ office, madeAt, paper }),
    template: 'registro-numeros',
    title: text.title,
    sections: [
      { heading: text.about.heading, blocks: [{ kind: 'fields', rows: aboutRows(input) }] },
      { heading: text.summary.heading, blocks: [summaryBlock(input)] },
      { heading: text.blocks.heading, blocks: [blocksBlock(input)] },
      { heading: text.spans.heading, blocks: [spansBlock(input)] },
      // a last paragraph goes where the signatures go: they never stand on a sheet of their own
      { heading: text.closing.heading, blocks: [{ kind: 'paragraph', text: closingText(input) }] },
    ],
    signatures: [
      { role: text.maker, name: person.name, details: [person.position, `${text.credential} ${person.credential}`] },
    ],
    footer: text.footer(office.name),
  };
}

function aboutRows({ office, type, year, example, report }: NumberRegisterInput): readonly ReportRow[] {
  const { about } = text;
  return [
    { label: about.office, value: `${office.name} (${office.code})` },
    { label: about.type, value: typeText(type) },
    { label: about.year, value: String(year) },
    { label: about.example, value: example },
    { label: about.last, value: report.last === 0 ? about.none : String(report.last) },
  ];
}

function summaryBlock({ report }: NumberRegisterInput): ReportBlock {
  const { caption, columns } = text.summary;
  const counts = countClasses(report);
  return {
    kind: 'table',
    caption,
    columns: [
      { header: columns.kind, weight: 70 },
      { header: columns.count, weight: 30, align: 'right' },
    ],
    rows: kinds.map((kind) => [text.kinds[kind], String(counts[kind])]),
  };
}

function blocksBlock({ blocks, computerName, personName }: NumberRegisterInput): ReportBlock {
  const { caption, columns, everyType, none } = text.blocks;
  if (blocks.length === 0) return { kind: 'paragraph', text: none };
  return {
    kind: 'table',
    caption,
    columns: [
      { header: columns.computer, weight: 22 },
      { header: columns.type, weight: 12 },
      { header: columns.span, weight: 22 },
      { header: columns.note, weight: 22 },
      { header: columns.by, weight: 22 },
    ],
    rows: [...blocks]
      .sort((a, b) => a.from - b.from)
      .map((block) => [
        computerName(block.installationId),
        block.type === EVERY_TYPE ? everyType : block.type,
        spanText(block),
        block.note,
        `${personName(block.by)}, ${formatDate(dateInHonduras(block.at))}`,
      ]),
  };
}

function spansBlock(input: NumberRegisterInput): ReportBlock {
  const { caption, columns, none } = text.spans;
  const { spans } = input.report;
  if (spans.length === 0) return { kind: 'paragraph', text: none };
  return {
    kind: 'table',
    caption,
    columns: [
      { header: columns.span, weight: 20 },
      { header: columns.count, weight: 12, align: 'right' },
      { header: columns.kind, weight: 18 },
      { header: columns.detail, weight: 50 },
    ],
    rows: spans.map((span) => [
      spanText(span),
      String(span.to - span.from + 1),
      text.kinds[span.kind],
      detailText(input, span),
    ]),
  };
}

function detailText({ computerName, personName }: NumberRegisterInput, span: ClassedSpan): string {
  const { noted, of, withPaper } = text.spans;
  const { range, block } = span;
  return [
    range === undefined ? '' : noted(range.reason, personName(range.by), formatDate(dateInHonduras(range.at))),
    block === undefined ? '' : of(computerName(block.installationId)),
    span.withPaper === true ? withPaper : '',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function closingText({ report: { spans }, madeAt }: NumberRegisterInput): string {
  const { noGaps, gaps, made } = text.closing;
  const found = spans.filter(({ kind }) => kind === 'gap').map(spanText);
  const when = made(formatDate(dateInHonduras(madeAt)), timeInHonduras(madeAt));
  if (found.length === 0) return `${noGaps} ${when}`;
  const more = found.length - NAMED_GAPS;
  return `${gaps(found.slice(0, NAMED_GAPS).join(', '), Math.max(0, more))} ${when}`;
}

function spanText({ from, to }: NumberSpan): string {
  return from === to ? String(from) : text.spans.to(from, to);
}

function typeText(code: string): string {
  const label = numberTypeLabel(code);
  return label === code ? code : `${label} (${code})`;
}
