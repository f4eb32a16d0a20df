import { useMemo } from 'react';
import { useLists, useListStatus } from '../../lists.ts';
import { hasFile } from '../../db/summary-kinds.ts';
import { DueList } from '../../parts/due-list.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import type { Go } from '../../routes.ts';
import { useDrafts } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Panel } from '../../ui/panel.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { DraftsPanel } from './drafts-panel.tsx';
import { InProgressPanel } from './in-progress-panel.tsx';
import { RecentDocumentsPanel } from './recent-documents-panel.tsx';
import { ReceiptsPanel } from './receipts-panel.tsx';
import { UnacknowledgedPanel } from './unacknowledged-panel.tsx';
import { UnsentAlertsPanel } from './unsent-alerts-panel.tsx';
import { UrgentAlertsPanel } from './urgent-alerts-panel.tsx';
import { inProgress, SHOWN, waitingDrafts } from './waiting-work.ts';

/** What waits for whoever reads cases: text that was not saved, inspections under way, papers lately made. */
export function WorkPanels({ go }: { readonly go: Go }) {
  const { cases, documents, workplaces, alerts } = useLists();
  const caseStatus = useListStatus(cases);
  const documentStatus = useListStatus(documents);
  const drafts = useDrafts();
  // a new status stands for other rows
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const started = useMemo(() => inProgress(cases, drafts?.rows ?? []), [cases, caseStatus, drafts]);
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const recent = useMemo(() => documents.latest(SHOWN), [documents, documentStatus]);
  // an office that keeps no case files is not told of their terms
  const hasFiles = cases.latest(1, (slot) => hasFile(cases.columns.state[slot] ?? 0)).length > 0;
  const fault = caseStatus.fault ?? drafts?.fault ?? documentStatus.fault;
  const isOpening = [caseStatus, documentStatus].some(({ phase }) => phase === 'opening');
  if (fault) return <FaultNotice fault={fault} />;
  if (isOpening || drafts === undefined) return <Spinner size={24} label={t('home.loading')} />;
  return (
    <>
      <DraftsPanel
        drafts={waitingDrafts(drafts.rows)}
        damaged={drafts.damaged}
        isSaved={(id) => [cases, workplaces, alerts].some(({ columns }) => columns.find(id) !== undefined)}
        go={go}
      />
      <UrgentAlertsPanel go={go} />
      <UnsentAlertsPanel go={go} />
      <ReceiptsPanel go={go} />
      <UnacknowledgedPanel go={go} />
      {hasFiles && (
        <Panel title={t('deadlines.dueCases')}>
          <DueList shown={SHOWN} go={go} />
        </Panel>
      )}
      <div className="home-columns">
        <InProgressPanel slots={started} damaged={caseStatus.damaged} go={go} />
        <RecentDocumentsPanel slots={recent} damaged={documentStatus.damaged} go={go} />
      </div>
    </>
  );
}
