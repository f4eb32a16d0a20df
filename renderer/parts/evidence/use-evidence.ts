import { useCallback } from 'react';
import type { CaseEvidence } from '../../../shared/evidence/piece.ts';
import type { Write } from '../../../shared/journal/write.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { Database } from '../../db/database.ts';
import { readEvidence } from '../../db/evidence.ts';
import { protectionOf, type Protection } from '../../db/protected.ts';
import { useSession } from '../../session.tsx';
import { usePeopleNames } from '../use-people-names.ts';
import { useReading } from '../use-reading.ts';
import { changesEvidence } from './changes-evidence.ts';

/** The evidence of a case, and how its protected values stand. */
export interface EvidenceRead {
  readonly evidence: CaseEvidence;
  readonly protection: Protection;
}

/** The evidence of a case on the screen, read anew when the case is saved, and when asked. */
export interface EvidenceState {
  readonly evidence: CaseEvidence | undefined;
  readonly protection: Protection;
  /** names by person id */
  readonly people: ReadonlyMap<string, string>;
  readonly fault: Fault | undefined;
  readonly reload: () => void;
}

/** Reads the evidence of a case and how its protected values stand; faults as `readEvidence` has them. */
export async function readWithProtection(db: Database, caseId: string): Promise<Result<EvidenceRead>> {
  const [evidence, protection] = await Promise.all([readEvidence(db, caseId), protectionOf(db, caseId)]);
  if (!evidence.ok) return evidence;
  return ok({ evidence: evidence.value, protection: protection.ok ? protection.value : 'closed' });
}

/** Reads the evidence of a case, how its protected values stand, and who is who. */
export function useEvidence(caseId: string): EvidenceState {
  const { db } = useSession();
  const people = usePeopleNames();
  const read = useCallback(() => readWithProtection(db, caseId), [db, caseId]);
  const concerns = useCallback((write: Write) => changesEvidence(write, caseId), [caseId]);
  const { value, fault, reload } = useReading(read, concerns);
  return { evidence: value?.evidence, protection: value?.protection ?? 'closed', people, fault, reload };
}
