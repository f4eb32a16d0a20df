import { useState, useSyncExternalStore } from 'react';
import { useSession } from '../session.tsx';
import { t } from '../text/index.ts';
import { Notice } from '../ui/notice.tsx';

/** Says on every screen, until it is put away, that this computer's clock is behind: days would be told wrong. */
export function ClockNotice() {
  const { db } = useSession();
  const isBehind = useSyncExternalStore(db.clockBehind.subscribe, db.clockBehind.get);
  const [isPutAway, setPutAway] = useState(false);
  if (!isBehind || isPutAway) return null;
  return (
    <Notice
      kind="warn"
      title={t('safety.clock.behind')}
      todo={t('safety.clock.todo')}
      onClose={() => setPutAway(true)}
    />
  );
}
