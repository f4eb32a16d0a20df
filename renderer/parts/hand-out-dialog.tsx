import { useEffect, useState } from 'react';
import type { RecoverySheet } from '../../shared/ipc/contract.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import { readOffice } from '../db/settings.ts';
import { FaultNotice } from './fault-notice.tsx';
import type { SheetUse } from '../../shared/report/recovery-sheet.ts';
import { RecoverySheets } from './recovery-sheets.tsx';
import { useSession } from '../session.tsx';
import { t } from '../text/index.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { Spinner } from '../ui/spinner.tsx';

export interface HandOutDialogProps {
  readonly sheets: readonly RecoverySheet[];
  /** what two of them open; said on the paper */
  readonly opens: SheetUse;
  readonly title: string;
  /** why nobody should leave before the end */
  readonly stay: string;
  readonly leave: string;
  readonly onDone: () => void;
}

/**
 * Hands out the sheets of a new set: the only time they exist outside people's hands. Nothing leads out of it but the
 * end, or the lock, which nothing may hold up.
 */
export function HandOutDialog({ sheets, opens, title, stay, leave, onDone }: HandOutDialogProps) {
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
    <Dialog open wide dismissable={false} onClose={onDone} title={title}>
      {fault && <FaultNotice fault={fault} />}
      <Notice kind="warn" live={false} title={stay} todo={leave} />
      {letterhead === undefined ? (
        <Spinner size={24} label={t('common.loading')} />
      ) : (
        <RecoverySheets
          sheets={sheets}
          opens={opens}
          office={{ name: office.name, code: office.code, letterhead }}
          clock={db.clock}
          onDone={onDone}
        />
      )}
    </Dialog>
  );
}
