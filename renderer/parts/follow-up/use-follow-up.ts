import { useEffect, useState } from 'react';
import { caseOf } from '../../../shared/journal/write.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { readFollowUp, type FollowUp } from '../../db/contacts.ts';
import { useSession } from '../../session.tsx';

/** The contacts and referrals of a log, read again whenever something of it is written. */
export function useFollowUp(logId: string): {
  readonly followUp: FollowUp | undefined;
  readonly fault: Fault | undefined;
} {
  const { db } = useSession();
  const [followUp, setFollowUp] = useState<FollowUp>();
  const [fault, setFault] = useState<Fault>();
  useEffect(() => {
    let turn = 0;
    const reread = (): void => {
      turn += 1;
      const mine = turn;
      void readFollowUp(db, logId).then((read) => {
        // else a later reading is already on its way
        if (mine !== turn) return;
        setFault(read.ok ? undefined : read.fault);
        if (read.ok) setFollowUp(read.value);
      });
    };
    const follow = (writes: readonly Parameters<typeof caseOf>[0][]): void => {
      if (writes.some((write) => caseOf(write) === logId)) reread();
    };
    db.onWrites.add(follow);
    reread();
    return () => {
      turn = -1;
      db.onWrites.delete(follow);
    };
  }, [db, logId]);
  return { followUp, fault };
}
