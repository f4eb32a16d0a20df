import { useEffect, useState } from 'react';
import type { Write } from '../../../shared/journal/write.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { listConflicts, type Conflicts } from '../../db/conflicts.ts';
import { useSession } from '../../session.tsx';

/** Everything on which people disagree, read again after anything is saved; undefined until it is read. */
export function useConflicts(): { readonly conflicts: Conflicts | undefined; readonly fault: Fault | undefined } {
  const { db } = useSession();
  const [conflicts, setConflicts] = useState<Conflicts>();
  const [fault, setFault] = useState<Fault>();
  useEffect(() => {
    let turn = 0;
    const reread = (): void => {
      turn += 1;
      const mine = turn;
      void listConflicts(db).then((read) => {
        if (mine !== turn) return;
        if (read.ok) setConflicts(read.value);
        setFault(read.ok ? undefined : read.fault);
      });
    };
    const follow = (writes: readonly Write[]): void => {
      if (writes.some(({ t }) => t === 'saves')) reread();
    };
    db.onWrites.add(follow);
    reread();
    return () => {
      turn = -1;
      db.onWrites.delete(follow);
    };
  }, [db]);
  return { conflicts, fault };
}
