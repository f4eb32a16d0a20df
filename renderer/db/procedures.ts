import * as v from 'valibot';
import { instantFrom, type Instant } from '../../shared/kernel/clock.ts';
import { newId } from '../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { checkProcedure } from '../../shared/procedure/check-procedure.ts';
import { Procedure, SHIPPED_PROCEDURE_ID, shippedProcedure } from '../../shared/procedure/procedure.ts';
import type { FoldedField } from '../../shared/record/fold.ts';
import { parseHybridTime } from '../../shared/record/hybrid-time.ts';
import type { Database } from './database.ts';
import { readOfficeEntities, saveOfficeEntity } from './office-entities.ts';

// Each version is an entity of the office that is written once and never again: a case that began under it finds it
// as it was. The version that comes with the app is nowhere in the database.

const VERSION = 'procedure/';
/** What somebody has begun to change and not yet saved as a version: one for the office. */
const draftOf = (db: Database): string => `procedure_draft/${db.officeId}`;

/** A version of the procedure, and who made it. */
export interface ProcedureVersion {
  /** what a case notes that began under it */
  readonly id: string;
  /** 1 for the one that comes with the app */
  readonly number: number;
  /** when it was saved; undefined for the one that comes with the app, as `by` */
  readonly from: Instant | undefined;
  /** name of who saved it */
  readonly by: string | undefined;
  readonly note: string;
  readonly procedure: Procedure;
}

/** What was begun and not yet saved as a version. */
export interface ProcedureDraft {
  /** id of the version that was changed */
  readonly base: string;
  readonly procedure: Procedure;
}

/** Every version of the office. */
export interface Procedures {
  /** the version that new cases begin under */
  readonly current: Procedure;
  readonly currentId: string;
  /** newest first; the last one is that of the app */
  readonly versions: readonly ProcedureVersion[];
  readonly draft: ProcedureDraft | undefined;
  /** how many versions are there that this version of the app cannot read; they count for nothing */
  readonly unreadable: number;
}

const shippedVersion: ProcedureVersion = {
  id: SHIPPED_PROCEDURE_ID,
  number: 1,
  from: undefined,
  by: undefined,
  note: '',
  procedure: shippedProcedure,
};

const StoredVersion = v.strictObject({
  number: v.pipe(v.number(), v.integer(), v.minValue(2)),
  by: v.string(),
  note: v.string(),
  procedure: Procedure,
});
const StoredDraft = v.strictObject({ base: v.string(), procedure: Procedure });

/** All versions of the procedure; everybody in the office may read them. Faults `db/damaged`, `db/unavailable`. */
export async function readProcedures(db: Database): Promise<Result<Procedures>> {
  const entities = await readOfficeEntities(db);
  if (!entities.ok) return entities;
  const made: ProcedureVersion[] = [];
  let unreadable = 0;
  for (const [entity, fields] of entities.value) {
    if (!entity.startsWith(VERSION)) continue;
    const version = readVersion(entity.slice(VERSION.length), fields);
    if (version === undefined) unreadable += 1;
    else made.push(version);
  }
  made.sort((a, b) => b.number - a.number || (b.from ?? '').localeCompare(a.from ?? '') || b.id.localeCompare(a.id));
  const current = made[0] ?? shippedVersion;
  const draft = v.safeParse(StoredDraft, entities.value.get(draftOf(db))?.get('draft')?.value);
  return ok({
    current: current.procedure,
    currentId: current.id,
    versions: [...made, shippedVersion],
    draft: draft.success ? draft.output : undefined,
    unreadable,
  });
}

function readVersion(id: string, fields: ReadonlyMap<string, FoldedField>): ProcedureVersion | undefined {
  const values = Object.fromEntries([...fields].map(([name, { value }]) => [name, value]));
  const version = v.safeParse(StoredVersion, values);
  const time = parseHybridTime(fields.get('procedure')?.heads[0]?.op.t ?? '');
  return version.success && time ? { id, from: instantFrom(time.milliseconds), ...version.output } : undefined;
}

/**
 * Saves a procedure as the next version; no older one changes.
 * @param input `by`: name of whoever saves, `note`: why
 * @returns its id; the faults of `checkProcedure`, `access/denied`, those of reading and writing
 */
export async function saveProcedure(
  db: Database,
  procedure: Procedure,
  input: { readonly by: string; readonly note: string },
): Promise<Result<string>> {
  const parsed = v.safeParse(Procedure, procedure);
  if (!parsed.success) return fail('procedure/incomplete', { what: v.getDotPath(parsed.issues[0]) ?? '' });
  const checked = checkProcedure(parsed.output);
  if (!checked.ok) return checked;
  const known = await readProcedures(db);
  if (!known.ok) return known;
  const id = newId();
  const number = (known.value.versions[0]?.number ?? 1) + 1;
  const values = { number, by: input.by, note: input.note.trim(), procedure: checked.value };
  const line = `Procedimiento, versión ${number}${values.note === '' ? '' : `: ${values.note}`}`;
  const saved = await saveOfficeEntity(db, `${VERSION}${id}`, values, () => line);
  return saved.ok ? ok(id) : saved;
}

/**
 * Keeps what was begun, or throws it away; nothing else changes by it.
 * @param draft `undefined` throws it away
 * @returns nothing; `access/denied` and the faults of writing
 */
export async function keepProcedureDraft(db: Database, draft: ProcedureDraft | undefined): Promise<Result<void>> {
  const line = draft === undefined ? 'Borrador del procedimiento descartado' : 'Borrador del procedimiento';
  const value = draft === undefined ? undefined : { base: draft.base, procedure: draft.procedure };
  return await saveOfficeEntity(db, draftOf(db), { draft: value }, () => line);
}

/**
 * The version that a case began under.
 * @param versions as {@link readProcedures} gives them
 * @param id as the case noted it
 * @returns the version; with `known` false that of the app, when this office does not have the one that was asked for:
 *   then the screen must say so
 */
export function procedureFor(
  versions: readonly ProcedureVersion[],
  id: string,
): { readonly version: ProcedureVersion; readonly known: boolean } {
  const version = versions.find((known) => known.id === id);
  return { version: version ?? shippedVersion, known: version !== undefined };
}
