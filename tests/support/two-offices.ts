import { gatherForBundle } from '../../renderer/db/gather-bundle.ts';
import type { Database } from '../../renderer/db/database.ts';
import { importCases } from '../../renderer/db/import-case.ts';
import type { ImportedBundle, ImportPlan } from '../../renderer/db/prepare-import.ts';
import { readRecord, saveRecord } from '../../renderer/db/records.ts';
import { newId } from '../../shared/kernel/id.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { SeriesSeal } from '../../shared/bundle/seal.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import { got } from './session.ts';

/** A bundle of one case as a reader would give it, its ends sealed by a stand-in: seals are checked by the reader. */
export interface CarriedCase {
  readonly bundle: ImportedBundle;
  readonly id: string;
  readonly changes: Awaited<ReturnType<typeof gathered>>['changes'];
  readonly seals: readonly SeriesSeal[];
}

const HASH = 'A'.repeat(43);

async function gathered(db: Database, caseId: string, withProtected: boolean) {
  return got(await gatherForBundle(db, caseId, { withProtected }));
}

/** Makes a bundle of a case. */
export async function carry(db: Database, caseId: string, withProtected = false): Promise<CarriedCase> {
  const { changes, seals, unsealed } = await gathered(db, caseId, withProtected);
  const fresh = unsealed.map((tip) => ({
    ...tip,
    c: caseId,
    t: '2026-11-24T20:00:00.000Z#0000',
    cert: HASH,
    sig: HASH,
  }));
  // what travels is text
  const copy = JSON.parse(JSON.stringify({ changes, seals: [...seals, ...fresh] })) as Pick<
    CarriedCase,
    'changes' | 'seals'
  >;
  return { bundle: { id: newId(), code: 'K7QM-2F9X' }, id: caseId, ...copy };
}

/** Saves a record of a case over what is there. */
export async function saveOver(db: Database, caseId: string, draft: RecordDraft): Promise<void> {
  const record = await readRecord(db, caseId);
  got(await saveRecord(db, { caseId, draft, basedOn: record.ok ? record.value.changes : 0 }));
}

/** Takes a bundle in. */
export async function takeIn(db: Database, { bundle, ...incoming }: CarriedCase): Promise<Result<ImportPlan>> {
  const taken = await importCases(db, bundle, [incoming]);
  if (!taken.ok) return taken;
  const [plan] = taken.value;
  if (plan === undefined) throw new Error('no plan of the case');
  return ok(plan);
}
