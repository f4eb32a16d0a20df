import * as v from 'valibot';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Database } from './database.ts';
import { readOfficeEntities, saveOfficeEntity, valuesOf, type NewValues } from './office-entities.ts';

/** How a key was compared with somebody of the institution before it was kept. */
export const comparedWays = ['inPerson', 'telephone', 'letter'] as const;
export type ComparedWay = (typeof comparedWays)[number];

const AddresseeKeys = v.object({
  /** public keys of age, small letters; all of one kind (shared/referral/age-key.ts) */
  keys: v.pipe(v.array(v.string()), v.minLength(1), v.readonly()),
  /** who of the institution confirmed them */
  by: v.string(),
  /** civil date */
  on: v.string(),
  how: v.picklist(comparedWays),
});
/** To which keys packages for an institution are sealed, and why the office trusts them. */
export type AddresseeKeys = v.InferOutput<typeof AddresseeKeys>;

const ENTITY = 'addressee/';
const fields = ['keys', 'by', 'on', 'how'] as const;

/** The keys that an office keeps, by key of the directory. */
export interface Addressees {
  readonly known: ReadonlyMap<string, AddresseeKeys>;
  /** institutions of which something is kept that this version of the app cannot read: not even that there is none */
  readonly unreadable: ReadonlySet<string>;
}

/** The institutions' keys; everybody in the office may read them. Faults `db/damaged`, `db/unavailable`. */
export async function readAddressees(db: Database): Promise<Result<Addressees>> {
  const entities = await readOfficeEntities(db);
  if (!entities.ok) return entities;
  const known = new Map<string, AddresseeKeys>();
  const unreadable = new Set<string>();
  for (const [entity, state] of entities.value) {
    const values = valuesOf(state);
    // what was taken away has no field left
    if (!entity.startsWith(ENTITY) || Object.keys(values).length === 0) continue;
    const institution = entity.slice(ENTITY.length);
    const parsed = v.safeParse(AddresseeKeys, values);
    if (parsed.success) known.set(institution, parsed.output);
    else unreadable.add(institution);
  }
  return ok({ known, unreadable });
}

/**
 * Keeps the keys of an institution, in place of those before. Faults `access/denied` and those of writing.
 * @param institution key of the directory
 * @param name how it is called, for the chain of acts
 */
export async function saveAddressee(
  db: Database,
  { institution, name }: { readonly institution: string; readonly name: string },
  kept: AddresseeKeys,
): Promise<Result<void>> {
  const line = `Clave de institución: ${name} (confirmada por ${kept.by}, ${kept.on})`;
  return await saveOfficeEntity(db, ENTITY + institution, kept, () => line);
}

/** Takes the keys of an institution away; that they were there stays in the history. Faults as `saveAddressee` has them. */
export async function removeAddressee(
  db: Database,
  { institution, name }: { readonly institution: string; readonly name: string },
): Promise<Result<void>> {
  const nothing: NewValues = Object.fromEntries(fields.map((field) => [field, undefined]));
  return await saveOfficeEntity(db, ENTITY + institution, nothing, () => `Se quitó la clave de: ${name}`);
}
