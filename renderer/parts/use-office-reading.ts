import { useCallback } from 'react';
import { caseOf, type Write } from '../../shared/journal/write.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { Database } from '../db/database.ts';
import { useSession } from '../session.tsx';
import { useReading, type Reading } from './use-reading.ts';

/**
 * Reads something that the office has noted for itself, and reads it again when anything of that is saved.
 * @param read stable
 */
export function useOfficeReading<T>(read: (db: Database) => Promise<Result<T>>): Reading<T> {
  const { db } = useSession();
  const readHere = useCallback(() => read(db), [db, read]);
  const concerns = useCallback((write: Write) => caseOf(write) === db.officeId, [db]);
  return useReading(readHere, concerns);
}
