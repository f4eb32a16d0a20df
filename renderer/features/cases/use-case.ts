import { useCallback } from 'react';
import type { Person } from '../../../shared/ipc/contract.ts';
import { caseOf, type Write } from '../../../shared/journal/write.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { readCase, readCaseSooner, type CaseNow, type CaseView } from '../../db/cases.ts';
import { readFollowUp, type FollowUp } from '../../db/contacts.ts';
import type { Database } from '../../db/database.ts';
import { listDocumentsOf, type DocumentHead } from '../../db/documents.ts';
import { findDrafts, type StoredDraft } from '../../db/drafts.ts';
import { procedureFor, readProcedures, type ProcedureVersion } from '../../db/procedures.ts';
import { host } from '../../host.ts';
import { readWithProtection, type EvidenceRead } from '../../parts/evidence/use-evidence.ts';
import { useReading, type Reading } from '../../parts/use-reading.ts';
import { useSession } from '../../session.tsx';

/** A case as it stands, with what lies beside it: all that its first screen shows and does. */
export interface CaseAround {
  readonly view: CaseNow;
  readonly documents: readonly DocumentHead[];
  readonly drafts: readonly StoredDraft[];
  /** the version of the procedure that the case began under */
  readonly version: ProcedureVersion;
  /** false when this office does not have that version; then the shipped one stands in */
  readonly versionKnown: boolean;
  readonly people: readonly Person[];
}

/** A case with everything around it, of one reading. */
export interface WholeCase extends CaseAround, EvidenceRead {
  readonly view: CaseView;
  readonly followUp: FollowUp;
}

/** A case on the screen: first, where it is a long one, as it stands, and then whole. */
interface CaseOnScreen {
  readonly around: CaseAround;
  /** undefined until all of it was read */
  readonly whole: WholeCase | undefined;
}

/** A case, read again whenever something of it is written; a fault when it cannot be read. */
export function useCase(caseId: string): Reading<CaseOnScreen> {
  const { db } = useSession();
  const read = useCallback(() => readWhole(db, caseId), [db, caseId]);
  const sooner = useCallback(() => readSooner(db, caseId), [db, caseId]);
  const concerns = useCallback((write: Write) => caseOf(write) === caseId, [caseId]);
  return useReading(read, concerns, sooner);
}

async function readSooner(db: Database, caseId: string): Promise<CaseOnScreen | undefined> {
  const reading = readBeside(db, caseId);
  const view = await readCaseSooner(db, caseId);
  // as with most cases: the whole of it waits for nothing then
  if (!view.ok || view.value === undefined) return undefined;
  const beside = await reading;
  return beside.ok ? { around: aroundOf(view.value, beside.value), whole: undefined } : undefined;
}

/** Everything is asked for at once: what comes from the log of the case then comes from one reading of it. */
async function readWhole(db: Database, caseId: string): Promise<Result<CaseOnScreen>> {
  const [view, followUp, evidence, beside] = await Promise.all([
    readCase(db, caseId),
    readFollowUp(db, caseId),
    readWithProtection(db, caseId),
    readBeside(db, caseId),
  ]);
  if (!view.ok) return view;
  if (!followUp.ok) return followUp;
  if (!evidence.ok) return evidence;
  if (!beside.ok) return beside;
  const around = aroundOf(view.value, beside.value);
  const whole = { ...around, view: view.value, followUp: followUp.value, ...evidence.value };
  return ok({ around: whole, whole });
}

interface Beside extends Pick<CaseAround, 'documents' | 'drafts' | 'people'> {
  readonly versions: readonly ProcedureVersion[];
}

async function readBeside(db: Database, caseId: string): Promise<Result<Beside>> {
  const [documents, drafts, procedures, people] = await Promise.all([
    listDocumentsOf(db, caseId),
    findDrafts(db, caseId),
    readProcedures(db),
    host.listPeople({}),
  ]);
  if (!documents.ok) return documents;
  if (!drafts.ok) return drafts;
  if (!procedures.ok) return procedures;
  const { versions } = procedures.value;
  return ok({ documents: documents.value, drafts: drafts.value, versions, people: people.ok ? people.value : [] });
}

function aroundOf(view: CaseNow, { versions, ...beside }: Beside): CaseAround {
  const began = view.file?.values['procedureId'];
  const { version, known } = procedureFor(versions, typeof began === 'string' ? began : '');
  return { view, ...beside, version, versionKnown: known };
}
