import { useCallback, useEffect, useState } from 'react';
import type { CallValue } from '../../../shared/ipc/contract.ts';
import type { Provider } from '../../../shared/ipc/signing-settings.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { formatDay } from '../../parts/format.ts';
import { host } from '../../host.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { ProviderDialog } from './provider-dialog.tsx';
import { StampLists } from './stamp-lists.tsx';
import { TimestampForm } from './timestamp-form.tsx';
import { TokenForm } from './token-form.tsx';

type Settings = CallValue<'signingSettings'>;

/** What signatures carry and are called: time stamps, issuers outside the office, and the office's revocation list. */
export function SigningPanel() {
  const { may } = useSession();
  const toast = useToasts();
  const [settings, setSettings] = useState<Settings>();
  const [fault, setFault] = useState<Fault>();
  const [open, setOpen] = useState<Provider | 'new'>();
  const load = useCallback(async (): Promise<void> => {
    const read = await host.signingSettings({});
    setFault(read.ok ? undefined : read.fault);
    if (read.ok) setSettings(read.value);
  }, []);
  useEffect(() => {
    void load();
  }, [load]);

  async function saveList(): Promise<void> {
    const saved = await host.saveRevocationList({});
    if (saved.ok) toast({ kind: 'success', title: t('certificates.listSaved', { name: saved.value.name }) });
    setFault(saved.ok || saved.fault.code === 'file/cancelled' ? undefined : saved.fault);
  }

  const mayChange = may('settings.write');
  return (
    <Panel
      title={t('certificates.settings')}
      actions={
        mayChange && (
          <Button icon="plus" onPress={() => setOpen('new')}>
            {t('certificates.addProvider')}
          </Button>
        )
      }
    >
      {fault && <FaultNotice fault={fault} />}
      {settings && (
        <div className="office-stack">
          {mayChange && (
            <TimestampForm key={settings.timestampUrl ?? ''} url={settings.timestampUrl} onSaved={() => void load()} />
          )}
          {mayChange && settings.timestampUrl !== undefined && (
            <StampLists lists={settings.stampLists} onChanged={() => void load()} />
          )}
          {mayChange && <TokenForm token={settings.token} onSaved={() => void load()} />}
          <div className="office-stack">
            <h3 className="office-subtitle">{t('certificates.providers')}</h3>
            <p className="office-note">{t('certificates.providersHint')}</p>
            <Providers providers={settings.providers} onOpen={mayChange ? setOpen : undefined} />
          </div>
          <div className="office-stack">
            <h3 className="office-subtitle">{t('certificates.list')}</h3>
            {settings.list && (
              <p>
                {tCount('certificates.listFacts', settings.list.revoked, { day: formatDay(settings.list.issuedAt) })}
              </p>
            )}
            <div className="office-actions">
              <Button icon="download" onPress={() => void saveList()} describedBy="revocation-list-hint">
                {t('certificates.saveList')}
              </Button>
            </div>
            <p id="revocation-list-hint" className="office-note">
              {t('certificates.listHint')}
            </p>
          </div>
        </div>
      )}
      {open && (
        <ProviderDialog
          provider={open === 'new' ? undefined : open}
          onClose={() => setOpen(undefined)}
          onChanged={() => void load()}
        />
      )}
    </Panel>
  );
}

function Providers({
  providers,
  onOpen,
}: {
  readonly providers: readonly Provider[];
  readonly onOpen: ((provider: Provider) => void) | undefined;
}) {
  return (
    <DataTable
      label={t('certificates.providers')}
      rows={providers}
      rowKey={({ id }) => id}
      rowLabel={({ name, document }) => `${name}: ${document === '' ? t('certificates.unconfirmed') : document}`}
      {...(onOpen && { onOpen })}
      empty={<EmptyState icon="certificate" title={t('certificates.noProviders')} />}
      columns={[
        { key: 'name', header: t('certificates.column_provider'), cell: ({ name }) => name },
        { key: 'words', header: t('certificates.column_words'), cell: ({ words }) => words },
        {
          key: 'document',
          header: t('certificates.column_document'),
          cell: ({ words, norm, document }) =>
            [words, norm, document].includes('') ? (
              <Badge kind="warn">{t('certificates.unconfirmed')}</Badge>
            ) : (
              `${norm}; ${document}`
            ),
        },
      ]}
    />
  );
}
