import { useCallback } from 'react';
import { caseOf, type Write } from '../../../shared/journal/write.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { readFollowUp, type FollowUp } from '../../db/contacts.ts';
import { useSession } from '../../session.tsx';
import { useReading } from '../use-reading.ts';

/** The contacts and referrals of a log, read again whenever something of it is written. */
export function useFollowUp(logId: string): {
  readonly followUp: FollowUp | undefined;
  readonly fault: Fault | undefined;
} {
  const { db } = useSession();
  const read = useCallback(() => readFollowUp(db, logId), [db, logId]);
  const concerns = useCallback((write: Write) => caseOf(write) === logId, [logId]);
  const { value, fault } = useReading(read, concerns);
  return { followUp: value, fault };
}
