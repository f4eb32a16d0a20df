import { useEffect, useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { Write } from '../../../shared/journal/write.ts';
import { readAlert, type AlertView } from '../../db/alerts.ts';
import { useSession } from '../../session.tsx';

/** An alert, read again whenever something of it is saved; a fault when it cannot be read. */
export function useAlert(id: string): { readonly view: AlertView | undefined; readonly fault: Fault | undefined } {
  const { db } = useSession();
  const [view, setView] = useState<AlertView>();
  const [fault, setFault] = useState<Fault>();
  useEffect(() => {
    let isHere = true;
    const reread = (): void => {
      void readAlert(db, id).then((read) => {
        if (!isHere) return;
        setFault(read.ok ? undefined : read.fault);
        if (read.ok) setView(read.value);
      });
    };
    const follow = (writes: readonly Write[]): void => {
      if (writes.some((write) => write.t === 'saves' && write.row.c === id)) reread();
    };
    db.onWrites.add(follow);
    reread();
    return () => {
      isHere = false;
      db.onWrites.delete(follow);
    };
  }, [db, id]);
  return { view, fault };
}
