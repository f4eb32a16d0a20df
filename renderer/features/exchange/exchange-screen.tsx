import { useState } from 'react';
import { waitingForAnswer, type LedgerEntry } from '../../../shared/merge/ledger.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import type { Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { BundleDialog } from './bundle-dialog.tsx';
import './exchange.css';
import { otherOf } from '../../parts/exchange/bundle-words.ts';
import { LedgerTable } from './ledger-table.tsx';
import { ReceiveDialog } from './receive-dialog.tsx';
import { SendSettingsDialog } from './send-settings-dialog.tsx';
import { SendDialog } from './send-dialog.tsx';
import { useLedger } from '../../parts/exchange/use-ledger.ts';

type Opened =
  | { readonly kind: 'send' | 'receive' | 'settings' }
  | { readonly kind: 'answer'; readonly office: string }
  | { readonly kind: 'bundle'; readonly id: string };

/** Bundles that leave for other offices and come from them: what became of each, and the two deeds. */
export function ExchangeScreen({ go }: { readonly go: Go }) {
  const { db, may } = useSession();
  const { state, fault, reload } = useLedger();
  const [opened, setOpened] = useState<Opened>();
  const close = (): void => setOpened(undefined);
  if (fault) return <FaultNotice fault={fault} />;
  if (state === undefined) return <Spinner size={24} label={t('exchange.loading')} />;
  const { facts, offices, entries, waiting, isCentral } = state;
  const isReady = facts.trust !== undefined && facts.certificate !== undefined;
  const entry = opened?.kind === 'bundle' ? entries.find(({ id }) => id === opened.id) : undefined;
  return (
    <div className="exchange">
      <PageHeader
        title={t('exchange.title')}
        subtitle={t('exchange.subtitle')}
        actions={
          <>
            {may('exchange.receive') && (
              <Button
                icon="download"
                disabled={facts.trust === undefined}
                onPress={() => setOpened({ kind: 'receive' })}
              >
                {t('exchange.receive')}
              </Button>
            )}
            {isCentral && may('settings.write') && (
              <Button icon="upload" disabled={!isReady} onPress={() => setOpened({ kind: 'settings' })}>
                {t('exchange.settings_send')}
              </Button>
            )}
            <Button kind="primary" icon="upload" disabled={!isReady} onPress={() => setOpened({ kind: 'send' })}>
              {t('exchange.send')}
            </Button>
          </>
        }
      />
      {facts.trust === undefined ? (
        <Notice kind="info" title={t('exchange.noList')} todo={t('exchange.noListHint')} />
      ) : (
        facts.certificate === undefined && (
          <Notice kind="info" title={t('exchange.notCertified')} todo={t('exchange.notCertifiedHint')} />
        )
      )}
      {waiting.length > 0 && (
        <Panel title={t('exchange.waitingTitle')} className="exchange-waiting">
          <ul>
            {waiting.map(({ entry: late, days }) => (
              <li key={late.id}>
                <button type="button" onClick={() => setOpened({ kind: 'bundle', id: late.id })}>
                  {late.code} · {otherOf(late)}
                </button>{' '}
                {tCount('exchange.waiting', days)}
              </li>
            ))}
          </ul>
          <p className="exchange-note">{t('exchange.waitingHint')}</p>
        </Panel>
      )}
      <Panel title={t('exchange.ledger')} flush>
        {entries.length === 0 ? (
          <EmptyState icon="history" title={t('exchange.empty')}>
            {t('exchange.emptyHint')}
          </EmptyState>
        ) : (
          <LedgerTable entries={entries} onOpen={({ id }: LedgerEntry) => setOpened({ kind: 'bundle', id })} />
        )}
      </Panel>
      {opened?.kind === 'send' && <SendDialog offices={offices} onChanged={reload} onClose={close} />}
      {opened?.kind === 'settings' && <SendSettingsDialog offices={offices} onChanged={reload} onClose={close} />}
      {opened?.kind === 'answer' && (
        <SendDialog offices={offices} answerTo={opened.office} onChanged={reload} onClose={close} />
      )}
      {opened?.kind === 'receive' && (
        <ReceiveDialog onChanged={reload} onConflicts={() => go({ name: 'conflicts' })} onClose={close} />
      )}
      {entry && (
        <BundleDialog
          entry={entry}
          offices={offices}
          // without a certificate nothing can be signed, and to an office that is not on the list nothing can be sealed
          onAnswer={
            isReady &&
            offices.some(({ oficina }) => oficina === entry.from) &&
            waitingForAnswer(entries, entry.from, db.officeCode).includes(entry)
              ? () => setOpened({ kind: 'answer', office: entry.from })
              : undefined
          }
          onChanged={reload}
          onClose={close}
        />
      )}
    </div>
  );
}
