import { useCallback, useEffect, useState } from 'react';
import type { CallValue, Person, SafetyFacts } from '../../../shared/ipc/contract.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { host } from '../../host.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import type { Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { FactsPanel } from './facts-panel.tsx';
import { safetyRows } from './safety-rows.ts';
import './safety-screen.css';
import { SnapshotsPanel } from './snapshots-panel.tsx';

interface Loaded {
  readonly facts: SafetyFacts;
  readonly people: readonly Person[];
}

/** How safe the office's data is, what can be done for it, and what the copies give back. */
export function SafetyScreen({ go }: { readonly go: Go }) {
  const { db, office } = useSession();
  const toast = useToasts();
  const [loaded, setLoaded] = useState<Loaded>();
  const [chain, setChain] = useState<CallValue<'checkAudit'>>();
  const [unread, setUnread] = useState<Fault>();
  const { busy, fault, run } = useDeed();

  const load = useCallback(async (): Promise<void> => {
    const [facts, people] = await Promise.all([host.safetyFacts({}), host.listPeople({})]);
    if (!facts.ok) setUnread(facts.fault);
    else if (!people.ok) setUnread(people.fault);
    else {
      setUnread(undefined);
      setLoaded({ facts: facts.value, people: people.value });
    }
  }, []);
  useEffect(() => {
    void load();
  }, [load]);

  return (
    <div className="safety-screen">
      <PageHeader title={t('safety.title')} subtitle={`${office.name} · ${office.code}`} />
      {unread && <FaultNotice fault={unread} />}
      {fault && <FaultNotice fault={fault} />}
      {loaded === undefined && unread === undefined && <Spinner size={24} label={t('common.loading')} />}
      {loaded && (
        <div className="safety-panels">
          <FactsPanel
            rows={safetyRows({ ...loaded, chain, now: db.clock.now() })}
            actions={{
              last: (
                <Button
                  icon="save"
                  busy={busy}
                  onPress={() =>
                    void run(
                      () => host.takeSnapshot({}),
                      () => {
                        toast({ kind: 'success', title: t('safety.taken') });
                        void load();
                      },
                    )
                  }
                >
                  {t('safety.take')}
                </Button>
              ),
              acts: (
                <Button busy={busy} onPress={() => void run(() => host.checkAudit({}), setChain)}>
                  {t('safety.checkActs')}
                </Button>
              ),
              people: <Button onPress={() => go({ name: 'office' })}>{t('safety.toPeople')}</Button>,
            }}
          />
          <SnapshotsPanel facts={loaded.facts} />
        </div>
      )}
    </div>
  );
}
