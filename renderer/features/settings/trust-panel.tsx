import { useState } from 'react';
import type { CallValue, ExchangeFacts, RecoverySheet } from '../../../shared/ipc/contract.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { listAge, OLD_AFTER_DAYS } from '../../../shared/roster/accept-trust.ts';
import {
  findInstallation,
  readTrustList,
  type ListedInstallation,
  type TrustList,
} from '../../../shared/roster/trust-list.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { formatDay } from '../../parts/format.ts';
import { HandOutDialog } from '../../parts/hand-out-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useReading } from '../../parts/use-reading.ts';
import { host } from '../../host.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { AcceptTrustDialog } from './accept-trust-dialog.tsx';
import { CertifyDialog } from './certify-dialog.tsx';
import { MakeRootDialog } from './make-root-dialog.tsx';
import { RecoverRootDialog } from './recover-root-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { SpokenWords } from './spoken-words.tsx';
import './trust-panel.css';
import { TrustTable } from './trust-table.tsx';

type Open =
  | { readonly kind: 'accept'; readonly offered: CallValue<'readTrustFile'> }
  | { readonly kind: 'certify'; readonly read: CallValue<'readOfficeCards'> }
  | { readonly kind: 'revoke'; readonly installation: ListedInstallation }
  | { readonly kind: 'hand-out'; readonly sheets: readonly RecoverySheet[] }
  | { readonly kind: 'make' | 'recover' };

const readFacts = () => host.exchangeFacts({});

