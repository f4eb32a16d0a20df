import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { useUiWords } from './words.tsx';

export interface ConfirmDialogProps {
  readonly open: boolean;
  readonly title: string;
  /** what will happen, and what will not */
  readonly children: ReactNode;
  /** the deed as a verb: "Descartar borrador", never "Sí" */
  readonly confirmLabel: string;
  readonly cancelLabel?: string;
  /** for what cannot be taken back: red, and the focus starts on cancel */
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before a deed. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { danger = false, busy = false } = props;
  const words = useUiWords();
  return (
    <Dialog
      open={props.open}
      onClose={props.onCancel}
      title={props.title}
      role="alertdialog"
      dismissable={!busy}
      actions={
        <>
          <Button onPress={props.onCancel} disabled={busy} autoFocus={danger}>
            {props.cancelLabel ?? words.cancel}
          </Button>
          <Button kind={danger ? 'danger' : 'primary'} onPress={props.onConfirm} busy={busy} autoFocus={!danger}>
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}
