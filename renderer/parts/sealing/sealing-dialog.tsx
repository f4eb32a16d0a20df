import type { ReactNode } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import './sealing.css';

interface SealingDialogProps {
  readonly title: string;
  readonly confirm: string;
  readonly busy: boolean;
  /** what it is at while it works */
  readonly working: string;
  /** it is not at a step that is not half done */
  readonly mayStop: boolean;
  readonly fault: Fault | undefined;
  readonly onConfirm: () => void;
  readonly onStop: () => void;
  readonly onClose: () => void;
  /** the fields */
  readonly children: ReactNode;
}

/** Asks what is sealed for somebody outside this office, and shows how far it is; stays open until it is done or given up. */
export function SealingDialog(props: SealingDialogProps) {
  const { title, confirm, busy, working, mayStop, fault, onConfirm, onStop, onClose, children } = props;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={title}
      dismissable={!busy}
      actions={
        busy ? (
          <Button disabled={!mayStop} onPress={onStop}>
            {t('common.cancel')}
          </Button>
        ) : (
          <>
            <Button onPress={onClose}>{t('common.cancel')}</Button>
            <Button kind="primary" icon="lock" onPress={onConfirm}>
              {confirm}
            </Button>
          </>
        )
      }
    >
      {busy ? (
        <p className="sealing-progress" role="status">
          <Spinner size={24} /> {working}
        </p>
      ) : (
        <form
          className="sealing-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            onConfirm();
          }}
        >
          {children}
          <button type="submit" hidden />
        </form>
      )}
      {fault && fault.code !== 'file/cancelled' && <FaultNotice fault={fault} />}
    </Dialog>
  );
}