/** Who this computer is to other offices, whom the ministry vouches for, and what the ministry itself does. */
export function TrustPanel() {
  const { db } = useSession();
  const toast = useToasts();
  const { value: facts, fault: unread, reload } = useReading(readFacts);
  const [open, setOpen] = useState<Open>();
  const { busy, fault, run } = useDeed();
  const close = (): void => setOpen(undefined);
  const done = (title: string): void => {
    toast({ kind: 'success', title });
    close();
    reload();
  };
  const save = (deed: () => Promise<Result<{ readonly name: string }>>): void =>
    void run(deed, ({ name }) => toast({ kind: 'success', title: t('trust.saved', { name }) }));
  const read = facts?.trust === undefined ? undefined : readTrustList(facts.trust.list);
  const list = read?.ok === true ? read.value : undefined;
  const isMinistry = facts?.hasRoot === true;
  const problem = unread ?? (read?.ok === false ? read.fault : fault?.code === 'file/cancelled' ? undefined : fault);

  function openList(): void {
    void run(
      () => host.readTrustFile({}),
      (offered) => {
        if (offered.kind === 'same') toast({ kind: 'info', title: t('trust.same') });
        else if (offered.kind === 'older') toast({ kind: 'info', title: t('trust.older') });
        else setOpen({ kind: 'accept', offered });
      },
    );
  }

  return (
    <Panel title={t('trust.title')} flush>
      <div className="office-notices">
        <p className="office-note">{t('trust.text')}</p>
        {problem && <FaultNotice fault={problem} />}
        {facts && <TrustNotices facts={facts} list={list} now={db.clock.now()} />}
      </div>
      {facts && (
        <div className="trust-part" role="group" aria-label={t('trust.thisTitle')}>
          <h3 className="office-numbers-heading">{t('trust.thisTitle')}</h3>
          <Facts
            rows={[
              [t('trust.state'), <OwnState key="state" facts={facts} list={list} />],
              [t('trust.cardWords'), <SpokenWords key="words" label={t('trust.cardWords')} words={facts.cardWords} />],
            ]}
          />
          <div className="office-actions">
            <Button
              icon="download"
              busy={busy}
              describedBy="trust-card-hint"
              onPress={() => save(() => host.saveOfficeCard({}))}
            >
              {t('trust.saveCard')}
            </Button>
            <p id="trust-card-hint" className="office-note">
              {t('trust.saveCardHint')}
            </p>
          </div>
        </div>
      )}
      {facts && (
        <div className="trust-part" role="group" aria-label={t('trust.listTitle')}>
          <h3 className="office-numbers-heading">{t('trust.listTitle')}</h3>
          {list && (
            <Facts
              rows={[
                [t('trust.version'), String(list.version)],
                [t('trust.issued'), formatDay(list.emitida)],
                [
                  t('trust.rootWords'),
                  <SpokenWords key="words" label={t('trust.rootWords')} words={facts.rootWords ?? []} />,
                ],
              ]}
            />
          )}
          <div className="office-actions">
            <Button icon="upload" busy={busy} onPress={openList}>
              {t('trust.openList')}
            </Button>
            {isMinistry && (
              <>
                <Button
                  icon="certificate"
                  busy={busy}
                  onPress={() =>
                    void run(
                      () => host.readOfficeCards({}),
                      (cards) => setOpen({ kind: 'certify', read: cards }),
                    )
                  }
                >
                  {t('trust.openCards')}
                </Button>
                <Button icon="download" busy={busy} onPress={() => save(() => host.saveTrustList({}))}>
                  {t('trust.saveList')}
                </Button>
              </>
            )}
            {list === undefined && <Button onPress={() => setOpen({ kind: 'make' })}>{t('trust.makeOpen')}</Button>}
            {list && <Button onPress={() => setOpen({ kind: 'recover' })}>{t('trust.recoverOpen')}</Button>}
          </div>
          {isMinistry && <p className="office-note">{t('trust.ministryHint')}</p>}
        </div>
      )}
      {list && facts && (
        <TrustTable
          list={list}
          replica={facts.replica}
          onOpen={
            isMinistry
              ? (installation) => {
                  if (installation.estado === 'activo') setOpen({ kind: 'revoke', installation });
                }
              : undefined
          }
        />
      )}
      {open?.kind === 'accept' && (
        <AcceptTrustDialog
          offered={open.offered}
          onClose={close}
          onAccepted={(version) => done(t('trust.accepted', { version }))}
        />
      )}
      {open?.kind === 'certify' && (
        <CertifyDialog
          read={open.read}
          onClose={close}
          onIssued={(version) => done(t('trust.issuedDone', { version }))}
        />
      )}
      {open?.kind === 'revoke' && (
        <RevokeDialog
          installation={open.installation}
          onClose={close}
          onRevoked={(version) => done(t('trust.issuedDone', { version }))}
        />
      )}
      {open?.kind === 'recover' && <RecoverRootDialog onClose={close} onRecovered={() => done(t('trust.recovered'))} />}
      {open?.kind === 'make' && (
        <MakeRootDialog onClose={close} onMade={(sheets) => setOpen({ kind: 'hand-out', sheets })} />
      )}
      {open?.kind === 'hand-out' && (
        <HandOutDialog
          sheets={open.sheets}
          opens="exchange-root"
          title={t('trust.handOutTitle')}
          stay={t('trust.handOutStay')}
          leave={t('trust.handOutLeave')}
          onDone={() => {
            close();
            void run(
              () => host.confirmExchangeRoot({}),
              () => done(t('trust.made')),
            );
          }}
        />
      )}
    </Panel>
  );
}

interface Known {
  readonly facts: ExchangeFacts;
  readonly list: TrustList | undefined;
}

function TrustNotices({ facts, list, now }: Known & { readonly now: number }) {
  if (list === undefined)
    return <Notice kind="info" live={false} title={t('trust.noList')} todo={t('trust.noListTodo')} />;
  const days = listAge(list, now);
  const isRevoked = findInstallation(list, facts.replica)?.estado === 'revocado';
  return (
    <>
      {days > OLD_AFTER_DAYS && (
        <Notice kind="warn" live={false} title={tCount('trust.old', days)} todo={t('trust.oldTodo')} />
      )}
      {isRevoked ? (
        <Notice kind="warn" live={false} title={t('trust.revokedHere')} todo={t('trust.revokedHereTodo')} />
      ) : (
        facts.certificate === undefined && (
          <Notice kind="warn" live={false} title={t('trust.notCertified')} todo={t('trust.notCertifiedTodo')} />
        )
      )}
    </>
  );
}

function OwnState({ facts, list }: Known) {
  const listed = list && findInstallation(list, facts.replica);
  if (listed?.estado === 'revocado') return <Badge kind="error">{t('trust.state_revocado')}</Badge>;
  if (facts.certificate === undefined || listed === undefined) return <Badge kind="warn">{t('trust.own_none')}</Badge>;
  return <Badge kind="success">{t('trust.own_certified', { until: formatDay(listed.hasta) })}</Badge>;
}
