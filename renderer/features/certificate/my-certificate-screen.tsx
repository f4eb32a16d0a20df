import { useCallback, useEffect, useState } from 'react';
import type { ListedCertificate } from '../../../shared/ipc/contract.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { KeyPlace } from '../../../shared/ipc/certificate-calls.ts';
import { host } from '../../host.ts';
import { holderName } from '../../parts/certificate-facts.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { ImportCertificateDialog } from '../../parts/import-certificate-dialog.tsx';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { CertificateCard } from './certificate-card.tsx';
import './my-certificate-screen.css';
import { TokenDialog } from './token-dialog.tsx';

/** The certificate store of an account is there on Windows alone. */
const isWindows = navigator.userAgent.includes('Windows');

/** What whoever is signed in signs with: from whom, until when, what it is called, and whether it works. */
export function MyCertificateScreen() {
  const { person, may } = useSession();
  const [own, setOwn] = useState<readonly ListedCertificate[]>();
  const [hasTokens, setHasTokens] = useState(false);
  const [importing, setImporting] = useState(false);
  const [adding, setAdding] = useState<KeyPlace>();
  const toast = useToasts();
  const [fault, setFault] = useState<Fault>();
  const load = useCallback(async (): Promise<void> => {
    const [known, settings] = await Promise.all([host.listCertificates({}), host.signingSettings({})]);
    setFault(known.ok ? undefined : known.fault);
    setHasTokens(settings.ok && settings.value.token !== undefined);
    if (known.ok) setOwn(known.value.certificates.filter(({ personId }) => personId === person.id));
  }, [person.id]);
  useEffect(() => {
    void load();
  }, [load]);

  return (
    <div className="my-certificate">
      <PageHeader
        title={t('certificates.title')}
        kicker={person.name}
        subtitle={t('certificates.subtitle')}
        actions={
          may('document.sign') && (
            <>
              {hasTokens && (
                <Button icon="plus" onPress={() => setAdding('token')}>
                  {t('certificates.tokenAdd')}
                </Button>
              )}
              {isWindows && (
                <Button icon="plus" onPress={() => setAdding('windows')}>
                  {t('certificates.windowsAdd')}
                </Button>
              )}
              <Button icon="upload" onPress={() => setImporting(true)}>
                {t('certificates.import')}
              </Button>
            </>
          )
        }
      />
      {fault && <FaultNotice fault={fault} />}
      {own === undefined && fault === undefined && <Spinner size={24} label={t('common.loading')} />}
      {own?.length === 0 && (
        <Panel>
          <EmptyState icon="certificate" title={t('certificates.none')}>
            {t('certificates.noneHint')}
          </EmptyState>
        </Panel>
      )}
      {own?.map((certificate) => (
        <CertificateCard key={certificate.id} certificate={certificate} name={holderName(certificate, [person])} />
      ))}
      {adding && (
        <TokenDialog
          from={adding}
          onClose={() => setAdding(undefined)}
          onAdded={() => {
            setAdding(undefined);
            toast({ kind: 'success', title: t('certificates.tokenTaken') });
            void load();
          }}
        />
      )}
      {importing && (
        <ImportCertificateDialog
          onClose={() => setImporting(false)}
          onImported={() => {
            setImporting(false);
            void load();
          }}
        />
      )}
    </div>
  );
}
