import { FaultNotice } from '../../parts/fault-notice.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { TakenIn } from './take-in-bundle.ts';

interface TakenInDialogProps {
  readonly taken: TakenIn;
  readonly onConflicts: () => void;
  readonly onClose: () => void;
}

/** What came of taking a bundle in. */
export function TakenInDialog({ taken, onConflicts, onClose }: TakenInDialogProps) {
  const { cases, settings, confirmed, trust } = taken;
  const conflicts = cases.reduce((sum, one) => sum + one.conflicts.length, 0);
  return (
    <Dialog
      open
      title={t('exchange.takenTitle')}
      onClose={onClose}
      actions={
        <Button kind="primary" onPress={onClose}>
          {t('exchange.close')}
        </Button>
      }
    >
      <div className="exchange-form">
        {cases.length > 0 && (
          <Notice kind="success" title={tCount('exchange.taken', cases.length)}>
            {t('exchange.takenHint')}
          </Notice>
        )}
        {settings > 0 && (
          <Notice kind="success" title={tCount('exchange.settings_taken', settings)}>
            {t('exchange.takenHint')}
          </Notice>
        )}
        {confirmed > 0 && <Notice kind="success" title={tCount('exchange.confirmed', confirmed)} />}
        {conflicts > 0 && (
          <Notice
            kind="info"
            title={tCount('exchange.takenConflicts', conflicts)}
            actions={<Button onPress={onConflicts}>{t('conflicts.resolve')}</Button>}
          />
        )}
        {trust && <FaultNotice fault={trust} />}
      </div>
    </Dialog>
  );
}
