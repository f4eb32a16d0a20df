import { useState } from 'react';
import { MOST_DAYS } from '../../../shared/deadline/deadline.ts';
import type { TermInForce } from '../../../shared/deadline/term-in-force.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras } from '../../../shared/kernel/plain-date.ts';
import { confirmTerm, unconfirmTerm } from '../../db/legal-calendar.ts';
import { IntegerInput } from '../../form/inputs/number-inputs.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { ConfirmFactDialog } from './confirm-fact-dialog.tsx';

interface TermDialogProps {
  readonly term: TermInForce;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Confirms how long a term is, with the document it was read in, or takes the confirmation back. */
export function TermDialog({ term, onClose, onChanged }: TermDialogProps) {
  const { db, person } = useSession();
  const toast = useToasts();
  const [amount, setAmount] = useState(term.amount === null ? '' : String(term.amount));
  const [document, setDocument] = useState(term.confirmed?.document ?? '');
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
    <ConfirmFactDialog
      title={t('deadlines.confirmTitle')}
      text={t('deadlines.confirmText')}
      fact={term}
      document={document}
      onDocument={setDocument}
      checked={checked}
      busy={busy}
      fault={fault}
      onConfirm={confirm}
      onUnconfirm={() => void run(() => unconfirmTerm(db, term), done(t('deadlines.unconfirmed')))}
      onClose={onClose}
    >
      <IntegerInput
        label={`${t('deadlines.amount')} (${t(`deadlines.unit_${term.unit}`)})`}
        value={amount}
        onChange={setAmount}
        problem={checked && !isAmount ? t('deadlines.problem_amount') : undefined}
        required
        autoFocus
      />
    </ConfirmFactDialog>
  );
}
