import { useCallback } from 'react';
import type { Person } from '../../../shared/ipc/contract.ts';
import { caseOf, type Write } from '../../../shared/journal/write.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { readCase, type CaseView } from '../../db/cases.ts';
import { readFollowUp, type FollowUp } from '../../db/contacts.ts';
import type { Database } from '../../db/database.ts';
import { listDocumentsOf, type DocumentHead } from '../../db/documents.ts';
import { findDrafts, type StoredDraft } from '../../db/drafts.ts';
import { procedureFor, readProcedures, type ProcedureVersion } from '../../db/procedures.ts';
import { host } from '../../host.ts';
import { readWithProtection, type EvidenceRead } from '../../parts/evidence/use-evidence.ts';
import { useReading, type Reading } from '../../parts/use-reading.ts';
import { useSession } from '../../session.tsx';

/** A case with everything around it, of one reading. */
export interface CaseAround extends EvidenceRead {
  readonly view: CaseView;
  readonly followUp: FollowUp;
  readonly documents: readonly DocumentHead[];
  readonly drafts: readonly StoredDraft[];
  /** the version of the procedure that the case began under */
  readonly version: ProcedureVersion;
  /** false when this office does not have that version; then the shipped one stands in */
  readonly versionKnown: boolean;
  readonly people: readonly Person[];
}

/** A case, read again whenever something of it is written; a fault when it cannot be read. */
export function useCase(caseId: string): Reading<CaseAround> {
  const { db } = useSession();
  const read = useCallback(() => readAround(db, caseId), [db, caseId]);
  const concerns = useCallback((write: Write) => caseOf(write) === caseId, [caseId]);
  return useReading(read, concerns);
}

/** Everything is asked for at once: what comes from the log of the case then comes from one reading of it. */
async function readAround(db: Database, caseId: string): Promise<Result<CaseAround>> {
  const [view, followUp, evidence, documents, drafts, procedures, people] = await Promise.all([
    readCase(db, caseId),
    readFollowUp(db, caseId),
    readWithProtection(db, caseId),
    listDocumentsOf(db, caseId),
    findDrafts(db, caseId),
    readProcedures(db),
    host.listPeople({}),
  ]);
  if (!view.ok) return view;
  if (!followUp.ok) return followUp;
  if (!evidence.ok) return evidence;
  if (!documents.ok) return documents;
  if (!drafts.ok) return drafts;
  if (!procedures.ok) return procedures;
  const began = view.value.file?.values['procedureId'];
  const { version, known } = procedureFor(procedures.value.versions, typeof began === 'string' ? began : '');
  return ok({
    view: view.value,
    followUp: followUp.value,
    ...evidence.value,
    documents: documents.value,
    drafts: drafts.value,
    version,
    versionKnown: known,
    people: people.ok ? people.value : [],
  });
}
