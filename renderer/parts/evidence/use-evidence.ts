import { useCallback, useEffect, useState } from 'react';
import type { CaseEvidence } from '../../../shared/evidence/piece.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { readEvidence } from '../../db/evidence.ts';
import { protectionOf, type Protection } from '../../db/protected.ts';
import { useSession } from '../../session.tsx';
import { usePeopleNames } from '../use-people-names.ts';

/** The evidence of a case on the screen, read anew when asked. */
export interface EvidenceState {
  readonly evidence: CaseEvidence | undefined;
  readonly protection: Protection;
  /** names by person id */
  readonly people: ReadonlyMap<string, string>;
  readonly fault: Fault | undefined;
  readonly reload: () => void;
}

/** Reads the evidence of a case, how its protected values stand, and who is who. */
export function useEvidence(caseId: string): EvidenceState {
  const { db } = useSession();
  const [evidence, setEvidence] = useState<CaseEvidence>();
  const [protection, setProtection] = useState<Protection>('closed');
  const people = usePeopleNames();
  const [fault, setFault] = useState<Fault>();
  const [turn, setTurn] = useState(0);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  useEffect(() => {
    let left = false;
    void Promise.all([readEvidence(db, caseId), protectionOf(db, caseId)]).then(([read, protection]) => {
      if (left) return;
      setFault(read.ok ? undefined : read.fault);
      if (read.ok) setEvidence(read.value);
      if (protection.ok) setProtection(protection.value);
    });
    return () => {
      left = true;
    };
  }, [db, caseId, turn]);
  return { evidence, protection, people, fault, reload };
}
