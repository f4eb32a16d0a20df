import { useState } from 'react';
import { canMove } from '../../../shared/procedure/moves.ts';
import { stateLabel, type Move } from '../../../shared/procedure/procedure.ts';
import { moveCase } from '../../db/cases.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { TextArea } from '../../ui/text-area.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import type { CaseAround } from './use-case.ts';

interface MoveDialogProps {
  readonly around: CaseAround;
  readonly move: Move;
  readonly onClose: () => void;
}

/** Takes a case to another state; with a reason where the procedure asks for one. */
export function MoveDialog({ around, move, onClose }: MoveDialogProps) {
  const { db, person } = useSession();
  const toast = useToasts();
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const { view, version } = around;
  const missing = move.needsReason && reason.trim() === '';

  function confirm(): void {
    setChecked(true);
    if (missing) return;
    const { from, to } = move;
    void run(
      async () => {
        const allowed = canMove(version.procedure, { from, to, roles: db.roles, reason });
        if (!allowed.ok) return allowed;
        const before = view.file?.values['stage'];
        return await moveCase(db, view.caseId, {
          from: typeof before === 'string' ? before : '',
          to,
          reason: reason.trim(),
          doer: { id: person.id, name: person.name },
        });
      },
      () => {
        toast({ kind: 'success', title: t('cases.moved', { state: stateLabel(version.procedure, to) }) });
        onClose();
      },
    );
  }

  return (
    <FormDialog
      title={move.label}
      confirm={move.label}
      danger={move.to === 'annulled'}
      busy={busy}
      fault={fault}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>
        {t('cases.moveText', {
          from: stateLabel(version.procedure, move.from),
          to: stateLabel(version.procedure, move.to),
        })}
      </p>
      <TextArea
        label={t('cases.reason')}
        hint={t('cases.reasonHint')}
        value={reason}
        onChange={setReason}
        maxLength={4000}
        required={move.needsReason}
        problem={checked && missing ? t('cases.reasonMissing') : undefined}
        autoFocus
      />
    </FormDialog>
  );
}
