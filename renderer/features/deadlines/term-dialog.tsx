import { useState } from 'react';
import { MOST_DAYS } from '../../../shared/deadline/deadline.ts';
import type { TermInForce } from '../../../shared/deadline/term-in-force.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras, formatDate } from '../../../shared/kernel/plain-date.ts';
import { confirmTerm, unconfirmTerm } from '../../db/legal-calendar.ts';
import { IntegerInput } from '../../form/inputs/number-inputs.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useToasts } from '../../ui/toasts.tsx';

interface TermDialogProps {
  readonly term: TermInForce;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Confirms how long a term is, with the document it was read in, or takes the confirmation back. */
export function TermDialog({ term, onClose, onChanged }: TermDialogProps) {
  const { db, person } = useSession();
  const toast = useToasts();
  const { confirmed } = term;
  const [amount, setAmount] = useState(term.amount === null ? '' : String(term.amount));
  const [document, setDocument] = useState(confirmed?.document ?? '');
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const isAmount = /^\d{1,4}$/.test(amount) && Number(amount) <= MOST_DAYS;

  const done = (title: string) => (): void => {
    toast({ kind: 'success', title });
    onChanged();
  };
  function confirm(): void {
    setChecked(true);
    if (!isAmount || document.trim() === '') return;
    const on = dateInHonduras(instantFrom(db.clock.now()));
    const confirmation = { amount: Number(amount), document: document.trim(), by: person.name, on };
    void run(() => confirmTerm(db, term, confirmation), done(t('deadlines.confirmed')));
  }

  return (
    <FormDialog
      title={t('deadlines.confirmTitle')}
      confirm={t('deadlines.confirm')}
      busy={busy}
      fault={fault}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>
        <strong>{term.label}</strong>
      </p>
      <p>{t('deadlines.confirmText')}</p>
      <p className="deadlines-note">
        {confirmed === undefined
          ? t('deadlines.notConfirmed')
          : t('deadlines.confirmedBy', { ...confirmed, on: formatDate(confirmed.on) })}
      </p>
      <IntegerInput
        label={`${t('deadlines.amount')} (${t(`deadlines.unit_${term.unit}`)})`}
        value={amount}
        onChange={setAmount}
        problem={checked && !isAmount ? t('deadlines.problem_amount') : undefined}
        required
        autoFocus
      />
      <TextInput
        label={t('deadlines.document')}
        value={document}
        onChange={setDocument}
        problem={checked && document.trim() === '' ? t('deadlines.problem_document') : undefined}
        maxLength={200}
        required
      />
      {confirmed !== undefined && (
        <div>
          <Button
            icon="undo"
            disabled={busy}
            onPress={() => void run(() => unconfirmTerm(db, term), done(t('deadlines.unconfirmed')))}
          >
            {t('deadlines.unconfirm')}
          </Button>
        </div>
      )}
    </FormDialog>
  );
}
