import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { formatApproximateDate } from '../../shared/record/approximate.ts';
import type { FoldedField } from '../../shared/record/fold.ts';
import { findPseudonymTable } from '../../shared/record/kinds/pseudonym.ts';
import { systemFields } from '../../shared/record/system-fields.ts';
import { identityFields, type Identity, type IdentityField } from '../../shared/report/referral-identities.ts';
import { reading } from './access.ts';
import { readChanges } from './changes.ts';
import type { Database } from './database.ts';
import { foldOnce } from './known-cases.ts';

/**
 * Who the people are that a case calls by these pseudonyms, as far as anything of it is kept: witnesses, minors and
 * people of a screening. The case's protected values must be open: fault `access/no-case-key`. Other faults:
 * `access/denied`, `db/damaged`, `db/unavailable`.
 * @returns in the order of the pseudonyms; those of whom nothing is known are left out
 */
export async function readIdentities(
  db: Database,
  caseId: string,
  pseudonyms: readonly string[],
): Promise<Result<readonly Identity[]>> {
  return await reading(db, 'case.read', async () => {
    if (!db.caseKeys.has(caseId)) return fail('access/no-case-key', { caseId });
    const changes = await readChanges(db, caseId);
    if (!changes.ok) return changes;
    const known = new Map<string, Partial<Record<IdentityField, string>>>();
    for (const [name, fields] of foldOnce(changes.value).entities) {
      const pseudonym = pseudonymOf(name, fields);
      if (pseudonym === undefined || !pseudonyms.includes(pseudonym)) continue;
      const values = identityOf(fields);
      if (Object.keys(values).length > 0) known.set(pseudonym, { ...known.get(pseudonym), ...values });
    }
    return ok(
      pseudonyms.flatMap((pseudonym): Identity[] => {
        const found = known.get(pseudonym);
        return found === undefined ? [] : [{ pseudonym, known: found }];
      }),
    );
  });
}

type Fields = ReadonlyMap<string, FoldedField>;

/** Whom a row or a record is about; undefined for one that is about nobody with a pseudonym, or was removed. */
function pseudonymOf(entity: string, fields: Fields): string | undefined {
  if (findPseudonymTable(entity.slice(0, entity.indexOf('/'))) === undefined) return undefined;
  if (fields.get(systemFields.removed)?.value === true) return undefined;
  const value = fields.get('pseudonym')?.value;
  return typeof value === 'string' ? value.trim() : undefined;
}

function identityOf(fields: Fields): Partial<Record<IdentityField, string>> {
  return Object.fromEntries(
    identityFields.flatMap((field) => {
      const value = fields.get(field)?.value;
      if (typeof value !== 'string' || value.trim() === '') return [];
      return [[field, field === 'birthDate' ? formatApproximateDate(value) : value.trim()]];
    }),
  );
}
