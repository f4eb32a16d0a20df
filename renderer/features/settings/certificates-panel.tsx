import { useState } from 'react';
import type { CertificateInfo, Person } from '../../../shared/ipc/contract.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { certificateTime, holderName } from '../../parts/certificate-facts.ts';
import { commonName } from '../../../shared/signature/common-name.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { ForVerifiers } from '../../parts/for-verifiers.tsx';
import { formatDay } from '../../parts/format.ts';
import { host } from '../../host.ts';
import { ImportCertificateDialog } from '../../parts/import-certificate-dialog.tsx';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useToasts } from '../../ui/toasts.tsx';

/** Days before the end at which a certificate begins to show that it needs replacing. */
const SOON_DAYS = 60;

/** The certificates people sign with, and the office's own for those who receive its papers. */
export function CertificatesPanel({
  certificates,
  people,
  onImported,
}: {
  readonly certificates: readonly CertificateInfo[];
  readonly people: readonly Person[];
  readonly onImported: () => void;
}) {
  const { db, may } = useSession();
  const toast = useToasts();
  const [importing, setImporting] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const now = db.clock.now();

  async function saveRoot(): Promise<void> {
    const saved = await host.saveOfficeCertificate({});
    if (saved.ok) toast({ kind: 'success', title: t('settings.rootSaved', { name: saved.value.name }) });
    setFault(saved.ok || saved.fault.code === 'file/cancelled' ? undefined : saved.fault);
  }

  return (
    <Panel
      title={t('settings.certificates')}
      flush
      actions={
        may('document.sign') && (
          <Button icon="upload" onPress={() => setImporting(true)}>
            {t('settings.import')}
          </Button>
        )
      }
    >
      <DataTable
        label={t('settings.certificatesLabel')}
        rows={certificates}
        rowKey={({ id }) => id}
        rowLabel={(certificate) => `${holderName(certificate, people)}, ${daysLeft(certificate, now)}`}
        empty={<EmptyState icon="certificate" title={t('settings.noCertificates')} />}
        columns={[
          {
            key: 'holder',
            header: t('settings.column_holder'),
            cell: (certificate) => holderName(certificate, people),
            sortValue: (certificate) => holderName(certificate, people),
          },
          { key: 'issuer', header: t('settings.column_issuer'), cell: ({ issuer }) => commonName(issuer) },
          {
            key: 'validUntil',
            header: t('settings.column_validUntil'),
            cell: ({ notAfter }) => formatDay(notAfter),
            sortValue: ({ notAfter }) => notAfter,
          },
          {
            key: 'daysLeft',
            header: t('settings.column_daysLeft'),
            cell: (certificate) => <DaysLeft certificate={certificate} now={now} />,
          },
        ]}
      />
      <div className="office-root">
        <Button icon="download" onPress={() => void saveRoot()} describedBy="office-root-hint">
          {t('settings.saveRoot')}
        </Button>
        <p id="office-root-hint" className="office-note">
          {t('settings.saveRootHint')}
        </p>
        {fault && <FaultNotice fault={fault} />}
      </div>
      <div className="office-root">
        <ForVerifiers />
      </div>
      {importing && (
        <ImportCertificateDialog
          onClose={() => setImporting(false)}
          onImported={() => {
            setImporting(false);
            onImported();
          }}
        />
      )}
    </Panel>
  );
}

function DaysLeft({ certificate, now }: { readonly certificate: CertificateInfo; readonly now: number }) {
  const time = certificateTime(certificate, now);
  const kind =
    time.kind === 'valid' ? (time.days <= SOON_DAYS ? 'warn' : 'neutral') : time.kind === 'expired' ? 'error' : 'warn';
  return <Badge kind={kind}>{daysLeft(certificate, now)}</Badge>;
}

function daysLeft(certificate: CertificateInfo, now: number): string {
  const time = certificateTime(certificate, now);
  if (time.kind === 'expired') return t('settings.expired');
  if (time.kind === 'not-yet') return t('settings.notYetValid');
  if (time.days === 0) return t('settings.today');
  return tCount('settings.days', time.days);
}
