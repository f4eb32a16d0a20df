import { useEffect, useMemo, useState } from 'react';
import { readAlert } from '../../db/alerts.ts';
import { sentAlerts } from '../../db/alert-rows.ts';
import { useLists, useListStatus, useTexts } from '../../lists.ts';
import { useSession } from '../../session.tsx';

/** Keys of the signs of every alert that went into a case, also by way of another; none until they are read. Without them nothing is missing. */
export function useAlertSigns(caseId: string): readonly string[] {
  const { db } = useSession();
  const { alerts } = useLists();
  const status = useListStatus(alerts);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other rows
  const slots = useMemo(() => sentAlerts(alerts.columns), [alerts, status]);
  const texts = useTexts(alerts, slots);
  const into = (target: string): readonly string[] =>
    texts.flatMap((text) => (text?.target === target ? [text.id] : []));
  const own = into(caseId);
  // and what was joined to these
  const ids = [...own, ...own.flatMap(into)].join(' ');
  const [signs, setSigns] = useState<readonly string[]>([]);
  useEffect(() => {
    let isWanted = true;
    const wanted = ids.split(' ').filter((id) => id !== '');
    void Promise.all(wanted.map((id) => readAlert(db, id))).then((read) => {
      if (!isWanted) return;
      setSigns(
        read.flatMap((alert) => {
          const told = alert.ok ? alert.value.draft.values['signs'] : undefined;
          return typeof told === 'object' ? told : [];
        }),
      );
    });
    return () => {
      isWanted = false;
    };
  }, [db, ids]);
  return signs;
}
