import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { formatApproximateDate } from '../../shared/record/approximate.ts';
import type { FoldedCase, FoldedField } from '../../shared/record/fold.ts';
import { findPseudonymTable } from '../../shared/record/kinds/pseudonym.ts';
import { systemFields } from '../../shared/record/system-fields.ts';
import {
  guardianFields,
  identityFields,
  type Identity,
  type IdentityField,
} from '../../shared/report/referral-identities.ts';
import { reading } from './access.ts';
import { readChanges } from './changes.ts';
import type { Database } from './database.ts';
import { foldOnce } from './known-cases.ts';

/**
 * Who the people are that a case calls by these pseudonyms, as far as anything of it is kept: witnesses, minors and
 * people of a screening. The case's protected values must be open: fault `access/no-case-key`. Other faults:
 * `access/denied`, `db/damaged`, `db/unavailable`; `referral/identities-differ` (`pseudonym`) when the case says two
 * different things of one person. Of an adult who is implicated in the facts nothing is given.
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
    const here = entitiesHere(foldOnce(changes.value)).flatMap(([name, fields]) => {
      const pseudonym = pseudonymOf(name, fields);
      return pseudonym === undefined || !pseudonyms.includes(pseudonym) ? [] : [{ pseudonym, fields }];
    });
    // also what another record says of the adult
    const withoutGuardian = new Set(
      here.filter(({ fields }) => isGuardianImplicated(fields)).map((one) => one.pseudonym),
    );
    const known = new Map<string, Known>();
    for (const { pseudonym, fields } of here) {
      const values = identityOf(fields, withoutGuardian.has(pseudonym));
      const before = known.get(pseudonym) ?? {};
      // which of two is right nobody can tell from here, and the wrong one leads to somebody else
      if (identityFields.some((field) => differ(before[field], values[field]))) {
        return fail('referral/identities-differ', { pseudonym });
      }
      if (Object.keys(values).length > 0) known.set(pseudonym, { ...before, ...values });
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
type Known = Partial<Record<IdentityField, string>>;

/** What lies neither in the bin, by itself or with its record, nor was removed. */
function entitiesHere({ entities }: FoldedCase): readonly (readonly [string, Fields])[] {
  // a row bears true, a record the time when it was binned
  const isHere = (fields: Fields): boolean => !fields.get(systemFields.removed)?.value;
  const binned = new Set<unknown>(
    [...entities]
      .filter(([, fields]) => fields.has(systemFields.kind) && !isHere(fields))
      .map(([name]) => name.slice(name.indexOf('/') + 1)),
  );
  return [...entities].filter(([, fields]) => isHere(fields) && !binned.has(fields.get(systemFields.record)?.value));
}

/** Whom a row or a record is about; undefined for one that is about nobody with a pseudonym. */
function pseudonymOf(entity: string, fields: Fields): string | undefined {
  if (findPseudonymTable(entity.slice(0, entity.indexOf('/'))) === undefined) return undefined;
  const value = fields.get('pseudonym')?.value;
  return typeof value === 'string' ? value.trim() : undefined;
}

function isGuardianImplicated(fields: Fields): boolean {
  return fields.get('guardianImplicated')?.value === 'yes';
}

function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function identityOf(fields: Fields, withoutGuardian: boolean): Known {
  return Object.fromEntries(
    identityFields.flatMap((field) => {
      if (withoutGuardian && guardianFields.has(field)) return [];
      const value = fields.get(field)?.value;
      if (typeof value !== 'string' || value.trim() === '') return [];
      return [[field, field === 'birthDate' ? formatApproximateDate(value) : value.trim()]];
    }),
  );
}
