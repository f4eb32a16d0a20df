import { catalogLabel } from '../catalog/catalog.ts';
import { placeName } from '../catalog/territory.ts';
import { dateInHonduras, formatDate, timeInHonduras, type PlainDate } from '../kernel/plain-date.ts';
import { formatMoney } from '../kernel/words.ts';
import { emptyDraft } from '../record/draft.ts';
import { findKind } from '../record/kinds/kinds.ts';
import { officePaper, type OfficePaperInput } from './office-paper.ts';
import { findPaper } from './papers.ts';
import type { Count, PeriodCounts } from './period-counts.ts';
import type { Report, ReportBlock, ReportRow } from './report.ts';
import { actaText } from './text/es.ts';
import { periodText as text } from './text/period-report.ts';

/** Fewer people than these are not told by their number. A proposal of this project: no norm of Honduras was found. */
export const FEWEST_PEOPLE = 5;

/** What a report of a month or a year is made of. */
export interface PeriodReportInput extends OfficePaperInput {
  readonly person: { readonly name: string; readonly position: string; readonly credential: string };
  readonly kind: 'month' | 'year';
  /** first and last day, both included */
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly counts: PeriodCounts;
  /** label of a state of the procedure */
  readonly stageLabel: (key: string) => string;
}

/** The report of a month or a year as plain data: counts of cases, papers, results and people; never a name. */
export function buildPeriodReport(input: PeriodReportInput): Report {
  const { office, person, kind, from, to, counts, madeAt } = input;
  const { about, work, results, people, closing } = text;
  const today = dateInHonduras(madeAt);
  return {
    ...officePaper(input),
    template: 'informe-periodo',
    title: text.titles[kind],
    sections: [
      {
        heading: about.heading,
        blocks: [
          fields([
            [about.office, office.name],
            [about.period, `${formatDate(from)} – ${formatDate(to)}`],
            [about.cases, String(counts.cases)],
          ]),
          { kind: 'paragraph', text: about.note },
        ],
      },
      {
        heading: work.heading,
        blocks: [
          table(work.type, counts.byType, (key) => catalogLabel('inspectionTypes', key)),
          table(work.stage, counts.byStage, input.stageLabel),
          table(work.municipality, counts.byMunicipality, placeName),
          table(work.papers, counts.papers, paperName),
        ],
      },
      {
        heading: results.heading,
        blocks: [
          table(results.infringements, counts.infringements, (key) => catalogLabel('infringements', key)),
          fields([
            [results.obstructions, String(counts.obstructions)],
            [results.withPolice, String(counts.withPolice)],
            [results.reviewed, String(counts.reviewed)],
            [results.corrected, String(counts.corrected)],
            [results.fined, formatMoney(counts.fined)],
            [results.paid, formatMoney(counts.paid)],
          ]),
        ],
      },
      {
        heading: people.heading,
        blocks: [
          fields([
            [people.workers, ofPeople(counts.workers)],
            [people.affected, ofPeople(counts.affected)],
            [people.children, ofPeople(counts.children)],
            [people.referrals, ofPeople(counts.referrals)],
          ]),
          { kind: 'paragraph', text: people.note(FEWEST_PEOPLE) },
        ],
      },
      {
        heading: closing.heading,
        blocks: [
          ...(today < to ? [{ kind: 'notice', text: closing.partial } as const] : []),
          { kind: 'paragraph', text: closing.made(formatDate(today), timeInHonduras(madeAt)) },
        ],
      },
    ],
    signatures: [
      { role: text.maker, name: person.name, details: [person.position, `${text.credential} ${person.credential}`] },
    ],
    footer: text.footer(office.name),
  };
}

/** A number of people, or that they are too few to be told. */
export function ofPeople(count: number): string {
  return count > 0 && count < FEWEST_PEOPLE ? text.people.few(FEWEST_PEOPLE) : String(count);
}

function fields(rows: readonly (readonly [string, string])[]): ReportBlock {
  return { kind: 'fields', rows: rows.map(([label, value]): ReportRow => ({ label, value })) };
}

function table(caption: string, counts: readonly Count[], label: (key: string) => string): ReportBlock {
  if (counts.length === 0) return { kind: 'paragraph', label: caption, text: text.work.none };
  return {
    kind: 'table',
    caption,
    columns: [
      { header: text.work.key, weight: 75 },
      { header: text.work.count, weight: 25, align: 'right' },
    ],
    rows: counts.map(({ key, count }) => [label(key), String(count)]),
  };
}

/** What a kind of record is called as a paper. */
function paperName(key: string): string {
  if (key === 'inspection') return actaText.title;
  const kind = findKind(key);
  return (kind === undefined ? undefined : findPaper(key)?.title(emptyDraft(kind))) ?? key;
}
