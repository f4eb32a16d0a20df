import { useSyncExternalStore } from 'react';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { useSession } from '../session.tsx';
import { t } from '../text/index.ts';
import { Button } from '../ui/button.tsx';

/** Says on every screen that the tables fall behind the journal; locking and entering again lets them catch up. */
export function TroubleNotice() {
  const { db, lock } = useSession();
  const fault = useSyncExternalStore(db.trouble.subscribe, db.trouble.get);
  if (fault === undefined) return null;
  return <FaultNotice fault={fault} actions={<Button onPress={lock}>{t('common.lock')}</Button>} />;
}
