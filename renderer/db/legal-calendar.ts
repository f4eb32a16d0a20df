import * as v from 'valibot';
import { terms } from '../../shared/catalog/catalog.ts';
import { Closure } from '../../shared/deadline/closure.ts';
import {
  countingRuleKeys,
  RuleConfirmation,
  rulesInForce,
  type CountingRuleKey,
  type RuleInForce,
} from '../../shared/deadline/rule-in-force.ts';
import { termInForce, TermConfirmation, type TermInForce } from '../../shared/deadline/term-in-force.ts';
import { newId } from '../../shared/kernel/id.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Database } from './database.ts';
import {
  loadOfficeEntities,
  readOfficeEntities,
  saveOfficeEntity,
  valuesOf,
  type NewValues,
  type OfficeEntities,
} from './office-entities.ts';

const CLOSURE = 'closure/';
const closureFields = ['kind', 'from', 'until', 'places', 'label', 'norm', 'confidence'] as const;
/** What is confirmed of terms and of the rules of counting is one entity, with a field for each by its key. */
const termsOf = (db: Database): string => `terms/${db.officeId}`;

/** A closure and its name among the office's entities. */
export type StoredClosure = Closure & { readonly id: string };

/** What the office has noted about days and terms. */
export interface LegalCalendar {
  /** by their first day, newest first */
  readonly closures: readonly StoredClosure[];
  /** the terms of the catalogue, with what was confirmed */
  readonly terms: readonly TermInForce[];
  /** the rules of counting, with what was confirmed */
  readonly rules: readonly RuleInForce[];
  /** how many notes are there that this version of the app cannot read; they count for nothing */
  readonly unreadable: number;
}

/** The office's calendar; everybody in the office may read it. Faults `db/damaged`, `db/unavailable`. */
export async function readLegalCalendar(db: Database): Promise<Result<LegalCalendar>> {
  const entities = await readOfficeEntities(db);
  return entities.ok ? ok(calendarOf(db, entities.value)) : entities;
}

/** The same for inside `reading` and `writing`. */
export async function loadLegalCalendar(db: Database): Promise<Result<LegalCalendar>> {
  const entities = await loadOfficeEntities(db);
  return entities.ok ? ok(calendarOf(db, entities.value)) : entities;
}

function calendarOf(db: Database, entities: OfficeEntities): LegalCalendar {
  const closures: StoredClosure[] = [];
  let unreadable = 0;
  for (const [entity, fields] of entities) {
    const values = valuesOf(fields);
    // what was taken away has no field left
    if (!entity.startsWith(CLOSURE) || Object.keys(values).length === 0) continue;
    const closure = v.safeParse(Closure, values);
    if (closure.success) closures.push({ ...closure.output, id: entity.slice(CLOSURE.length) });
    else unreadable += 1;
  }
  closures.sort((a, b) => b.from.localeCompare(a.from) || a.label.localeCompare(b.label));
  const confirmed = new Map<string, TermConfirmation>();
  const rules: Partial<Record<CountingRuleKey, RuleConfirmation>> = {};
  for (const [key, value] of Object.entries(valuesOf(entities.get(termsOf(db)) ?? new Map()))) {
    const rule = countingRuleKeys.find((one) => one === key);
    const read = v.safeParse(rule === undefined ? TermConfirmation : RuleConfirmation, value);
    if (!read.success) unreadable += 1;
    else if ('amount' in read.output) confirmed.set(key, read.output);
    else if (rule !== undefined) rules[rule] = read.output;
  }
  return {
    closures,
    terms: terms.map((term) => termInForce(term, confirmed.get(term.key))),
    rules: rulesInForce(rules),
    unreadable,
  };
}

/** Notes a closure. Faults `access/denied` and those of writing. */
export async function addClosure(db: Database, closure: Closure): Promise<Result<void>> {
  return await saveOfficeEntity(db, `${CLOSURE}${newId()}`, fieldsOf(closure), () => lineOf('Se anotó', closure));
}

/** Takes a closure away; that it was there stays in the history. Faults `access/denied` and those of writing. */
export async function removeClosure(db: Database, closure: StoredClosure): Promise<Result<void>> {
  return await saveOfficeEntity(db, `${CLOSURE}${closure.id}`, fieldsOf({}), () => lineOf('Se quitó', closure));
}

/** Confirms how long a term is. Faults `access/denied` and those of writing. */
export async function confirmTerm(
  db: Database,
  { key, label }: TermInForce,
  confirmation: TermConfirmation,
): Promise<Result<void>> {
  const { amount, document } = confirmation;
  const line = `Plazo confirmado: ${label}: ${amount} (${document})`;
  return await saveOfficeEntity(db, termsOf(db), { [key]: { ...confirmation } }, () => line);
}

/** Goes back to what the catalogue says of a term. Faults `access/denied` and those of writing. */
export async function unconfirmTerm(db: Database, { key, label }: TermInForce): Promise<Result<void>> {
  return await saveOfficeEntity(db, termsOf(db), { [key]: undefined }, () => `Plazo sin confirmar: ${label}`);
}

/** Confirms a rule of counting. Faults `access/denied` and those of writing. */
export async function confirmRule(
  db: Database,
  { key, label }: RuleInForce,
  confirmation: RuleConfirmation,
): Promise<Result<void>> {
  const line = `Regla de cómputo confirmada: ${label} (${confirmation.document})`;
  return await saveOfficeEntity(db, termsOf(db), { [key]: { ...confirmation } }, () => line);
}

/** Goes back to what the catalogue says of a rule. Faults `access/denied` and those of writing. */
export async function unconfirmRule(db: Database, { key, label }: RuleInForce): Promise<Result<void>> {
  const line = `Regla de cómputo sin confirmar: ${label}`;
  return await saveOfficeEntity(db, termsOf(db), { [key]: undefined }, () => line);
}

/** Every field of a closure by name; what is not given is to be taken away. */
function fieldsOf(given: Partial<Closure>): NewValues {
  return Object.fromEntries(closureFields.map((field) => [field, given[field]]));
}

/** A line for the chain of acts, which is in Spanish whatever the screens speak. */
function lineOf(what: string, { kind, label, from, until }: Closure): string {
  const kinds = { closed: 'cierre', suspended: 'suspensión de plazos', open: 'día habilitado' } as const;
  return `${what} ${kinds[kind]}: ${label}, ${from === until ? from : `${from} a ${until}`}`;
}
