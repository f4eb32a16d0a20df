import { useCallback } from 'react';
import { readLegalCalendar } from '../../db/legal-calendar.ts';
import { refreshDues } from '../../db/refresh-dues.ts';
import { DueList } from '../../parts/due-list.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useOneByOne } from '../../parts/use-after-paint.ts';
import { useOfficeReading } from '../../parts/use-office-reading.ts';
import type { Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { CalendarPanel } from './calendar-panel.tsx';
import { ComputePanel } from './compute-panel.tsx';
import './deadlines-screen.css';
import { TermsPanel } from './terms-panel.tsx';

/** Of each group at first: as many as are looked through by eye. */
const SHOWN = 25;

/** When a term ends and why, and what the office knows about days and terms. */
export function DeadlinesScreen({ go }: { readonly go: Go }) {
  const { db, may } = useSession();
  const { value: calendar, fault } = useOfficeReading(readLegalCalendar);
  // what begins below the edge of the window comes after what a person is waiting to see
  const drawn = useOneByOne(calendar === undefined ? 0 : 3);
  const onChanged = useCallback(() => {
    // what is due in the cases hangs on it
    if (may('case.write')) void refreshDues(db);
  }, [db, may]);
  return (
    <div className="deadlines-screen">
      <PageHeader title={t('deadlines.title')} subtitle={t('deadlines.subtitle')} />
      {fault && <FaultNotice fault={fault} />}
      <div className="deadlines-panels">
        {calendar !== undefined && calendar.unreadable > 0 && (
          <Notice kind="warn" live={false} title={tCount('deadlines.unreadable', calendar.unreadable)} />
        )}
        {may('case.read') && (
          <Panel title={t('deadlines.dueCases')}>
            <DueList shown={SHOWN} go={go} />
          </Panel>
        )}
        {calendar === undefined && fault === undefined && <Spinner size={24} label={t('deadlines.loading')} />}
        {calendar && (
          <>
            {drawn > 0 && <ComputePanel calendar={calendar} />}
            {drawn > 1 && <CalendarPanel closures={calendar.closures} onChanged={onChanged} />}
            {drawn > 2 && <TermsPanel terms={calendar.terms} rules={calendar.rules} onChanged={onChanged} />}
          </>
        )}
      </div>
    </div>
  );
}
