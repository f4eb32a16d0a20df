import { useMemo, useState } from 'react';
import type { CaseDeadline } from '../../../shared/deadline/case-deadlines.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import { deadlinesOf } from '../../db/case-terms.ts';
import { readLegalCalendar } from '../../db/legal-calendar.ts';
import { ComputationView } from '../../parts/computation/computation-view.tsx';
import { ConfidenceBadge } from '../../parts/confidence-badge.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useOfficeReading } from '../../parts/use-office-reading.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Badge, type BadgeProps } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { CaseAround } from './use-case.ts';

const kinds: Readonly<Record<CaseDeadline['state'], NonNullable<BadgeProps['kind']>>> = {
  overdue: 'error',
  today: 'error',
  week: 'warn',
  later: 'info',
  done: 'success',
  past: 'neutral',
  unknown: 'neutral',
};

/** The terms that run in the case, each with its day, how sure that is, and why. */
export function DeadlinesPanel({ around }: { readonly around: CaseAround }) {
  const { db } = useSession();
  const { value: calendar, fault } = useOfficeReading(readLegalCalendar);
  const [shown, setShown] = useState<CaseDeadline>();
  const { view } = around;
  const { file, records, moves } = view;
  const deadlines = useMemo(
    () => (file === undefined || calendar === undefined ? [] : deadlinesOf(db, { file, records, moves }, calendar)),
    [db, file, records, moves, calendar],
  );
  if (fault) return <FaultNotice fault={fault} />;
  if (deadlines.length === 0) return null;
  return (
    <Panel title={t('cases.deadlines')}>
      <ul className="case-deadlines">
        {deadlines.map((deadline) => (
          <li key={deadline.key}>
            <div>
              <strong>{deadline.label}</strong>
              <p className="case-soft">
                {deadline.due === undefined
                  ? t('cases.noTerm')
                  : t('cases.dueOn', { date: formatDate(deadline.due), from: formatDate(deadline.from) })}
              </p>
              <span className="case-badges">
                <Badge kind={kinds[deadline.state]}>{t(`cases.due_${deadline.state}`)}</Badge>
                <ConfidenceBadge confidence={deadline.confidence} />
              </span>
            </div>
            {deadline.computation && (
              <Button
                kind="quiet"
                size="small"
                label={`${t('cases.why')}: ${deadline.label}`}
                onPress={() => setShown(deadline)}
              >
                {t('cases.why')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {shown?.computation && shown.running && (
        <Dialog open wide title={shown.label} onClose={() => setShown(undefined)}>
          <ComputationView label={shown.label} term={shown.term} running={shown.running} deadline={shown.computation} />
        </Dialog>
      )}
    </Panel>
  );
}
