import { useCallback, useEffect, useState } from 'react';
import type { CallValue, Person } from '../../../shared/ipc/contract.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { readOffice, type OfficeSettings } from '../../db/settings.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { host } from '../../host.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { AboutPanel } from './about-panel.tsx';
import { AddresseesPanel } from './addressees-panel.tsx';
import { CertificatesPanel } from './certificates-panel.tsx';
import { DiagnosisPanel } from './diagnosis-panel.tsx';
import { GuidesPanel } from './guides-panel.tsx';
import { DirectoryPanel } from './directory-panel.tsx';
import { LockPanel } from './lock-panel.tsx';
import { NumberingPanel } from './numbering-panel.tsx';
import { OfficePanel } from './office-panel.tsx';
import './office-screen.css';
import { PeoplePanel } from './people-panel.tsx';
import { PeriodPanel } from './period-panel.tsx';
import { PhrasesPanel } from './phrases-panel.tsx';
import { SigningPanel } from './signing-panel.tsx';
import { SpellingPanel } from './spelling-panel.tsx';
import { TrustPanel } from './trust-panel.tsx';
import { UpdatesPanel } from './updates-panel.tsx';

interface Loaded {
  readonly settings: OfficeSettings;
  readonly people: readonly Person[];
  readonly certificates: CallValue<'listCertificates'>['certificates'];
  readonly app: CallValue<'appInfo'>;
}

/** The office: how its papers look and are numbered, who works in it, and the certificates they sign with. */
export function OfficeScreen() {
  const { db, office, may } = useSession();
  const [loaded, setLoaded] = useState<Loaded>();
  const [fault, setFault] = useState<Fault>();

  const load = useCallback(async (): Promise<void> => {
    const [settings, people, certificates, app] = await Promise.all([
      readOffice(db),
      host.listPeople({}),
      host.listCertificates({}),
      host.appInfo({}),
    ]);
    if (!settings.ok) setFault(settings.fault);
    else if (!people.ok) setFault(people.fault);
    else if (!certificates.ok) setFault(certificates.fault);
    else if (!app.ok) setFault(app.fault);
    else {
      setFault(undefined);
      setLoaded({
        settings: settings.value,
        people: people.value,
        certificates: certificates.value.certificates,
        app: app.value,
      });
    }
  }, [db]);
  useEffect(() => {
    void load();
  }, [load]);
  const reload = useCallback(() => void load(), [load]);

  return (
    <div className="office-screen">
      <PageHeader title={t('settings.title')} subtitle={`${office.name} · ${office.code}`} />
      {fault && <FaultNotice fault={fault} />}
      {loaded === undefined && fault === undefined && <Spinner size={24} label={t('settings.loading')} />}
      {loaded && (
        <div className="office-panels">
          <OfficePanel settings={loaded.settings} onSaved={reload} />
          <NumberingPanel settings={loaded.settings} people={loaded.people} />
          {may('case.read') && may('document.export') && <PeriodPanel settings={loaded.settings} />}
          <PeoplePanel people={loaded.people} onChanged={reload} />
          {may('settings.write') && <GuidesPanel />}
          {may('settings.write') && <AddresseesPanel />}
          <DirectoryPanel />
          {may('settings.write') && <PhrasesPanel />}
          {may('settings.write') && <SpellingPanel />}
          {may('exchange.trust') && <TrustPanel />}
          <LockPanel />
          <CertificatesPanel certificates={loaded.certificates} people={loaded.people} onImported={reload} />
          <SigningPanel />
          {may('settings.write') && <UpdatesPanel />}
          <DiagnosisPanel settings={loaded.settings} />
          <AboutPanel app={loaded.app} />
        </div>
      )}
    </div>
  );
}
