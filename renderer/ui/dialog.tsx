import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { classNames } from './class-names.ts';
import './dialog.css';
import { IconButton } from './icon-button.tsx';
import { useUiWords } from './words.tsx';

export interface DialogProps {
  readonly open: boolean;
  /** Esc, the cross, or the veil */
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** buttons at the foot, the main one last */
  readonly actions?: ReactNode;
  readonly wide?: boolean;
  /** over the whole window, for what must not be overlooked */
  readonly full?: boolean;
  /** false while work is under way that must not lose its window: then neither Esc nor the cross close it */
  readonly dismissable?: boolean;
  /** `alertdialog` for a question that must be answered */
  readonly role?: 'dialog' | 'alertdialog';
}

/** A window over the screen that keeps the focus inside, and gives it back to where it was when it closes. */
export function Dialog(props: DialogProps) {
  const { open, onClose, title, children, actions, wide = false, full = false } = props;
  const { dismissable = true, role = 'dialog' } = props;
  const words = useUiWords();
  return (
    <ModalOverlay
      className="ui-veil"
      isOpen={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      isKeyboardDismissDisabled={!dismissable}
    >
      <Modal className={classNames('ui-modal', wide && 'ui-modal-wide', full && 'ui-modal-full')}>
        <AriaDialog className="ui-dialog" role={role}>
          <div className="ui-dialog-head">
            <Heading slot="title" className="ui-dialog-title" level={2}>
              {title}
            </Heading>
            {dismissable && <IconButton icon="close" label={words.close} onPress={onClose} />}
          </div>
          <div className="ui-dialog-body">{children}</div>
          {actions !== undefined && <div className="ui-actions">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
