import { useEffect, useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { Write } from '../../../shared/journal/write.ts';
import { readDossier, type Dossier } from '../../db/workplaces.ts';
import { useSession } from '../../session.tsx';

/** The dossier of a workplace, read again whenever something is saved; a fault when it cannot be read. */
export function useDossier(id: string): { readonly dossier: Dossier | undefined; readonly fault: Fault | undefined } {
  const { db } = useSession();
  const [dossier, setDossier] = useState<Dossier>();
  const [fault, setFault] = useState<Fault>();
  useEffect(() => {
    let turn = 0;
    const reread = (): void => {
      turn += 1;
      const mine = turn;
      void readDossier(db, id).then((read) => {
        // else a later reading is already on its way
        if (mine !== turn) return;
        setFault(read.ok ? undefined : read.fault);
        if (read.ok) setDossier(read.value);
      });
    };
    const follow = (writes: readonly Write[]): void => {
      if (writes.some(({ t }) => t === 'summaries')) reread();
    };
    db.onWrites.add(follow);
    reread();
    return () => {
      turn = -1;
      db.onWrites.delete(follow);
    };
  }, [db, id]);
  return { dossier, fault };
}
