import { useCallback, useEffect, useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { readLegalCalendar, type LegalCalendar } from '../../db/legal-calendar.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { CalendarPanel } from './calendar-panel.tsx';
import { ComputePanel } from './compute-panel.tsx';
import './deadlines-screen.css';
import { TermsPanel } from './terms-panel.tsx';

/** When a term ends and why, and what the office knows about days and terms. */
export function DeadlinesScreen() {
  const { db } = useSession();
  const [calendar, setCalendar] = useState<LegalCalendar>();
  const [fault, setFault] = useState<Fault>();
  const load = useCallback(async (): Promise<void> => {
    const read = await readLegalCalendar(db);
    setFault(read.ok ? undefined : read.fault);
    if (read.ok) setCalendar(read.value);
  }, [db]);
  useEffect(() => {
    void load();
  }, [load]);
  const reload = useCallback(() => void load(), [load]);
  return (
    <div className="deadlines-screen">
      <PageHeader title={t('deadlines.title')} subtitle={t('deadlines.subtitle')} />
      {fault && <FaultNotice fault={fault} />}
      {calendar === undefined && fault === undefined && <Spinner size={24} label={t('deadlines.loading')} />}
      {calendar && (
        <div className="deadlines-panels">
          {calendar.unreadable > 0 && (
            <Notice kind="warn" live={false} title={tCount('deadlines.unreadable', calendar.unreadable)} />
          )}
          <ComputePanel calendar={calendar} />
          <CalendarPanel closures={calendar.closures} onChanged={reload} />
          <TermsPanel terms={calendar.terms} onChanged={reload} />
        </div>
      )}
    </div>
  );
}
