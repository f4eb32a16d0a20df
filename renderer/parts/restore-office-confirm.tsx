import type { SnapshotPreview } from '../../shared/ipc/contract.ts';
import { host } from '../host.ts';
import { t } from '../text/index.ts';
import { Notice } from '../ui/notice.tsx';
import { FormDialog } from './form-dialog.tsx';
import { formatInstant } from './format.ts';
import { relationText } from './snapshot-text.ts';
import { useDeed } from './use-deed.ts';

export interface RestoreOfficeConfirmProps {
  readonly preview: SnapshotPreview;
  readonly onClose: () => void;
  /** the snapshot lies in the place of the office, which is locked */
  readonly onDone: () => void;
}

/** Asks once more, with what it means for this computer, and puts a whole office back. */
export function RestoreOfficeConfirm({ preview, onClose, onDone }: RestoreOfficeConfirmProps) {
  const { busy, fault, run } = useDeed();
  const relation = relationText(preview);
  return (
    <FormDialog
      title={t('safety.restore.confirmTitle', { at: formatInstant(preview.madeAt) })}
      confirm={busy ? t('safety.restore.restoring') : t('safety.restore.confirm')}
      danger={relation.isLoss}
      busy={busy}
      fault={fault}
      onConfirm={() => void run(() => host.restoreSnapshot({ token: preview.token }), onDone)}
      onClose={onClose}
    >
      {relation.isLoss && (
        <Notice kind="warn" live={false} title={relation.title}>
          {relation.text}
        </Notice>
      )}
      {preview.relation !== 'no-office-here' && <p>{t('safety.restore.aside')}</p>}
      <p>{t('safety.restore.after')}</p>
    </FormDialog>
  );
}
