import { useEffect, useState } from 'react';
import type { RecoverySheet } from '../../../shared/ipc/contract.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { readOffice } from '../../db/settings.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { RecoverySheets } from '../../parts/recovery-sheets.tsx';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';

export interface HandOutDialogProps {
  readonly sheets: readonly RecoverySheet[];
  readonly onDone: () => void;
}

/**
 * Hands out the sheets of a new set: the only time they exist outside people's hands. Nothing leads out of it but the
 * end, or the lock, which nothing may hold up.
 */
export function HandOutDialog({ sheets, onDone }: HandOutDialogProps) {
  const { db, office } = useSession();
  const [letterhead, setLetterhead] = useState<readonly string[]>();
  const [fault, setFault] = useState<Fault>();
  useEffect(() => {
    let isWanted = true;
    void readOffice(db).then((settings) => {
      if (!isWanted) return;
      // sheets without a letterhead are better than none
      setLetterhead(settings.ok ? settings.value.letterhead : []);
      if (!settings.ok) setFault(settings.fault);
    });
    return () => {
      isWanted = false;
    };
  }, [db]);

  return (
    <Dialog open wide dismissable={false} onClose={onDone} title={t('safety.handOut.title')}>
      {fault && <FaultNotice fault={fault} />}
      <Notice kind="warn" live={false} title={t('safety.handOut.stay')} todo={t('safety.handOut.leave')} />
      {letterhead === undefined ? (
        <Spinner size={24} label={t('common.loading')} />
      ) : (
        <RecoverySheets
          sheets={sheets}
          office={{ name: office.name, code: office.code, letterhead }}
          clock={db.clock}
          onDone={onDone}
        />
      )}
    </Dialog>
  );
}
