import { ok, type Result } from '../../shared/kernel/result.ts';
import {
  counterOfMark,
  highestGiven,
  isRunningLow,
  nextRun,
  numbersLeft,
  type CounterView,
} from '../../shared/record/number-blocks.ts';
import { reportGaps, type GapReport } from '../../shared/record/number-gaps.ts';
import type { NumberMarks } from '../../shared/record/number-register.ts';
import { defaultAcronym, defaultNumberTemplate, parseCounterKey, readNumber } from '../../shared/record/numbering.ts';
import { numberTypes } from '../../shared/record/number-types.ts';
import { reading } from './access.ts';
import { eachSummary } from './all-summaries.ts';
import { allow, type Database } from './database.ts';
import { loadRegister, type StoredRegister } from './number-store.ts';
import { counterOf, loadCounter, readCounters, type CounterParts } from './numbers.ts';
import { summariesOf } from './summary-store.ts';

/** How a counter stands. */
export interface CounterFacts extends CounterParts {
  readonly counter: string;
  /** the highest number that was given by anybody, as far as is known here; 0 for none */
  readonly last: number;
  /** what this computer would give next; undefined when it has none */
  readonly next: number | undefined;
  /** numbers left in the blocks of this computer; undefined without blocks */
  readonly left: number | undefined;
  readonly isLow: boolean;
}

/** The numbers of the office: what everybody may see of them, and the counters for those who may read cases. */
export interface NumberingFacts {
  readonly register: StoredRegister;
  /** of every type, for one year; undefined for whoever may not read cases */
  readonly counters: readonly CounterFacts[] | undefined;
  /** years in which anything was numbered or given out, and the one asked for; newest first */
  readonly years: readonly number[];
}

/** Reads how the office numbers in a year. Faults `db/damaged`, `db/unavailable`. */
export async function readNumbering(db: Database, year: number): Promise<Result<NumberingFacts>> {
  return await reading(db, undefined, async () => {
    const register = await loadRegister(db);
    if (!register.ok) return register;
    if (!allow(db, 'case.read').ok) return ok(factsOfYear(db, year, register.value, undefined));
    const counters = await readCounters(db);
    return counters.ok ? ok(factsOfYear(db, year, register.value, counters.value.last)) : counters;
  });
}

function factsOfYear(
  db: Database,
  year: number,
  register: StoredRegister,
  marks: NumberMarks | undefined,
): NumberingFacts {
  const ofBlocks = register.blocks.map((block) => block.year);
  if (marks === undefined) return { register, counters: undefined, years: newestFirst([year, ...ofBlocks]) };
  const { installationId } = db;
  const counted = Object.keys(marks).flatMap((mark) => parseCounterKey(counterOfMark(mark)) ?? []);
  const codes = new Set([
    ...numberTypes.map(({ code }) => code),
    ...counted.flatMap((parts) => (parts.year === year && parts.office === db.officeCode ? [parts.type] : [])),
  ]);
  return {
    register,
    counters: [...codes].map((type) => {
      const counter = counterOf(db, { type, year });
      return { type, year, ...factsOf({ counter, installationId, register, marks }) };
    }),
    years: newestFirst([year, ...ofBlocks, ...counted.map((parts) => parts.year)]),
  };
}

function factsOf(view: CounterView): Omit<CounterFacts, keyof CounterParts> {
  const { counter } = view;
  const left = numbersLeft(view);
  return { counter, last: highestGiven(view), next: nextRun(view)?.from, left, isLow: isRunningLow(view) };
}

function newestFirst(years: readonly number[]): readonly number[] {
  return [...new Set(years)].sort((a, b) => b - a);
}

/** Every number of a counter up to the last one, and how this computer sees it. */
export interface CounterReport extends CounterParts, GapReport {
  readonly view: CounterView;
}

/**
 * What is known of each number of a counter: papers, reserved, annulled, other computers' blocks, and gaps. Papers are
 * those of the office's lists, under every template and letters that the office has ever used. Faults `access/denied`,
 * `db/damaged`, `db/unavailable`.
 */
export async function gapReport(db: Database, parts: CounterParts): Promise<Result<CounterReport>> {
  return await reading(db, 'case.read', async () => {
    const loaded = await loadCounter(db, counterOf(db, parts));
    if (!loaded.ok) return loaded;
    const { view, register } = loaded.value;
    const numbers = await paperNumbers(db);
    if (!numbers.ok) return numbers;
    const sequenceOf = numberReader(db, register, parts);
    const papers = numbers.value.flatMap((number) => sequenceOf(number) ?? []);
    return ok({ ...parts, ...reportGaps(view, papers), view });
  });
}

/** The numbers of all documents and cases. */
async function paperNumbers(db: Database): Promise<Result<readonly string[]>> {
  const { cases, documents, opened } = summariesOf(db);
  const read = await opened;
  if (!read.ok) return read;
  const numbers: string[] = [];
  await eachSummary(documents, ({ number }) => void numbers.push(number));
  await eachSummary(cases, ({ number }) => void numbers.push(number));
  return ok(numbers);
}

/** Reads the sequence out of a number of one counter, by whatever template it was made. */
function numberReader(
  db: Database,
  { changes }: StoredRegister,
  { type, year }: CounterParts,
): (number: string) => number | undefined {
  const everSet = (field: string): readonly string[] =>
    changes.flatMap(({ op, x }) =>
      op.e === `office/${db.officeId}` && op.f === field && typeof x?.val === 'string' && x.val !== '' ? [x.val] : [],
    );
  const templates = [...new Set([defaultNumberTemplate, ...everSet('numberTemplate')])];
  const acronyms = [...new Set([defaultAcronym, ...everSet('acronym')])];
  const ways = templates.flatMap((template) => acronyms.map((acronym) => ({ template, acronym })));
  return (number) => {
    for (const { template, acronym } of ways) {
      const found = readNumber(template, { acronym, type, office: db.officeCode, year }, number);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}
