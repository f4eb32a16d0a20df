import { useMemo } from 'react';
import { urgentAlerts } from '../../db/alert-rows.ts';
import { useLists, useListStatus } from '../../lists.ts';
import type { Go } from '../../routes.ts';
import { t } from '../../text/index.ts';
import { AlertRowsPanel } from './alert-rows-panel.tsx';

/** The urgent alerts that nobody has decided about, each with its clock. Nothing where there is none. */
export function UrgentAlertsPanel({ go }: { readonly go: Go }) {
  const { alerts } = useLists();
  const status = useListStatus(alerts);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other rows
  const slots = useMemo(() => urgentAlerts(alerts.columns), [alerts, status]);
  return <AlertRowsPanel title={t('home.urgentAlerts')} slots={slots} go={go} />;
}
