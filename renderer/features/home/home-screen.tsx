import { useMemo } from 'react';
import { newId } from '../../../shared/kernel/id.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { formatLongDay } from '../../parts/format.ts';
import type { Route } from '../../routes.ts';
import { useLists, useListStatus } from '../../lists.ts';
import { useDrafts, useSession } from '../../session.tsx';
import { currentLocale, t } from '../../text/index.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { DraftsPanel } from './drafts-panel.tsx';
import './home-screen.css';
import { InProgressPanel } from './in-progress-panel.tsx';
import { RecentDocumentsPanel } from './recent-documents-panel.tsx';
import { inProgress, SHOWN, waitingDrafts } from './waiting-work.ts';

/** What waits: text that was not saved, inspections under way, papers lately made; and the two ways to begin. */
export function HomeScreen({ go }: { readonly go: (route: Route) => void }) {
  const { db, person } = useSession();
  const { cases, documents } = useLists();
  const caseStatus = useListStatus(cases);
  const documentStatus = useListStatus(documents);
  const drafts = useDrafts();
  // a new status stands for other rows
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const started = useMemo(() => inProgress(cases, drafts?.rows ?? []), [cases, caseStatus, drafts]);
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const recent = useMemo(() => documents.latest(SHOWN), [documents, documentStatus]);
  const fault = caseStatus.fault ?? drafts?.fault ?? documentStatus.fault;
  const isOpening = [caseStatus, documentStatus].some(({ phase }) => phase === 'opening');
  const today = formatLongDay(instantFrom(db.clock.now()), currentLocale());
  return (
    <div className="home">
      <PageHeader title={t('home.title')} kicker={person.name} subtitle={t('home.today', { date: today })} />
      <div className="home-actions">
        <BigAction
          icon="plus"
          title={t('home.newInspection')}
          hint={t('home.newInspectionHint')}
          keys="Ctrl+N"
          primary
          onPress={() => go({ name: 'inspection', id: newId() })}
        />
        <BigAction
          icon="shield"
          title={t('home.verifyPdf')}
          hint={t('home.verifyPdfHint')}
          onPress={() => go({ name: 'verify' })}
        />
      </div>
      {fault ? (
        <FaultNotice fault={fault} />
      ) : isOpening || drafts === undefined ? (
        <Spinner size={24} label={t('home.loading')} />
      ) : (
        <>
          <DraftsPanel
            drafts={waitingDrafts(drafts.rows)}
            damaged={drafts.damaged}
            isSaved={(caseId) => cases.columns.find(caseId) !== undefined}
            go={go}
          />
          <div className="home-columns">
            <InProgressPanel slots={started} damaged={caseStatus.damaged} go={go} />
            <RecentDocumentsPanel slots={recent} damaged={documentStatus.damaged} go={go} />
          </div>
        </>
      )}
    </div>
  );
}

interface BigActionProps {
  readonly icon: IconName;
  readonly title: string;
  readonly hint: string;
  readonly keys?: string;
  readonly primary?: boolean;
  readonly onPress: () => void;
}

function BigAction({ icon, title, hint, keys, primary = false, onPress }: BigActionProps) {
  return (
    <button type="button" className={primary ? 'home-action home-action-primary' : 'home-action'} onClick={onPress}>
      <Icon name={icon} size={26} />
      <span className="home-action-text">
        <span className="home-action-title">{title}</span>
        <span className="home-action-hint">{hint}</span>
      </span>
      {keys !== undefined && <Kbd keys={keys} />}
    </button>
  );
}
