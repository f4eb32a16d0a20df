import { useMemo } from 'react';
import { formatDay } from '../../parts/format.ts';
import { alertName, reference } from '../../parts/alerts/alert-words.ts';
import { alertsOfCase } from '../../db/alert-rows.ts';
import { useLists, useListStatus, useTexts } from '../../lists.ts';
import type { Go } from '../../routes.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';

/** The alerts that a case came from or that were joined to it; for the office alone. Nothing where there is none. */
export function AlertOrigin({ caseId, go }: { readonly caseId: string; readonly go: Go }) {
  const { alerts } = useLists();
  const status = useListStatus(alerts);
  const slots = useMemo(
    () => alertsOfCase(alerts.columns, caseId),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other rows
    [alerts, status, caseId],
  );
  const shown = useTexts(alerts, slots).filter((text) => text !== undefined);
  if (shown.length === 0) return null;
  const isOrigin = shown.length === 1 && shown[0]?.state === 'inspection';
  return (
    <Panel title={t(isOrigin ? 'followUp.fromAlert' : 'followUp.fromAlerts')}>
      <ul className="case-alerts">
        {shown.map((alert) => (
          <li key={alert.id}>
            <span>
              <strong>{t('alerts.kicker', { reference: reference(alert.id) })}</strong>{' '}
              <span className="case-soft">{[formatDay(alert.receivedAt), alertName(alert)].join(' · ')}</span>
            </span>
            <Button
              size="small"
              icon="chevronRight"
              label={t('followUp.openAlert', { reference: reference(alert.id) })}
              onPress={() => go({ name: 'alert', id: alert.id })}
            >
              {t('alerts.open')}
            </Button>
          </li>
        ))}
      </ul>
      <p className="case-soft">{t('followUp.fromAlertHint')}</p>
    </Panel>
  );
}
