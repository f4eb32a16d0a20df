import { findInfringement } from '../catalog/catalog.ts';
import { infringementKey } from '../catalog/infringement-value.ts';
import { reader, rowsOf, type RecordDraft } from '../record/draft.ts';
import { cents, moneyOfCents } from '../record/cents.ts';
import { referral } from '../record/kinds/referral.ts';
import { paperFor } from './papers.ts';

/** What a case adds to the counts of a period; nothing of it tells who. */
export interface PeriodCase {
  /** in which it is counted, `YYYY-MM` */
  readonly month: string;
  /** key of the type of inspection */
  readonly type: string;
  /** state of the procedure; empty for an acta without a case file */
  readonly stage: string;
  /** municipality code DDMM */
  readonly municipality: string;
  /** its sealed records */
  readonly sealed: readonly { readonly kind: string; readonly draft: RecordDraft }[];
}

/** Counts of one period, by key; each list the largest first, with what was left empty under `''`. */
export interface PeriodCounts {
  readonly cases: number;
  readonly byType: readonly Count[];
  readonly byStage: readonly Count[];
  readonly byMunicipality: readonly Count[];
  /** sealed papers by kind of record */
  readonly papers: readonly Count[];
  /** infringements of the actas: each once, whatever the office calls it; its own as records hold them, with their words */
  readonly infringements: readonly Count[];
  readonly obstructions: number;
  readonly withPolice: number;
  /** of what was looked at a second time: corrected in full, and all */
  readonly corrected: number;
  readonly reviewed: number;
  /** sums in lempiras, `1234.50` */
  readonly fined: string;
  readonly paid: string;
  /** people: those at work in the places visited, those affected by an infringement, and children among those at work */
  readonly workers: number;
  readonly affected: number;
  readonly children: number;
  /** referrals to institutions: each is of somebody */
  readonly referrals: number;
}

export interface Count {
  readonly key: string;
  readonly count: number;
}

/** Adds up a period. What cannot be read as a number adds nothing. */
export function countPeriod(cases: readonly PeriodCase[]): PeriodCounts {
  const sealed = cases.flatMap((one) => one.sealed);
  const of = (kind: string): readonly RecordDraft[] =>
    sealed.filter((one) => one.kind === kind).map(({ draft }) => draft);
  const actas = of('inspection');
  const found = actas.flatMap((draft) => rowsOf(draft, 'infringements').map((row) => reader(draft, row)));
  const reviewed = of('reinspection').flatMap((draft) => rowsOf(draft, 'reviewed').map((row) => reader(draft, row)));
  return {
    cases: cases.length,
    byType: tally(cases.map(({ type }) => type)),
    byStage: tally(cases.map(({ stage }) => stage)),
    byMunicipality: tally(cases.map(({ municipality }) => municipality)),
    papers: tally(sealed.flatMap(({ kind }) => (isCounted(kind) ? [kind] : []))),
    infringements: tally(sameNames(found.map(({ text }) => text('infringement')))),
    obstructions: actas.filter((draft) => reader(draft).text('obstructed') === 'yes').length,
    withPolice: actas.filter((draft) => reader(draft).text('policeRequested') === 'yes').length,
    corrected: reviewed.filter(({ text }) => text('result') === 'corrected').length,
    reviewed: reviewed.length,
    fined: sum(of('resolution').map((draft) => reader(draft).text('total'))),
    paid: sum(
      of('payment').flatMap((draft) =>
        reader(draft).text('concept') === 'owed' ? [] : [reader(draft).text('amount')],
      ),
    ),
    workers: whole(actas.map((draft) => reader(draft).text('workersTotal'))),
    affected: whole(found.map(({ text }) => text('workersAffected'))),
    referrals: of(referral.key).length,
    children: whole(actas.map((draft) => reader(draft).text('workersMinors'))),
  };
}

/** Adds up each month of a period by itself. */
export function countMonths(cases: readonly PeriodCase[]): readonly PeriodCounts[] {
  const months = new Set(cases.map(({ month }) => month));
  return [...months].sort().map((month) => countPeriod(cases.filter((one) => one.month === month)));
}

/** One value for each infringement: the catalogue's key, or the first that was written of an office's own. */
function sameNames(values: readonly string[]): readonly string[] {
  const first = new Map<string, string>();
  for (const value of values) {
    const key = infringementKey(value);
    if (!first.has(key)) first.set(key, findInfringement(value) === undefined ? value : key);
  }
  return values.map((value) => first.get(infringementKey(value)) ?? value);
}

/** Of what is no paper, and of referrals, no list says how many there are. */
function isCounted(kind: string): boolean {
  return kind !== referral.key && paperFor(kind) !== undefined;
}

function tally(keys: readonly string[]): readonly Count[] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .map(([key, count]) => ({ key, count }))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

function sum(amounts: readonly string[]): string {
  return moneyOfCents(amounts.reduce((so, amount) => so + (cents(amount) ?? 0n), 0n));
}

function whole(counts: readonly string[]): number {
  return counts.reduce((so, count) => so + (/^\d{1,6}$/.test(count) ? Number(count) : 0), 0);
}
