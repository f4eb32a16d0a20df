import { lazy, Suspense } from 'react';
import { isPractice } from '../../../shared/report/practice.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { formatLongDay } from '../../parts/format.ts';
import type { Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { currentLocale, t } from '../../text/index.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import './home-screen.css';
import { CertificateNotices } from './certificate-notices.tsx';
import { NoCasesPanel } from './no-cases-panel.tsx';
import { ReportNotice } from './report-notice.tsx';
import { UpdateNotice } from './update-notice.tsx';
import { WorkPanels } from './work-panels.tsx';

// no real office waits for invented data
const PracticePanel = lazy(async () => ({ default: (await import('./practice-panel.tsx')).PracticePanel }));

/** The ways to begin, and what waits; without cases for whoever may not read them. */
export function HomeScreen({ go }: { readonly go: Go }) {
  const { db, office, person, may } = useSession();
  const today = formatLongDay(instantFrom(db.clock.now()), currentLocale());
  return (
    <div className="home">
      <PageHeader title={t('home.title')} kicker={person.name} subtitle={t('home.today', { date: today })} />
      <ReportNotice />
      {may('document.sign') && <CertificateNotices go={go} />}
      {may('settings.write') && <UpdateNotice go={go} />}
      {isPractice(office.name) && may('case.read') && (
        <Suspense fallback={null}>
          <PracticePanel />
        </Suspense>
      )}
      <div className="home-actions">
        {may('case.write') && (
          <BigAction
            icon="plus"
            title={t('home.newInspection')}
            hint={t('home.newInspectionHint')}
            keys="Ctrl+N"
            primary
            onPress={() => go({ name: 'inspection', id: newId() })}
          />
        )}
        <BigAction
          icon="shield"
          title={t('home.verifyPdf')}
          hint={t('home.verifyPdfHint')}
          onPress={() => go({ name: 'verify' })}
        />
        {!may('case.write') && (
          <BigAction
            icon="office"
            title={t('home.office')}
            hint={t('home.officeHint')}
            onPress={() => go({ name: 'office' })}
          />
        )}
      </div>
      {may('case.read') ? <WorkPanels go={go} /> : <NoCasesPanel />}
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
