import { useState } from 'react';
import type { ListedInstallation } from '../../../shared/roster/trust-list.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { host } from '../../host.ts';
import { t } from '../../text/index.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { RootPassphraseInput } from './root-passphrase-input.tsx';

export interface RevokeDialogProps {
  readonly installation: ListedInstallation;
  readonly onClose: () => void;
  readonly onRevoked: (version: number) => void;
}

/** Takes trust back from a computer that was stolen, lost or given away. */
export function RevokeDialog({ installation, onClose, onRevoked }: RevokeDialogProps) {
  const [reason, setReason] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const { replica, office } = installation;
  const isUnreasoned = reason.trim() === '';

  return (
    <FormDialog
      title={t('trust.revokeTitle', { office: office.nombre, computer: replica.slice(0, 8) })}
      confirm={t('trust.revoke')}
      danger
      busy={busy}
      fault={fault?.code === 'vault/wrong-passphrase' ? undefined : fault}
      onConfirm={() => {
        setChecked(true);
        if (isUnreasoned || passphrase === '') return;
        void run(
          () => host.revokeInstallation({ passphrase, replica, reason }),
          ({ version }) => onRevoked(version),
        );
      }}
      onClose={onClose}
    >
      <p>{t('trust.revokeText')}</p>
      <TextInput
        label={t('trust.reason')}
        required
        autoFocus
        maxLength={160}
        value={reason}
        onChange={setReason}
        problem={checked && isUnreasoned ? t('settings.fieldMissing') : undefined}
      />
      <RootPassphraseInput value={passphrase} onChange={setPassphrase} checked={checked} fault={fault} />
    </FormDialog>
  );
}
