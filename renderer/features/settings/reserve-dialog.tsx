import { useState } from 'react';
import type { NumberSpan } from '../../../shared/record/number-spans.ts';
import { MOST_RESERVED, reserveNumbers } from '../../db/number-register.ts';
import type { CounterParts } from '../../db/numbers.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { readSequence } from './block-form.ts';

interface ReserveDialogProps {
  readonly counter: CounterParts;
  readonly onClose: () => void;
  readonly onDone: (span: NumberSpan) => void;
}

/** Sets numbers aside for forms that are filled in by hand. */
export function ReserveDialog({ counter, onClose, onDone }: ReserveDialogProps) {
  const { db } = useSession();
  const [count, setCount] = useState('');
  const [note, setNote] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const many = readSequence(count);
  const isCount = many !== undefined && many <= MOST_RESERVED;

  function confirm(): void {
    setChecked(true);
    if (isCount && note.trim() !== '') void run(() => reserveNumbers(db, counter, many, note.trim()), onDone);
  }

  return (
    <FormDialog
      title={t('numbers.reserveTitle')}
      confirm={t('numbers.reserve')}
      busy={busy}
      fault={fault}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('numbers.reserveText')}</p>
      <TextInput
        label={t('numbers.reserveCount')}
        value={count}
        onChange={setCount}
        problem={checked && !isCount ? t('numbers.problem_count', { max: MOST_RESERVED }) : undefined}
        inputMode="numeric"
        maxLength={4}
        required
        autoFocus
      />
      <TextInput
        label={t('numbers.reserveNote')}
        hint={t('numbers.publicHint')}
        value={note}
        onChange={setNote}
        problem={checked && note.trim() === '' ? t('numbers.problem_note') : undefined}
        maxLength={200}
        required
      />
    </FormDialog>
  );
}
