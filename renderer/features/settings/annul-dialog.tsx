import { useState } from 'react';
import { annulNumber } from '../../db/number-register.ts';
import type { CounterParts } from '../../db/numbers.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { readSequence } from './block-form.ts';

interface AnnulDialogProps {
  readonly counter: CounterParts;
  readonly onClose: () => void;
  readonly onDone: (sequence: number) => void;
}

/** Annuls one number, with the reason that stays beside it. */
export function AnnulDialog({ counter, onClose, onDone }: AnnulDialogProps) {
  const { db } = useSession();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const sequence = readSequence(typed);

  function confirm(): void {
    setChecked(true);
    if (sequence === undefined || reason.trim() === '') return;
    void run(
      () => annulNumber(db, { ...counter, sequence }, reason.trim()),
      () => onDone(sequence),
    );
  }

  return (
    <FormDialog
      title={t('numbers.annulTitle')}
      confirm={t('numbers.annul')}
      danger
      busy={busy}
      fault={fault}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('numbers.annulText')}</p>
      <TextInput
        label={t('numbers.annulNumber')}
        value={typed}
        onChange={setTyped}
        problem={checked && sequence === undefined ? t('numbers.problem_number') : undefined}
        inputMode="numeric"
        maxLength={6}
        required
        autoFocus
      />
      <TextInput
        label={t('numbers.annulReason')}
        hint={t('numbers.publicHint')}
        value={reason}
        onChange={setReason}
        problem={checked && reason.trim() === '' ? t('numbers.problem_reason') : undefined}
        maxLength={200}
        required
      />
    </FormDialog>
  );
}
