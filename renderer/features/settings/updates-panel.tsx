import { useCallback, useEffect, useState } from 'react';
import type { FoundUpdate, UpdateFacts } from '../../../shared/ipc/update-calls.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { host } from '../../host.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { KeptVersions } from './kept-versions.tsx';
import { UpdateChoiceForm } from './update-choice-form.tsx';
import { UpdateDialog, type OtherVersion } from './update-dialog.tsx';
import { UpdateOffer } from './update-offer.tsx';

/** Other versions of the app: where they may come from, what a stick or the web has, and the way back. */
export function UpdatesPanel() {
  const [facts, setFacts] = useState<UpdateFacts>();
  const [loadFault, setLoadFault] = useState<Fault>();
  const [found, setFound] = useState<FoundUpdate>();
  const [chosen, setChosen] = useState<OtherVersion>();
  const { busy, fault, run } = useDeed();
  const load = useCallback(async (): Promise<void> => {
    const read = await host.updateFacts({});
    setLoadFault(read.ok ? undefined : read.fault);
    if (read.ok) setFacts(read.value);
  }, []);
  useEffect(() => {
    void load();
  }, [load]);

  function find(where: 'sticks' | 'folder' | 'web'): void {
    setFound(undefined);
    void run(
      () => host.findUpdate({ where }),
      (value) => {
        setFound(value);
        void load();
      },
    );
  }

  const isDecidedOutside = facts?.by === 'group' || facts?.by === 'file';
  const isOpen = facts !== undefined && !facts.damaged && facts.choice.from !== 'off' && facts.installs !== 'no-keys';
  return (
    <Panel title={t('updates.title')}>
      {loadFault && <FaultNotice fault={loadFault} />}
      {facts && (
        <div className="office-stack">
          <Facts
            rows={[
              [t('updates.here'), facts.version],
              [t('updates.decides'), t(`updates.by_${facts.by}`)],
              ...(isDecidedOutside ? [[t('updates.from'), origin(facts)] as const] : []),
            ]}
          />
          {facts.damaged && <Notice kind="warn" live={false} title={t('updates.damaged')} />}
          {!isDecidedOutside && (
            <UpdateChoiceForm key={JSON.stringify(facts.choice)} choice={facts.choice} onSaved={() => void load()} />
          )}
          {facts.installs === 'no-keys' && <Notice kind="info" live={false} title={t('updates.noKeys')} />}
          {facts.installs === 'by-hand' && <Notice kind="info" live={false} title={t('updates.byHand')} />}
          {isOpen && (
            <div className="office-actions">
              <Button icon="search" busy={busy} onPress={() => find('sticks')}>
                {t('updates.findSticks')}
              </Button>
              <Button disabled={busy} onPress={() => find('folder')}>
                {t('updates.findFolder')}
              </Button>
              {facts.choice.from === 'web' && (
                <Button disabled={busy} onPress={() => find('web')}>
                  {t('updates.findWeb')}
                </Button>
              )}
            </div>
          )}
          {fault && <FaultNotice fault={fault} />}
          {found && (
            <UpdateOffer
              found={found}
              mayInstall={facts.installs === 'yes'}
              onInstall={({ version }) => setChosen({ version, isBack: false })}
              onLater={() => setFound(undefined)}
            />
          )}
          {facts.installs === 'yes' && (
            <KeptVersions kept={facts.kept} onBack={(version) => setChosen({ version, isBack: true })} />
          )}
        </div>
      )}
      {chosen && <UpdateDialog other={chosen} onClose={() => setChosen(undefined)} />}
    </Panel>
  );
}

function origin({ choice }: UpdateFacts): string {
  return choice.from === 'web' ? `${t('updates.from_web')}: ${choice.url}` : t(`updates.from_${choice.from}`);
}
