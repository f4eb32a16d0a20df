import { useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { saveDraft } from '../../db/drafts.ts';
import type { StoredRecord } from '../../db/records.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { draftSummary } from './use-draft.ts';

/** Letters a reason may have; it is printed at the head of the new version. */
const LONGEST_REASON = 500;

interface CorrectDialogProps {
  readonly record: StoredRecord;
  readonly onClose: () => void;
  readonly onStarted: () => void;
}

/** Asks why a sealed inspection is corrected, and opens the next version on top of it as unsaved text. */
export function CorrectDialog({ record, onClose, onStarted }: CorrectDialogProps) {
  const { db } = useSession();
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const version = record.status.version + 1;

  async function start(): Promise<void> {
    setChecked(true);
    const given = reason.trim();
    if (given === '') return;
    setBusy(true);
    const { draft, changes } = record;
    const kept = await saveDraft(db, {
      caseId: record.head.caseId,
      record: record.record,
      draft,
      basedOn: changes,
      summary: draftSummary(draft),
      reason: given,
    });
    setBusy(false);
    if (kept.ok) onStarted();
    else setFault(kept.fault);
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('inspections.correctTitle')}
      dismissable={!busy}
      actions={
        <>
          <Button onPress={onClose} disabled={busy}>
            {t('inspections.cancel')}
          </Button>
          <Button kind="primary" icon="edit" busy={busy} onPress={() => void start()}>
            {t('inspections.correctStart')}
          </Button>
        </>
      }
    >
      <p>{t('inspections.correctText', { version })}</p>
      <TextArea
        label={t('inspections.correctReason')}
        hint={t('inspections.correctReasonHint')}
        value={reason}
        onChange={setReason}
        maxLength={LONGEST_REASON}
        problem={checked && reason.trim() === '' ? t('inspections.correctReasonMissing') : undefined}
        required
        autoFocus
      />
      {fault && <FaultNotice fault={fault} />}
    </Dialog>
  );
}
