import { useEffect, useState } from 'react';
import type { Person, SnapshotPreview } from '../../../shared/ipc/contract.ts';
import { host } from '../../host.ts';
import { isStillOpen } from '../../later.ts';
import { RestoreOfficeConfirm } from '../../parts/restore-office-confirm.tsx';
import { rolesThat } from '../../parts/role-text.ts';
import { SnapshotPreviewFacts } from '../../parts/snapshot-preview.tsx';
import type { Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatInstant } from '../../parts/format.ts';
import { CopyCasesPanel } from './copy-cases-panel.tsx';

export interface CopyViewProps {
  readonly preview: SnapshotPreview;
  readonly people: readonly Person[];
  readonly go: Go;
  readonly onBack: () => void;
}

/** One copy: what it holds, a single case out of it, or the whole office as it was. */
export function CopyView({ preview, people, go, onBack }: CopyViewProps) {
  const { db, may, lock } = useSession();
  const [asking, setAsking] = useState(false);
  const { token } = preview;
  useEffect(() => () => void host.closeSnapshot({ token }), [token]);
  const isOurs = preview.vaultId === db.vaultId;

  /** A restoring that failed half-way has signed out already: then only the door is left. */
  async function leave(): Promise<void> {
    if (await isStillOpen()) setAsking(false);
    else lock();
  }

  return (
    <div className="safety-screen">
      <PageHeader
        kicker={t('safety.title')}
        title={t('safety.copyView.title', { at: formatInstant(preview.madeAt) })}
        actions={
          <Button icon="chevronLeft" onPress={onBack}>
            {t('safety.copyView.back')}
          </Button>
        }
      />
      <div className="safety-panels">
        <Panel title={t('safety.copyView.holds')}>
          <div className="safety-stack">
            <SnapshotPreviewFacts preview={preview} />
          </div>
        </Panel>
        {!isOurs && <p className="safety-note">{t('safety.copyView.other')}</p>}
        {isOurs && may('snapshot.restore-case') && <CopyCasesPanel preview={preview} people={people} go={go} />}
        <Panel title={t('safety.copyView.whole')}>
          <div className="safety-stack">
            <p>{t('safety.copyView.wholeText')}</p>
            {may('snapshot.manage') ? (
              <div>
                <Button icon="history" onPress={() => setAsking(true)}>
                  {t('safety.restore.confirm')}
                </Button>
              </div>
            ) : (
              <p className="safety-note">{t('common.needsRole', { roles: rolesThat('snapshot.manage') })}</p>
            )}
          </div>
        </Panel>
      </div>
      {asking && <RestoreOfficeConfirm preview={preview} onClose={() => void leave()} onDone={lock} />}
    </div>
  );
}
