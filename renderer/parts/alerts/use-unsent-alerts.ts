import { useEffect, useState } from 'react';
import { listUnsentAlerts } from '../../db/unsent-alerts.ts';
import { useLists, useListStatus } from '../../lists.ts';
import { useSession } from '../../session.tsx';

const NONE: ReadonlySet<string> = new Set();

/** Ids of the alerts that were passed on and have not left. None for whoever does not send: they could do nothing about it. */
export function useUnsentAlerts(): ReadonlySet<string> {
  const { db, may } = useSession();
  const { alerts } = useLists();
  const status = useListStatus(alerts);
  const [unsent, setUnsent] = useState(NONE);
  const isAsked = may('exchange.send');
  useEffect(() => {
    let isWanted = true;
    if (isAsked) {
      // what cannot be read now is told where bundles are looked at
      void listUnsentAlerts(db).then((read) => {
        if (isWanted && read.ok) setUnsent(read.value);
      });
    }
    return () => {
      isWanted = false;
    };
    // a new status stands for other alerts
  }, [db, isAsked, status]);
  return unsent;
}
