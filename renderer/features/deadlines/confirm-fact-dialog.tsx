import type { ReactNode } from 'react';
import type { RuleConfirmation } from '../../../shared/deadline/rule-in-force.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import { FormDialog, type FormDialogProps } from '../../parts/form-dialog.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { TextInput } from '../../ui/text-input.tsx';

interface ConfirmFactDialogProps extends Pick<FormDialogProps, 'title' | 'busy' | 'fault' | 'onConfirm' | 'onClose'> {
  readonly text: string;
  readonly fact: { readonly label: string; readonly confirmed?: RuleConfirmation };
  readonly document: string;
  readonly onDocument: (document: string) => void;
  /** shows what is missing */
  readonly checked: boolean;
  readonly onUnconfirm: () => void;
  /** what is confirmed beside the document */
  readonly children?: ReactNode;
}

/** Asks for the document in which something of the law was read; one that was given before can be taken back. */
export function ConfirmFactDialog(props: ConfirmFactDialogProps) {
  const { title, text, fact, document, onDocument, checked, busy, fault, onConfirm, onUnconfirm, onClose } = props;
  const { label, confirmed } = fact;
  return (
    <FormDialog
      title={title}
      confirm={t('deadlines.confirm')}
      busy={busy}
      fault={fault}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>
        <strong>{label}</strong>
      </p>
      <p>{text}</p>
      <p className="deadlines-note">
        {confirmed === undefined
          ? t('deadlines.notConfirmed')
          : t('deadlines.confirmedBy', { ...confirmed, on: formatDate(confirmed.on) })}
      </p>
      {props.children}
      <TextInput
        label={t('deadlines.document')}
        value={document}
        onChange={onDocument}
        problem={checked && document.trim() === '' ? t('deadlines.problem_document') : undefined}
        maxLength={200}
        required
        autoFocus={props.children === undefined}
      />
      {confirmed !== undefined && (
        <div>
          <Button icon="undo" disabled={busy} onPress={onUnconfirm}>
            {t('deadlines.unconfirm')}
          </Button>
        </div>
      )}
    </FormDialog>
  );
}
