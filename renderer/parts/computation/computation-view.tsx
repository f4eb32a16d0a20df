import { useState } from 'react';
import type { Deadline, Running } from '../../../shared/deadline/deadline.ts';
import type { TermInForce } from '../../../shared/deadline/term-in-force.ts';
import { formatDate, timeInHonduras } from '../../../shared/kernel/plain-date.ts';
import { ConfidenceBadge } from '../confidence-badge.tsx';
import { formatLongDate, formatWeekday } from '../format.ts';
import { currentLocale, t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import './computation.css';
import { ComputationDialog } from './computation-dialog.tsx';

export interface Computation {
  readonly label: string;
  readonly term: TermInForce | undefined;
  readonly running: Running;
  readonly deadline: Deadline;
}

/** When it is due, what that rests on, and every day on the way. */
export function ComputationView(computation: Computation) {
  const { due, dueAt, days, rules, confidence } = computation.deadline;
  const [printing, setPrinting] = useState(false);
  const date = formatLongDate(due, currentLocale());
  return (
    <div className="deadlines-result">
      <div className="deadlines-due" role="status">
        <p className="deadlines-due-date">
          {dueAt === undefined
            ? t('deadlines.due', { date })
            : t('deadlines.dueAt', { date, time: timeInHonduras(dueAt) })}
        </p>
        <ConfidenceBadge confidence={confidence} />
        <Button icon="print" onPress={() => setPrinting(true)}>
          {t('deadlines.print')}
        </Button>
      </div>
      {confidence !== 'verified' && <Notice kind="warn" live={false} title={t('deadlines.unsure')} />}
      {rules.length > 0 && (
        <div>
          <h3 className="deadlines-heading">{t('deadlines.rules')}</h3>
          <ul className="deadlines-rules">
            {rules.map((rule) => (
              <li key={rule.label}>
                {rule.label} <ConfidenceBadge confidence={rule.confidence} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {days.length === 0 ? (
        <p className="deadlines-note">{t('deadlines.isHours')}</p>
      ) : (
        <DataTable
          label={t('deadlines.days')}
          rows={days}
          rowKey={(day) => day.date}
          rowLabel={(day) => `${formatDate(day.date)}, ${day.n ?? t('deadlines.notCounted')}`}
          columns={[
            {
              key: 'n',
              header: t('deadlines.day_n'),
              width: '8rem',
              cell: ({ n }) => n ?? <span className="deadlines-note">{t('deadlines.notCounted')}</span>,
            },
            { key: 'date', header: t('deadlines.day_date'), width: '8rem', cell: (day) => formatDate(day.date) },
            {
              key: 'weekday',
              header: t('deadlines.day_weekday'),
              width: '8rem',
              cell: (day) => formatWeekday(day.date, currentLocale()),
            },
            {
              key: 'why',
              header: t('deadlines.day_why'),
              cell: (day) => (
                <span className="deadlines-why">
                  {day.reasons.map((reason) => (
                    <span key={`${reason.kind} ${reason.label}`}>
                      {reason.label} <ConfidenceBadge confidence={reason.confidence} />
                    </span>
                  ))}
                  {day.date === due && <strong>{t('deadlines.isDue')}</strong>}
                </span>
              ),
            },
          ]}
        />
      )}
      {printing && <ComputationDialog {...computation} onClose={() => setPrinting(false)} />}
    </div>
  );
}
