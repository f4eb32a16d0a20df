import * as v from 'valibot';
import { terms } from '../../shared/catalog/catalog.ts';
import { Closure } from '../../shared/deadline/closure.ts';
import { termInForce, TermConfirmation, type TermInForce } from '../../shared/deadline/term-in-force.ts';
import { newId } from '../../shared/kernel/id.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { FoldedField } from '../../shared/record/fold.ts';
import type { Database } from './database.ts';
import { readOfficeEntities, saveOfficeEntity } from './office-entities.ts';

const CLOSURE = 'closure/';
const TERM = 'term/';
const closureFields = ['kind', 'from', 'until', 'places', 'label', 'norm', 'confidence'] as const;
const termFields = ['amount', 'document', 'by', 'on'] as const;

/** A closure and its name among the office's entities. */
export type StoredClosure = Closure & { readonly id: string };

/** What the office has noted about days and terms. */
export interface LegalCalendar {
  /** by their first day, newest first */
  readonly closures: readonly StoredClosure[];
  /** the terms of the catalogue, with what was confirmed */
  readonly terms: readonly TermInForce[];
  /** how many notes are there that this version of the app cannot read; they count for nothing */
  readonly unreadable: number;
}

/** The office's calendar; everybody in the office may read it. Faults `db/damaged`, `db/unavailable`. */
export async function readLegalCalendar(db: Database): Promise<Result<LegalCalendar>> {
  const entities = await readOfficeEntities(db);
  if (!entities.ok) return entities;
  const closures: StoredClosure[] = [];
  const confirmed = new Map<string, TermConfirmation>();
  let unreadable = 0;
  for (const [entity, fields] of entities.value) {
    const values = valuesOf(fields);
    // what was taken away has no field left
    if (Object.keys(values).length === 0) continue;
    if (entity.startsWith(CLOSURE)) {
      const closure = v.safeParse(Closure, values);
      if (closure.success) closures.push({ ...closure.output, id: entity.slice(CLOSURE.length) });
      else unreadable += 1;
    } else if (entity.startsWith(TERM)) {
      const term = v.safeParse(TermConfirmation, values);
      if (term.success) confirmed.set(entity.slice(TERM.length), term.output);
      else unreadable += 1;
    }
  }
  closures.sort((a, b) => b.from.localeCompare(a.from) || a.label.localeCompare(b.label));
  return ok({ closures, terms: terms.map((term) => termInForce(term, confirmed.get(term.key))), unreadable });
}

/** Notes a closure. Faults `access/denied` and those of writing. */
export async function addClosure(db: Database, closure: Closure): Promise<Result<void>> {
  return await saveOfficeEntity(db, `${CLOSURE}${newId()}`, all(closureFields, closure), () =>
    lineOf('Se anotó', closure),
  );
}

/** Takes a closure away; that it was there stays in the history. Faults `access/denied` and those of writing. */
export async function removeClosure(db: Database, closure: StoredClosure): Promise<Result<void>> {
  return await saveOfficeEntity(db, `${CLOSURE}${closure.id}`, all(closureFields, {}), () =>
    lineOf('Se quitó', closure),
  );
}

/** Confirms how long a term is. Faults `access/denied` and those of writing. */
export async function confirmTerm(
  db: Database,
  term: TermInForce,
  confirmation: TermConfirmation,
): Promise<Result<void>> {
  return await saveOfficeEntity(db, `${TERM}${term.key}`, all(termFields, confirmation), () => {
    const { amount, document } = confirmation;
    return `Plazo confirmado: ${term.label}: ${amount} (${document})`;
  });
}

/** Goes back to what the catalogue says of a term. Faults `access/denied` and those of writing. */
export async function unconfirmTerm(db: Database, term: TermInForce): Promise<Result<void>> {
  return await saveOfficeEntity(
    db,
    `${TERM}${term.key}`,
    all(termFields, {}),
    () => `Plazo sin confirmar: ${term.label}`,
  );
}

function valuesOf(fields: ReadonlyMap<string, FoldedField>): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...fields].flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])));
}

/** Every field by name; what is not given is to be taken away. */
function all<F extends string>(fields: readonly F[], given: Partial<Record<F, string | number | readonly string[]>>) {
  return Object.fromEntries(fields.map((field) => [field, given[field]]));
}

/** A line for the chain of acts, which is in Spanish whatever the screens speak. */
function lineOf(what: string, { kind, label, from, until }: Closure): string {
  const kinds = { closed: 'cierre', suspended: 'suspensión de plazos', open: 'día habilitado' } as const;
  return `${what} ${kinds[kind]}: ${label}, ${from === until ? from : `${from} a ${until}`}`;
}
