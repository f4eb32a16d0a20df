import { useState } from 'react';
import type { Person } from '../../../shared/ipc/contract.ts';
import { host } from '../../host.ts';
import { t } from '../../text/index.ts';
import { TextArea } from '../../ui/text-area.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { CompromisedBox } from './compromised-box.tsx';

export interface LeaveDialogProps {
  readonly person: Person;
  readonly onClose: () => void;
  readonly onLeft: (person: Person) => void;
}

/** Somebody leaves the office: says what that does and what it cannot do, and asks for the reason. */
export function LeaveDialog({ person, onClose, onLeft }: LeaveDialogProps) {
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const [compromised, setCompromised] = useState(false);
  const { busy, fault, run } = useDeed();

  return (
    <FormDialog
      title={t('settings.leaveTitle', { name: person.name })}
      confirm={t('settings.leaveConfirm')}
      danger
      busy={busy}
      fault={fault}
      onConfirm={() => {
        setChecked(true);
        if (reason.trim() === '') return;
        void run(() => host.removePerson({ personId: person.id, reason, compromised }), onLeft);
      }}
      onClose={onClose}
    >
      <ul className="office-points">
        <li>{t('settings.leaveEnters')}</li>
        <li>{t('settings.leaveKeys')}</li>
        <li>{t('settings.leavePapers')}</li>
        <li>{t('settings.leaveCopies')}</li>
        <li>{t('settings.locksAfter')}</li>
      </ul>
      <TextArea
        label={t('settings.leaveReason')}
        hint={t('settings.leaveReasonHint')}
        required
        autoFocus
        maxLength={1000}
        value={reason}
        onChange={setReason}
        problem={checked && reason.trim() === '' ? t('settings.fieldMissing') : undefined}
      />
      <CompromisedBox selected={compromised} onChange={setCompromised} />
    </FormDialog>
  );
}
