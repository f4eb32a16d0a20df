import { useMemo } from 'react';
import type { AlertSummary } from '../../db/summaries.ts';
import { useLists, useTexts } from '../../lists.ts';
import { alertName, alertPlace, reference } from '../../parts/alerts/alert-words.ts';
import { ClockBadge } from '../../parts/alerts/clock-badge.tsx';
import { useNow } from '../../parts/use-now.ts';
import type { Go } from '../../routes.ts';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SHOWN } from './waiting-work.ts';

interface AlertRowsPanelProps {
  readonly title: string;
  /** of the list of alerts, the one to look at first at the top */
  readonly slots: readonly number[];
  /** what a row says of an alert beside where it is */
  readonly note?: (alert: AlertSummary) => string;
  readonly go: Go;
}

/** Alerts that wait, each with its clock. Nothing where there is none. */
export function AlertRowsPanel({ title, slots, note, go }: AlertRowsPanelProps) {
  const { alerts } = useLists();
  const now = useNow();
  const first = useMemo(() => slots.slice(0, SHOWN), [slots]);
  const shown = useTexts(alerts, first).filter((text) => text !== undefined);
  if (slots.length === 0) return null;
  return (
    <Panel
      title={title}
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
                {[t('alerts.kicker', { reference: reference(alert.id) }), alertPlace(alert), note?.(alert) ?? '']
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
