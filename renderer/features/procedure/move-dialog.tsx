import { useState } from 'react';
import type { Procedure } from '../../../shared/procedure/procedure.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { t } from '../../text/index.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { YesNo } from '../../ui/yes-no.tsx';
import { setMove } from './edit-procedure.ts';
import type { MoveRow } from './moves-table.tsx';

interface MoveDialogProps {
  readonly procedure: Procedure;
  readonly move: MoveRow;
  readonly onChange: (next: Procedure) => void;
  readonly onClose: () => void;
}

/** How a move is called and whether it asks for a reason. */
export function MoveDialog({ procedure, move, onChange, onClose }: MoveDialogProps) {
  const [label, setLabel] = useState(move.label);
  const [needsReason, setNeedsReason] = useState<boolean | undefined>(move.needsReason);
  const [checked, setChecked] = useState(false);
  const isEmpty = label.trim() === '';

  function confirm(): void {
    setChecked(true);
    if (isEmpty) return;
    onChange(setMove(procedure, { key: move.key, label: label.trim(), needsReason: needsReason ?? move.needsReason }));
    onClose();
  }

  return (
    <FormDialog
      title={t('procedure.moveTitle')}
      confirm={t('procedure.apply')}
      busy={false}
      fault={undefined}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p className="procedure-note">{t('procedure.fromTo', { from: move.from, to: move.to })}</p>
      <TextInput
        label={t('procedure.name')}
        value={label}
        onChange={setLabel}
        problem={checked && isEmpty ? t('procedure.problem_name') : undefined}
        maxLength={120}
        required
        autoFocus
      />
      <YesNo
        label={t('procedure.asksReason')}
        hint={move.fixedReason ? t('procedure.reasonFixed') : undefined}
        value={needsReason}
        onChange={setNeedsReason}
        disabled={move.fixedReason}
      />
    </FormDialog>
  );
}
