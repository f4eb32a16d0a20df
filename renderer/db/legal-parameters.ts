import * as v from 'valibot';
import type { Rules } from '../../shared/calculator/inputs.ts';
import { WageTableContent, type WageTable } from '../../shared/calculator/wage-table.ts';
import {
  ParameterConfirmation,
  type LegalParameter,
  type ParameterOverrides,
} from '../../shared/catalog/legal-parameters.ts';
import type { Json } from '../../shared/kernel/canonical-json.ts';
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

const TABLE = 'wage_table/';
const tableFields = ['document', 'by', 'on', 'rows'] as const;
/** What is confirmed of parameters is one entity, with a list of confirmations for each parameter by its key. */
const parametersOf = (db: Database): string => `parameters/${db.officeId}`;

/** What the office counts with. */
export interface LegalRules extends Rules {
  /** by the day they were taken in, newest first */
  readonly wageTables: readonly WageTable[];
  /** how many notes are there that this version of the app cannot read; they count for nothing */
  readonly unreadable: number;
}

/** The office's parameters and tables; everybody in the office may read them. Faults `db/damaged`, `db/unavailable`. */
export async function readLegalRules(db: Database): Promise<Result<LegalRules>> {
  const entities = await readOfficeEntities(db);
  if (!entities.ok) return entities;
  const wageTables: WageTable[] = [];
  let unreadable = 0;
  for (const [entity, fields] of entities.value) {
    const values = valuesOf(fields);
    // what was taken away has no field left
    if (!entity.startsWith(TABLE) || Object.keys(values).length === 0) continue;
    const table = v.safeParse(WageTableContent, values);
    if (table.success) wageTables.push({ ...table.output, id: entity.slice(TABLE.length) });
    else unreadable += 1;
  }
  wageTables.sort((a, b) => b.on.localeCompare(a.on) || a.document.localeCompare(b.document));
  const confirmed = overridesIn(db, entities.value);
  return ok({ overrides: confirmed.overrides, wageTables, unreadable: unreadable + confirmed.unreadable });
}

/** What the office confirmed of parameters, for inside `reading` and `writing`. */
export async function loadParameters(db: Database): Promise<Result<ParameterOverrides>> {
  const entities = await loadOfficeEntities(db);
  return entities.ok ? ok(overridesIn(db, entities.value).overrides) : entities;
}

function overridesIn(
  db: Database,
  entities: OfficeEntities,
): { readonly overrides: ParameterOverrides; readonly unreadable: number } {
  const overrides: Record<string, readonly ParameterConfirmation[]> = {};
  let unreadable = 0;
  for (const [key, value] of Object.entries(valuesOf(entities.get(parametersOf(db)) ?? new Map()))) {
    const { readable, strange } = confirmationsIn(value);
    if (readable.length > 0) overrides[key] = readable;
    unreadable += strange.length;
  }
  return { overrides, unreadable };
}

/**
 * Confirms what a parameter is for some days; it takes the place of a confirmation for just the same days.
 * Faults `access/denied` and those of writing.
 */
export async function confirmParameter(
  db: Database,
  parameter: LegalParameter,
  confirmation: ParameterConfirmation,
): Promise<Result<void>> {
  const { value, document } = confirmation;
  const line = `Parámetro confirmado: ${parameter.label}: ${value}, ${spanOf(confirmation)} (${document})`;
  return await changeConfirmations(db, parameter, { out: confirmation, in: [confirmation], line });
}

/** Takes a confirmation away; that it was there stays in the history. Faults `access/denied` and those of writing. */
export async function unconfirmParameter(
  db: Database,
  parameter: LegalParameter,
  confirmation: ParameterConfirmation,
): Promise<Result<void>> {
  const line = `Parámetro sin confirmar: ${parameter.label}, ${spanOf(confirmation)}`;
  return await changeConfirmations(db, parameter, { out: confirmation, in: [], line });
}

/** Takes in a table of wages. Faults `access/denied` and those of writing. */
export async function addWageTable(db: Database, table: WageTableContent): Promise<Result<void>> {
  const line = `Tabla de salarios mínimos: ${table.document} (${table.rows.length} ${table.rows.length === 1 ? 'línea' : 'líneas'})`;
  return await saveOfficeEntity(db, `${TABLE}${newId()}`, fieldsOf(table), () => line);
}

/** Takes a table away; that it was there stays in the history. Faults `access/denied` and those of writing. */
export async function removeWageTable(db: Database, { id, document }: WageTable): Promise<Result<void>> {
  const line = `Se quitó la tabla de salarios mínimos: ${document}`;
  return await saveOfficeEntity(db, `${TABLE}${id}`, fieldsOf({}), () => line);
}

/** Replaces the confirmation of the same days; what this version cannot read among them stays as it is. */
async function changeConfirmations(
  db: Database,
  { key }: LegalParameter,
  change: {
    readonly out: ParameterConfirmation;
    readonly in: readonly ParameterConfirmation[];
    readonly line: string;
  },
): Promise<Result<void>> {
  const entities = await readOfficeEntities(db);
  if (!entities.ok) return entities;
  const { readable, strange } = confirmationsIn(entities.value.get(parametersOf(db))?.get(key)?.value);
  const kept = readable.filter((one) => spanOf(one) !== spanOf(change.out));
  const list = [...strange, ...kept, ...change.in];
  const value = list.length === 0 ? undefined : (list as readonly Json[]);
  return await saveOfficeEntity(db, parametersOf(db), { [key]: value }, () => change.line);
}

function confirmationsIn(value: unknown): {
  readonly readable: readonly ParameterConfirmation[];
  readonly strange: readonly unknown[];
} {
  if (value === undefined) return { readable: [], strange: [] };
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const parsed = list.map((one) => v.safeParse(ParameterConfirmation, one));
  return {
    readable: parsed.flatMap((one) => (one.success ? [one.output] : [])),
    strange: list.filter((_, at) => parsed[at]?.success === false),
  };
}

/** Every field of a table by name; what is not given is to be taken away. */
function fieldsOf(given: Partial<WageTableContent>): NewValues {
  return Object.fromEntries(tableFields.map((field) => [field, given[field]]));
}

function spanOf({ validFrom, validUntil }: ParameterConfirmation): string {
  return `${validFrom ?? 'siempre'} a ${validUntil ?? 'siempre'}`;
}
