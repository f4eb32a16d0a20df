import { triageClock } from '../../../shared/alert/triage.ts';
import { alertRules } from '../../../shared/catalog/alert-rules.ts';
import type { AlertSummary } from '../../db/summaries.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';

const colours = { calm: 'neutral', soon: 'warn', late: 'error' } as const;

/** How long an alert has waited for a decision, in hours and in words. */
export function ClockBadge({ alert, now }: { readonly alert: AlertSummary; readonly now: number }) {
  const { hours, level } = triageClock(alert, now, alertRules.triage);
  return (
    <Badge kind={colours[level]} icon="clock">
      {t(`alerts.clock_${level}`, { hours })}
    </Badge>
  );
}
