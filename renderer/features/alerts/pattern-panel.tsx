import { useMemo } from 'react';
import { alertRules } from '../../../shared/catalog/alert-rules.ts';
import { patternsOf } from '../../db/alert-rows.ts';
import type { AlertSummary } from '../../db/summaries.ts';
import { useLists, useListStatus } from '../../lists.ts';
import { t, tCount } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';

/** What comes back in other alerts; nothing while nothing does. */
export function PatternPanel({ alert }: { readonly alert: AlertSummary }) {
  const { alerts } = useLists();
  const status = useListStatus(alerts);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other rows
  const patterns = useMemo(() => patternsOf(alerts.columns, alert), [alerts, alert, status]);
  if (patterns.length === 0) return null;
  return (
    <Notice kind="warn" live={false} title={t('alerts.pattern')}>
      <ul>
        {patterns.map(({ reason, others }) => (
          <li key={reason}>{tCount(`alerts.pattern_${reason}`, others.length)}</li>
        ))}
      </ul>
      <p>{t('alerts.patternHint', { months: alertRules.patterns.months })}</p>
    </Notice>
  );
}
