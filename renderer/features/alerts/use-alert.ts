import { useEffect, useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { readAlert, type AlertView } from '../../db/alerts.ts';
import { useLists, useListStatus } from '../../lists.ts';
import { useSession } from '../../session.tsx';

/** An alert, read again whenever the list of alerts changes; a fault when it cannot be read. */
export function useAlert(id: string): { readonly view: AlertView | undefined; readonly fault: Fault | undefined } {
  const { db } = useSession();
  const status = useListStatus(useLists().alerts);
  const [view, setView] = useState<AlertView>();
  const [fault, setFault] = useState<Fault>();
  useEffect(() => {
    let isWanted = true;
    void readAlert(db, id).then((read) => {
      if (!isWanted) return;
      setFault(read.ok ? undefined : read.fault);
      if (read.ok) setView(read.value);
    });
    return () => {
      isWanted = false;
    };
  }, [db, id, status]);
  return { view, fault };
}
