import { useCallback, useEffect, useState } from 'react';
import type { CaseEvidence } from '../../../shared/evidence/piece.ts';
import type { Write } from '../../../shared/journal/write.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { readEvidence } from '../../db/evidence.ts';
import { protectionOf, type Protection } from '../../db/protected.ts';
import { useSession } from '../../session.tsx';
import { usePeopleNames } from '../use-people-names.ts';
import { changesEvidence } from './changes-evidence.ts';

/** The evidence of a case on the screen, read anew when the case is saved, and when asked. */
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
  const [asked, setAsked] = useState(0);
  const reload = useCallback(() => setAsked((before) => before + 1), []);
  useEffect(() => {
    let turn = 0;
    const reread = (): void => {
      turn += 1;
      const mine = turn;
      void Promise.all([readEvidence(db, caseId), protectionOf(db, caseId)]).then(([read, protection]) => {
        // else a later reading is already on its way
        if (mine !== turn) return;
        setFault(read.ok ? undefined : read.fault);
        if (read.ok) setEvidence(read.value);
        if (protection.ok) setProtection(protection.value);
      });
    };
    const follow = (writes: readonly Write[]): void => {
      if (writes.some((write) => changesEvidence(write, caseId))) reread();
    };
    db.onWrites.add(follow);
    reread();
    return () => {
      turn = -1;
      db.onWrites.delete(follow);
    };
  }, [db, caseId, asked]);
  return { evidence, protection, people, fault, reload };
}
