import { useState } from 'react';
import type { CallValue, SafetyFacts } from '../../../shared/ipc/contract.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { DecommissionDialog } from './decommission-dialog.tsx';
import './decommission.css';
import { DestroyedDialog } from './destroyed-dialog.tsx';

export interface DecommissionPanelProps {
  readonly facts: SafetyFacts;
  /** a copy was made: the facts are others */
  readonly onChanged: () => void;
}

/** The end of an office on this computer; shown to whoever may order it. */
export function DecommissionPanel({ facts, onChanged }: DecommissionPanelProps) {
  const { may } = useSession();
  const [asking, setAsking] = useState(false);
  const [destroyed, setDestroyed] = useState<CallValue<'decommission'>>();
  if (destroyed !== undefined) return <DestroyedDialog {...destroyed} />;
  if (!may('office.decommission')) return null;
  return (
    <Panel title={t('decommission.title')}>
      <div className="decommission">
        <p>{t('decommission.text')}</p>
        <div>
          <Button kind="danger" icon="trash" onPress={() => setAsking(true)}>
            {t('decommission.open')}
          </Button>
        </div>
      </div>
      {asking && (
        <DecommissionDialog
          facts={facts}
          onChanged={onChanged}
          onClose={() => setAsking(false)}
          onDestroyed={setDestroyed}
        />
      )}
    </Panel>
  );
}
