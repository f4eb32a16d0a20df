import { isPlainDate, type PlainDate } from '../kernel/plain-date.ts';
import { cents, moneyOfCents } from './cents.ts';
import { reader, rowsOf, type RecordDraft } from './draft.ts';

/** A record of a case, as far as it tells what was found at a workplace. */
export interface HistoryRecord {
  readonly kind: string;
  readonly draft: RecordDraft;
  readonly number: string;
  /** sealed, for kinds that become papers, and not in the bin */
  readonly counts: boolean;
}

/** A case at a workplace. Nothing of why it was opened is among it. */
export interface HistoryCase {
  readonly caseId: string;
  readonly number: string;
  /** the states of the procedure that it is or was in */
  readonly states: ReadonlySet<string>;
  readonly records: readonly HistoryRecord[];
}

/** Where something was found. */
export interface Source {
  readonly caseId: string;
  /** of the paper; of the case where that has none */
  readonly number: string;
  readonly date: PlainDate;
}

/** An infringement that an acta holds. */
export interface Finding {
  /** key of the catalogue */
  readonly infringement: string;
  /** digits; empty when it was not counted */
  readonly workersAffected: string;
  /** canonical money; empty when nothing was reckoned */
  readonly amountOwed: string;
  /** what the last reinspection of the case said of it; empty before there was one */
  readonly result: string;
}

/** A visit that ended in a sealed acta. */
export interface Visit extends Source {
  readonly obstructed: boolean;
  /** children and adolescents found at work: how many, never who */
  readonly children: number;
  readonly findings: readonly Finding[];
}

/** A fine that was decided and of which something is still to be paid. */
export interface OpenFine extends Source {
  /** canonical money */
  readonly pending: string;
}

export interface WorkplaceHistory {
  /** newest first */
  readonly visits: readonly Visit[];
  /** newest first */
  readonly openFines: readonly OpenFine[];
}

/** A case that was annulled never was: nothing that it holds speaks against anybody. */
const ANNULLED = 'annulled';
/** States after which a fine is owed no more, whatever payments were written down. */
const SETTLED = ['paid', 'exempt', 'conciliated'];
const FINE_CONCEPTS = ['fine', 'instalment'];

/** What the cases of a workplace found there, from sealed papers alone. */
export function workplaceHistory(cases: readonly HistoryCase[]): WorkplaceHistory {
  const counted = cases
    .filter(({ states }) => !states.has(ANNULLED))
    .map((one) => ({ ...one, records: one.records.filter(({ counts }) => counts) }));
  const newestFirst = (a: Source, b: Source): number => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0);
  return {
    visits: counted.flatMap(visitsOf).sort(newestFirst),
    openFines: counted.flatMap(openFinesOf).sort(newestFirst),
  };
}

function visitsOf({ caseId, number, records }: HistoryCase): readonly Visit[] {
  const results = resultsOf(records);
  return records
    .filter(({ kind }) => kind === 'inspection')
    .flatMap(({ draft, number: own }): readonly Visit[] => {
      const { text } = reader(draft);
      const date = [text('endDate'), text('startDate')].find(isPlainDate);
      if (date === undefined) return [];
      const findings = rowsOf(draft, 'infringements').map((row): Finding => {
        const read = reader(draft, row);
        const infringement = read.text('infringement');
        return {
          infringement,
          workersAffected: read.text('workersAffected'),
          amountOwed: read.text('amountOwed'),
          result: results.get(infringement) ?? '',
        };
      });
      return [
        {
          caseId,
          number: own === '' ? number : own,
          date,
          obstructed: text('obstructed') === 'yes',
          children: rowsOf(draft, 'minors').length,
          findings: findings.filter(({ infringement }) => infringement !== ''),
        },
      ];
    });
}

/** The results of the last reinspection, by infringement. */
function resultsOf(records: readonly HistoryRecord[]): ReadonlyMap<string, string> {
  const last = records.filter(({ kind }) => kind === 'reinspection').at(-1);
  if (last === undefined) return new Map();
  return new Map(
    rowsOf(last.draft, 'reviewed').map((row) => {
      const { text } = reader(last.draft, row);
      return [text('infringement'), text('result')];
    }),
  );
}

/** The last resolution counts; one under appeal is not firm, and one that an appeal took away is none. */
function openFinesOf({ caseId, number, states, records }: HistoryCase): readonly OpenFine[] {
  const of = (kind: string): readonly HistoryRecord[] => records.filter((record) => record.kind === kind);
  const resolution = of('resolution').at(-1);
  if (resolution === undefined || SETTLED.some((state) => states.has(state))) return [];
  const { text } = reader(resolution.draft);
  const total = cents(text('total'));
  if (text('decision') !== 'fine' || total === undefined || !isPlainDate(text('date'))) return [];
  const appeal = of('appeal').at(-1);
  const outcome = appeal === undefined ? '' : reader(appeal.draft).text('outcome');
  if (outcome === 'pending' || outcome === 'upheld') return [];
  const paid = of('payment').reduce((sum, { draft }) => {
    const read = reader(draft);
    return FINE_CONCEPTS.includes(read.text('concept')) ? sum + (cents(read.text('amount')) ?? 0n) : sum;
  }, 0n);
  if (paid >= total) return [];
  const source = { caseId, number: resolution.number === '' ? number : resolution.number, date: text('date') };
  return [{ ...source, pending: moneyOfCents(total - paid) }];
}
