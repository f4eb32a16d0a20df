import type { WriteInput } from '../../shared/ipc/contract.ts';
import type { CountersRow } from '../../shared/journal/write.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { freeReserved, nextRun, usedMark, type CounterView } from '../../shared/record/number-blocks.ts';
import type { NumberMarks } from '../../shared/record/number-register.ts';
import {
  counterKey,
  defaultAcronym,
  defaultNumberTemplate,
  formatNumber,
  parseCounterKey,
  type NumberParts,
} from '../../shared/record/numbering.ts';
import { reading } from './access.ts';
import { allow, guarded, openJson, sealJson, type Database } from './database.ts';
import { loadRegister, type StoredRegister } from './number-store.ts';
import type { OfficeSettings } from './settings.ts';

/** How far each counter and block has gone, and the version of the row that says so. */
export interface Counters {
  readonly v: number;
  readonly last: NumberMarks;
}

/** A number about to be given: which counter, and its next value. */
export interface Numbering {
  readonly counter: string;
  readonly next: number;
  /** it was reserved for a form on paper, and does not move the counter */
  readonly reserved?: true;
  /** few numbers are left in the blocks of this computer: so many behind this one */
  readonly low?: number;
}

/** A number about to be given, as papers bear it. */
export interface OfferedNumber {
  readonly number: string;
  readonly numbering: Numbering;
}

/** What a number is made of beside what the office has set. */
export type CounterParts = Pick<NumberParts, 'type' | 'year'>;

/** The settings that make a number. */
export type NumberSettings = Pick<OfficeSettings, 'numberTemplate' | 'acronym'>;

const PLACE = 'meta/counters';

/** Reads the counters; a new office has none yet. Faults `access/denied`, `db/damaged`, `db/unavailable`. */
export async function readCounters(db: Database): Promise<Result<Counters>> {
  const allowed = allow(db, 'case.read');
  if (!allowed.ok) return allowed;
  const found = await guarded(() => db.tables.meta.get('counters'));
  if (!found.ok) return found;
  const row = found.value;
  if (row?.k !== 'counters') return ok({ v: 0, last: {} });
  const last = await openJson<Counters['last']>(db, PLACE, row.sealed);
  return last.ok ? ok({ v: row.v, last: last.value }) : last;
}

/** A counter as this installation sees it, with what that was read from. */
export interface LoadedCounter {
  readonly view: CounterView;
  readonly counters: Counters;
  readonly register: StoredRegister;
}

/** Reads counters and register. A part of others: call inside `reading` or `writing`. */
export async function loadCounter(db: Database, counter: string): Promise<Result<LoadedCounter>> {
  const counters = await readCounters(db);
  if (!counters.ok) return counters;
  const register = await loadRegister(db);
  if (!register.ok) return register;
  const { installationId } = db;
  const view = { counter, installationId, register: register.value, marks: counters.value.last };
  return ok({ view, counters: counters.value, register: register.value });
}

/**
 * The value a counter would give next on this computer. Nothing is taken: {@link takeNumber} takes it, together with the
 * paper that bears it. Fault `numbers/block-empty` when this computer has none (left).
 */
export async function peekCounter(db: Database, counter: string): Promise<Result<Numbering>> {
  return await reading(db, 'case.read', async () => {
    const loaded = await loadCounter(db, counter);
    return loaded.ok ? nextNumbering(loaded.value.view) : loaded;
  });
}

/**
 * The number a paper of this type and year would get now; nothing is taken. Faults as {@link peekCounter} has them.
 * @param settings as the office has set them; empty ones stand for the usual template and letters
 */
export async function offerNumberOf(
  db: Database,
  parts: CounterParts,
  settings: NumberSettings,
): Promise<Result<OfferedNumber>> {
  const numbering = await peekCounter(db, counterOf(db, parts));
  return numbering.ok ? ok(offered(db, parts, settings, numbering.value)) : numbering;
}

/**
 * A reserved number for a paper that was filled in by hand; like any other, it is taken together with the record that
 * bears it. Fault `numbers/not-reserved` when it is not reserved on this computer, was given to a paper, or annulled.
 */
export async function offerReserved(
  db: Database,
  { sequence, ...parts }: CounterParts & Pick<NumberParts, 'sequence'>,
  settings: NumberSettings,
): Promise<Result<OfferedNumber>> {
  return await reading(db, 'case.read', async () => {
    const counter = counterOf(db, parts);
    const loaded = await loadCounter(db, counter);
    if (!loaded.ok) return loaded;
    if (!freeReserved(loaded.value.view).includes(sequence)) return fail('numbers/not-reserved', { n: sequence });
    return ok(offered(db, parts, settings, { counter, next: sequence, reserved: true }));
  });
}

