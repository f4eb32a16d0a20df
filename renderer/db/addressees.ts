import * as v from 'valibot';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Database } from './database.ts';
import { readOfficeEntities, saveOfficeEntity, valuesOf } from './office-entities.ts';

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

/** One entity of the office's own case, with a field for each institution by its key in the directory. */
const entity = (db: Database): string => `addressees/${db.officeId}`;

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
  // what was taken away has no field left
  for (const [institution, value] of Object.entries(valuesOf(entities.value.get(entity(db)) ?? new Map()))) {
    const parsed = v.safeParse(AddresseeKeys, value);
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
  { keys, by, on, how }: AddresseeKeys,
): Promise<Result<void>> {
  const line = `Clave de institución: ${name} (confirmada por ${by}, ${on})`;
  return await saveOfficeEntity(db, entity(db), { [institution]: { keys, by, on, how } }, () => line);
}

/** Takes the keys of an institution away; that they were there stays in the history. Faults as `saveAddressee` has them. */
export async function removeAddressee(
  db: Database,
  { institution, name }: { readonly institution: string; readonly name: string },
): Promise<Result<void>> {
  return await saveOfficeEntity(db, entity(db), { [institution]: undefined }, () => `Se quitó la clave de: ${name}`);
}
