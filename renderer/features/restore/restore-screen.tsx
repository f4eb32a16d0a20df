import '../../text/whole.ts';
import { useEffect, useRef, useState } from 'react';
import type { SnapshotPreview } from '../../../shared/ipc/contract.ts';
import { host } from '../../host.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { Gate } from '../../parts/gate.tsx';
import { RestoreOfficeConfirm } from '../../parts/restore-office-confirm.tsx';
import { SnapshotPreviewFacts } from '../../parts/snapshot-preview.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';

export interface RestoreScreenProps {
  readonly onBack: () => void;
  /** an office lies in its place and is locked: the window starts again at the door */
  readonly onDone: () => void;
}

/**
 * Puts a whole office back from a snapshot, before anybody has signed in: on another computer, or where what lies here
 * is damaged. Needs no key: what comes back is locked as it was.
 */
export function RestoreScreen({ onBack, onDone }: RestoreScreenProps) {
  const [preview, setPreview] = useState<SnapshotPreview>();
  const [asking, setAsking] = useState(false);
  const { busy, fault, run } = useDeed();
  const token = useRef<string>(undefined);
  useEffect(() => () => closeSnapshot(token.current), []);

  function choose(): void {
    void run(
      () => host.openSnapshot({}),
      (opened) => {
        closeSnapshot(token.current);
        token.current = opened.token;
        setPreview(opened);
      },
    );
  }

  // whoever changes their mind in a system dialog has not failed
  const failed = fault?.code === 'file/cancelled' ? undefined : fault;
  return (
    <Gate title={t('safety.restore.title')}>
      <p className="gate-lead">{t('safety.restore.intro')}</p>
      {preview && <SnapshotPreviewFacts preview={preview} />}
      {preview && <p className="gate-lead">{t('safety.restore.after')}</p>}
      {failed && <FaultNotice fault={failed} />}
      <p className="gate-lead" role="status">
        {busy ? t('safety.restore.reading') : ''}
      </p>
      <div className="gate-actions gate-actions-apart">
        <Button onPress={onBack} disabled={busy}>
          {t('common.back')}
        </Button>
        <div className="gate-actions">
          <Button
            kind={preview === undefined ? 'primary' : 'secondary'}
            icon="upload"
            busy={busy}
            autoFocus
            onPress={choose}
          >
            {t(preview === undefined ? 'safety.restore.choose' : 'safety.restore.chooseOther')}
          </Button>
          {preview && (
            <Button kind="primary" disabled={busy} onPress={() => setAsking(true)}>
              {t('safety.restore.confirm')}
            </Button>
          )}
        </div>
      </div>
      {preview && asking && (
        <RestoreOfficeConfirm
          preview={preview}
          onClose={() => setAsking(false)}
          onDone={() => {
            token.current = undefined;
            onDone();
          }}
        />
      )}
    </Gate>
  );
}

function closeSnapshot(token: string | undefined): void {
  if (token !== undefined) void host.closeSnapshot({ token });
}