/** The reserved numbers that a paper of this type and year may still be given on this computer, ascending. */
export async function listReserved(db: Database, parts: CounterParts): Promise<Result<readonly number[]>> {
  return await reading(db, 'case.read', async () => {
    const loaded = await loadCounter(db, counterOf(db, parts));
    return loaded.ok ? ok(freeReserved(loaded.value.view)) : loaded;
  });
}

/**
 * The write that takes a number; it goes into one commit with the paper that bears it. Call inside `writing`.
 * @param numbering as it was offered; nothing is taken without one (a later version keeps its number)
 * @returns fault `db/changed-meanwhile` when it is not the next one any more; `numbers/block-empty`;
 *   `numbers/not-reserved`
 */
export async function takeNumber(
  db: Database,
  numbering: Numbering | undefined,
): Promise<Result<readonly WriteInput[]>> {
  if (numbering === undefined) return ok([]);
  const { counter, next, reserved } = numbering;
  const loaded = await loadCounter(db, counter);
  if (!loaded.ok) return loaded;
  const { view, counters } = loaded.value;
  if (reserved === true) {
    if (!freeReserved(view).includes(next)) return fail('numbers/not-reserved', { n: next });
    return ok([await countersWrite(db, counters, { [usedMark(counter, next)]: 1 })]);
  }
  const run = nextRun(view);
  if (run === undefined) return emptyFault(counter);
  if (run.from !== next) return fail('db/changed-meanwhile');
  return ok([await countersWrite(db, counters, { [run.mark]: run.to })]);
}

/** The write that moves marks of counters. */
export async function countersWrite(db: Database, { v, last }: Counters, moved: NumberMarks): Promise<WriteInput> {
  const sealed = await sealJson(db, PLACE, { ...last, ...moved });
  return { t: 'meta', k: 'put', row: { k: 'counters', v: v + 1, sealed } };
}

/**
 * The counters row after which no number is given out that another copy of this office has given out already.
 * @param theirs the counters of that copy
 * @returns undefined when nothing needs to change; faults as {@link readCounters} has them, also for `theirs`
 */
export async function mergeCounters(db: Database, theirs: CountersRow): Promise<Result<CountersRow | undefined>> {
  const ours = await readCounters(db);
  if (!ours.ok) return ours;
  const given = await openJson<Counters['last']>(db, PLACE, theirs.sealed);
  if (!given.ok) return given;
  const ahead = Object.entries(given.value).filter(([mark, last]) => last > (ours.value.last[mark] ?? 0));
  if (ahead.length === 0) return ok(undefined);
  const sealed = await sealJson(db, PLACE, { ...ours.value.last, ...Object.fromEntries(ahead) });
  return ok({ k: 'counters', v: ours.value.v + 1, sealed });
}

/** The counter of a type and year in this office. */
export function counterOf(db: Database, { type, year }: CounterParts): string {
  return counterKey({ office: db.officeCode, type, year });
}

/** `numbers/block-empty` with what people call the counter. */
export function emptyFault(counter: string): Result<never> {
  const { type, year } = parseCounterKey(counter) ?? { type: counter, year: '' };
  return fail('numbers/block-empty', { type, year });
}

/** The template and letters that an office numbers by. */
export function inForce({ numberTemplate, acronym }: NumberSettings): NumberSettings {
  return {
    numberTemplate: numberTemplate === '' ? defaultNumberTemplate : numberTemplate,
    acronym: acronym === '' ? defaultAcronym : acronym,
  };
}

function nextNumbering(view: CounterView): Result<Numbering> {
  const run = nextRun(view);
  if (run === undefined) return emptyFault(view.counter);
  const { counter } = view;
  return ok({ counter, next: run.from, ...(run.isLow && run.left !== undefined ? { low: run.left } : {}) });
}

function offered(
  db: Database,
  { type, year }: CounterParts,
  settings: NumberSettings,
  numbering: Numbering,
): OfferedNumber {
  const { numberTemplate, acronym } = inForce(settings);
  const parts = { acronym, type, office: db.officeCode, year, sequence: numbering.next };
  return { number: formatNumber(numberTemplate, parts), numbering };
}
