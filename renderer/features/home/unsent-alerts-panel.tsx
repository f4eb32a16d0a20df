import { useMemo } from 'react';
import { inWaitingOrder } from '../../db/alert-rows.ts';
import { useLists } from '../../lists.ts';
import { useUnsentAlerts } from '../../parts/alerts/use-unsent-alerts.ts';
import type { Go } from '../../routes.ts';
import { t } from '../../text/index.ts';
import { AlertRowsPanel } from './alert-rows-panel.tsx';

/** The alerts that were passed on to another office and have not left: nobody there knows of them. Nothing where there is none. */
export function UnsentAlertsPanel({ go }: { readonly go: Go }) {
  const { alerts } = useLists();
  const unsent = useUnsentAlerts();
  const slots = useMemo(() => inWaitingOrder(alerts.columns, unsent), [alerts, unsent]);
  return (
    <AlertRowsPanel
      title={t('home.unsentAlerts')}
      slots={slots}
      note={({ target }) => t('alerts.unsentTo', { office: target })}
      go={go}
    />
  );
}
