import { catalogLabel } from '../catalog/catalog.ts';
import { placeName } from '../catalog/territory.ts';
import { dateInHonduras, formatDate, timeInHonduras, type PlainDate } from '../kernel/plain-date.ts';
import { formatMoney } from '../kernel/words.ts';
import { infringementKey } from '../catalog/infringement-value.ts';
import { emptyDraft } from '../record/draft.ts';
import { findKind } from '../record/kinds/kinds.ts';
import { officePaper, type OfficePaperInput } from './office-paper.ts';
import { findPaper } from './papers.ts';
import type { Count, PeriodCounts } from './period-counts.ts';
import type { Report, ReportBlock, ReportRow } from './report.ts';
import { FEWEST_PEOPLE, isAboutPeople, isFew, ofPeople, ofPlaces, OTHERS } from './small-numbers.ts';
import { actaText } from './text/es.ts';
import { periodText as text } from './text/period-report.ts';

/** What a report of a month or a year is made of. */
export interface PeriodReportInput extends OfficePaperInput {
  readonly person: { readonly name: string; readonly position: string; readonly credential: string };
  readonly kind: 'month' | 'year';
  /** first and last day, both included */
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly counts: PeriodCounts;
  /** the same, month by month; of a month, that month */
  readonly months: readonly PeriodCounts[];
  /** label of a state of the procedure */
  readonly stageLabel: (key: string) => string;
}

/** The report of a month or a year as plain data: counts of cases, papers, results and people; never a name. */
export function buildPeriodReport(input: PeriodReportInput): Report {
  const { office, person, kind, from, to, counts, months, madeAt } = input;
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
          table(
            work.type,
            counts.byType,
            named(work.unknown, (key) => catalogLabel('inspectionTypes', key)),
          ),
          table(work.stage, counts.byStage, named(work.noStage, input.stageLabel)),
          table(
            work.municipality,
            ofPlaces(months.map(({ byMunicipality }) => byMunicipality)),
            named(work.unknown, place),
          ),
          { kind: 'paragraph', text: work.placesNote(FEWEST_PEOPLE) },
          table(work.papers, counts.papers, paperName),
        ],
      },
      {
        heading: results.heading,
        blocks: [
          rowsTable(results.infringements, infringementRows(counts, months)),
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
            [people.workers, ofPeople(months.map(({ workers }) => workers))],
            [people.affected, ofPeople(months.map(({ affected }) => affected))],
            [people.children, ofPeople(months.map(({ children }) => children))],
            [people.referrals, ofPeople(months.map(({ referrals }) => referrals))],
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

/** Infringements with how many there were: first those told by their number; the order of the others says nothing. */
function infringementRows(
  { infringements }: PeriodCounts,
  months: readonly PeriodCounts[],
): readonly (readonly [string, string])[] {
  const label = named(text.work.unknown, (key) => catalogLabel('infringements', key));
  const rows = infringements.map(({ key, count }) => {
    const monthly = months.map((month) => countOf(month.infringements, key));
    const isHidden = isAboutPeople(key) && monthly.some(isFew);
    return { isHidden, row: [label(key), isHidden ? ofPeople(monthly) : String(count)] as const };
  });
  const hidden = rows.flatMap(({ isHidden, row }) => (isHidden ? [row] : []));
  return [
    ...rows.flatMap(({ isHidden, row }) => (isHidden ? [] : [row])),
    ...hidden.sort(([a], [b]) => a.localeCompare(b, 'es')),
  ];
}

/** An office's own may have had other words in another month. */
function countOf(counts: readonly Count[], key: string): number {
  return counts.find((one) => infringementKey(one.key) === infringementKey(key))?.count ?? 0;
}

function place(key: string): string {
  return key === OTHERS ? text.work.otherPlaces : placeName(key);
}

/** The label of a key, or what is said where it was left empty. */
function named(empty: string, label: (key: string) => string): (key: string) => string {
  return (key) => (key === '' ? empty : label(key));
}

function fields(rows: readonly (readonly [string, string])[]): ReportBlock {
  return { kind: 'fields', rows: rows.map(([label, value]): ReportRow => ({ label, value })) };
}

function table(caption: string, counts: readonly Count[], label: (key: string) => string): ReportBlock {
  return rowsTable(
    caption,
    counts.map(({ key, count }) => [label(key), String(count)]),
  );
}

function rowsTable(caption: string, rows: readonly (readonly [string, string])[]): ReportBlock {
  if (rows.length === 0) return { kind: 'paragraph', label: caption, text: text.work.none };
  return {
    kind: 'table',
    caption,
    columns: [
      { header: text.work.key, weight: 75 },
      { header: text.work.count, weight: 25, align: 'right' },
    ],
    rows,
  };
}

/** What a kind of record is called as a paper. */
function paperName(key: string): string {
  if (key === 'inspection') return actaText.title;
  const kind = findKind(key);
  return (kind === undefined ? undefined : findPaper(key)?.title(emptyDraft(kind))) ?? key;
}
