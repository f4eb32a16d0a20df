import type { ReactNode } from 'react';
import type { Fault } from '../../shared/kernel/fault.ts';
import { FaultNotice } from './fault-notice.tsx';
import { t } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import './form-dialog.css';

export interface FormDialogProps {
  readonly title: string;
  /** the deed as a verb */
  readonly confirm: string;
  readonly danger?: boolean;
  /** for a form with something beside it */
  readonly wide?: boolean;
  readonly busy: boolean;
  readonly fault: Fault | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that is a form: Enter in a field does the deed, Esc leaves it undone, a failure is said below. */
export function FormDialog(props: FormDialogProps) {
  const { title, confirm, danger = false, wide = false, busy, fault, onConfirm, onClose, children } = props;
  return (
    <Dialog
      open
      wide={wide}
      onClose={onClose}
      title={title}
      dismissable={!busy}
      actions={
        <>
          <Button onPress={onClose} disabled={busy}>
            {t('common.cancel')}
          </Button>
          <Button kind={danger ? 'danger' : 'primary'} busy={busy} onPress={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      <form
        className="form-dialog"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) onConfirm();
        }}
      >
        {children}
        {/* Enter in a field sends the form; the button that is seen stands outside it, at the foot of the window. */}
        <button type="submit" hidden />
      </form>
      {fault && <FaultNotice fault={fault} />}
    </Dialog>
  );
}
