import { memo, useEffect, useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { listDocumentsOf, type DocumentHead } from '../../db/documents.ts';
import type { StoredRecord } from '../../db/records.ts';
import { ConflictsNotice } from '../../parts/conflicts-notice.tsx';
import { formatInstant } from '../../parts/format.ts';
import type { Route } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t, type TextKey } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { DraftKeeper } from './draft-keeper.ts';
import type { OpenedInspection } from './open-inspection.ts';

interface EditorNoticesProps {
  readonly opened: Extract<OpenedInspection, { kind: 'editing' }>;
  readonly startedHere: boolean;
  readonly keeper: DraftKeeper;
  readonly onDiscarded: () => void;
  readonly onFault: (fault: Fault) => void;
  readonly go: (route: Route) => void;
}

/** What a person should know before typing on: recovered text, a correction under way, values that disagree. */
export const EditorNotices = memo(function EditorNotices({
  opened,
  startedHere,
  keeper,
  onDiscarded,
  onFault,
  go,
}: EditorNoticesProps) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const { restored, reason, version, record } = opened;
  const correcting = reason !== '';
  const recovered = restored !== undefined && !startedHere;
  const sealed = useSealed(correcting ? record : undefined);

  async function discard(): Promise<void> {
    setBusy(true);
    const discarded = await keeper.discard();
    setBusy(false);
    setAsking(false);
    if (discarded.ok) onDiscarded();
    else onFault(discarded.fault);
  }

  const discardButton = (
    <Button kind="quiet" size="small" icon="trash" onPress={() => setAsking(true)}>
      {t(correcting ? 'inspections.discardCorrection' : 'inspections.discard')}
    </Button>
  );
  return (
    <>
      {recovered && (
        <Notice kind="info" title={t('inspections.restoredTitle')} actions={correcting ? undefined : discardButton}>
          {t('inspections.restored', { at: formatInstant(restored.savedAt) })}
        </Notice>
      )}
      {correcting && (
        <Notice
          kind="warn"
          live={false}
          title={t('inspections.correcting', { version })}
          actions={
            <>
              {sealed && (
                <Button size="small" icon="document" onPress={() => go({ name: 'document', id: sealed.id })}>
                  {t('inspections.openSealed')}
                </Button>
              )}
              {discardButton}
            </>
          }
        >
          {t('inspections.reasonIs', { reason })}
        </Notice>
      )}
      {record && <ConflictsNotice caseId={record.head.caseId} count={record.conflicts} go={go} />}
      {asking && (
        <ConfirmDialog
          open
          danger
          busy={busy}
          title={t(correcting ? 'inspections.discardCorrection' : 'inspections.discardTitle')}
          confirmLabel={t('inspections.discardConfirm')}
          cancelLabel={t('inspections.keep')}
          onConfirm={() => void discard()}
          onCancel={() => setAsking(false)}
        >
          {t(discardText(correcting, record !== undefined))}
        </ConfirmDialog>
      )}
    </>
  );
});

/** The paper that counts until the correction is finalised. */
function useSealed(record: StoredRecord | undefined): DocumentHead | undefined {
  const { db } = useSession();
  const [sealed, setSealed] = useState<DocumentHead>();
  useEffect(() => {
    let isWanted = true;
    if (record === undefined) return undefined;
    void listDocumentsOf(db, record.head.caseId, record.record).then((heads) => {
      if (isWanted && heads.ok) setSealed(heads.value.find(({ state }) => state === 'sealed'));
    });
    return () => {
      isWanted = false;
    };
  }, [db, record]);
  return sealed;
}

/** What is lost: with no record beneath it, the text is all there is. */
function discardText(correcting: boolean, saved: boolean): TextKey {
  if (correcting) return 'inspections.discardCorrectionText';
  return saved ? 'inspections.discardText' : 'inspections.discardNewText';
}
