import { useState } from 'react';
import { host } from '../../host.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { rolesThat } from '../../parts/role-text.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { idleChoices } from './idle-choices.ts';
import { OwnPassphraseDialog } from './own-passphrase-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';

/** When the office locks itself, and one's own passphrase. */
export function LockPanel() {
  const { policy, onPolicy, may } = useSession();
  const toast = useToasts();
  const [changing, setChanging] = useState(false);
  const { busy, fault, run } = useDeed();
  const fixed = !may('settings.write');

  function choose(key: string): void {
    const next = { idleMinutes: Number(key) };
    void run(
      () => host.setPolicy({ policy: next }),
      () => {
        onPolicy(next);
        toast({ kind: 'success', title: tCount('settings.lockSaved', next.idleMinutes) });
      },
    );
  }

  return (
    <Panel title={t('settings.lock')}>
      <div className="office-form">
        <Select
          label={t('settings.lockAfter')}
          hint={
            fixed ? t('settings.officeReadOnly', { roles: rolesThat('settings.write') }) : t('settings.lockAfterHint')
          }
          options={idleChoices(policy.idleMinutes).map((minutes) => ({
            key: String(minutes),
            label: tCount('settings.minutes', minutes),
          }))}
          value={String(policy.idleMinutes)}
          onChange={choose}
          disabled={busy}
          readOnly={fixed}
        />
        <div className="office-stack">
          <p className="office-note">{t('settings.ownText')}</p>
          <div>
            <Button icon="key" onPress={() => setChanging(true)}>
              {t('settings.ownTitle')}
            </Button>
          </div>
        </div>
      </div>
      {fault && <FaultNotice fault={fault} />}
      {changing && <OwnPassphraseDialog onClose={() => setChanging(false)} />}
    </Panel>
  );
}
