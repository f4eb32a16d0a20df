import { useCallback } from 'react';
import type { Write } from '../../../shared/journal/write.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { readDossier, type Dossier } from '../../db/workplaces.ts';
import { useReading } from '../../parts/use-reading.ts';
import { useSession } from '../../session.tsx';

/** The dossier of a workplace, read again whenever something is saved; a fault when it cannot be read. */
export function useDossier(id: string): { readonly dossier: Dossier | undefined; readonly fault: Fault | undefined } {
  const { db } = useSession();
  const read = useCallback(() => readDossier(db, id), [db, id]);
  const { value, fault } = useReading(read, isSaved);
  return { dossier: value, fault };
}

function isSaved({ t }: Write): boolean {
  return t === 'summaries';
}
