import { useMemo } from 'react';
import { directoryOn, type InstitutionOnDay, type OfficeDirectory } from '../../shared/catalog/office-directory.ts';
import { instantFrom } from '../../shared/kernel/clock.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import { dateInHonduras } from '../../shared/kernel/plain-date.ts';
import { readDirectory } from '../db/directory.ts';
import { useSession } from '../session.tsx';
import { useOfficeReading } from './use-office-reading.ts';

const NOTHING: OfficeDirectory = {};

/**
 * The institutions as they stand today. Those that the app ships with are there at once, and stay when the office's own
 * notes cannot be read: then with the fault.
 */
export function useDirectory(): {
  readonly institutions: readonly InstitutionOnDay[];
  readonly fault: Fault | undefined;
} {
  const { db } = useSession();
  const { value, fault } = useOfficeReading(readDirectory);
  const office = value?.office ?? NOTHING;
  const today = dateInHonduras(instantFrom(db.clock.now()));
  const institutions = useMemo(() => directoryOn(today, office), [today, office]);
  return { institutions, fault };
}
