import { useMemo } from 'react';
import { urgentAlerts } from '../../db/alert-rows.ts';
import { useLists, useListStatus, useTexts } from '../../lists.ts';
import { alertName, alertPlace, reference } from '../../parts/alerts/alert-words.ts';
import { ClockBadge } from '../../parts/alerts/clock-badge.tsx';
import { useNow } from '../../parts/use-now.ts';
import type { Go } from '../../routes.ts';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SHOWN } from './waiting-work.ts';

/** The urgent alerts that nobody has decided about, each with its clock. Nothing where there is none. */
export function UrgentAlertsPanel({ go }: { readonly go: Go }) {
  const { alerts } = useLists();
  const status = useListStatus(alerts);
  const now = useNow();
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other rows
  const slots = useMemo(() => urgentAlerts(alerts.columns), [alerts, status]);
  const first = useMemo(() => slots.slice(0, SHOWN), [slots]);
  const shown = useTexts(alerts, first).filter((text) => text !== undefined);
  if (slots.length === 0) return null;
  return (
    <Panel
      title={t('home.urgentAlerts')}
      flush
      className="home-urgent"
      actions={
        <Button kind="quiet" size="small" icon="chevronRight" onPress={() => go({ name: 'alerts' })}>
          {t('home.allAlerts')}
        </Button>
      }
    >
      <ul className="home-list">
        {shown.map((alert) => (
          <li key={alert.id}>
            <button type="button" className="home-link" onClick={() => go({ name: 'alert', id: alert.id })}>
              <span className="home-link-head">
                <ClockBadge alert={alert} now={now} />
                <strong>{alertName(alert)}</strong>
              </span>
              <span className="home-note">
                {[t('alerts.kicker', { reference: reference(alert.id) }), alertPlace(alert)]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {slots.length > first.length && (
        <p className="home-more">{tCount('home.moreAlerts', slots.length - first.length)}</p>
      )}
    </Panel>
  );
}
