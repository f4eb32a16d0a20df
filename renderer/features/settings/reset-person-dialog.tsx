import { useState } from 'react';
import type { Person } from '../../../shared/ipc/contract.ts';
import { host } from '../../host.ts';
import { checkPassphrases, emptyPassphrase } from '../../parts/passphrase-check.ts';
import { PassphraseFields } from '../../parts/passphrase-fields.tsx';
import { t } from '../../text/index.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { CompromisedBox } from './compromised-box.tsx';

export interface ResetPersonDialogProps {
  readonly person: Person;
  readonly onClose: () => void;
  readonly onReset: (person: Person) => void;
}

/** Somebody forgot their passphrase: they type a new one here, and get what the manager can hand on. */
export function ResetPersonDialog({ person, onClose, onReset }: ResetPersonDialogProps) {
  const [form, setForm] = useState(emptyPassphrase);
  const [checked, setChecked] = useState(false);
  const [compromised, setCompromised] = useState(false);
  const { busy, fault, run } = useDeed();
  const wrong = checkPassphrases(form);
  const problems = checked ? wrong : {};

  return (
    <FormDialog
      title={t('settings.resetTitle', { name: person.name })}
      confirm={t('settings.resetConfirm')}
      busy={busy}
      fault={fault}
      onConfirm={() => {
        setChecked(true);
        if (Object.keys(wrong).length > 0) return;
        void run(() => host.resetPerson({ personId: person.id, passphrase: form.passphrase, compromised }), onReset);
      }}
      onClose={onClose}
    >
      <p>{t('settings.resetText')}</p>
      <p>{t('settings.resetSigning')}</p>
      <PassphraseFields
        autoFocus
        value={form}
        onChange={setForm}
        problems={{
          passphrase: problems.passphrase && t(...problems.passphrase),
          repeated: problems.repeated && t(...problems.repeated),
        }}
      />
      <CompromisedBox selected={compromised} onChange={setCompromised} />
    </FormDialog>
  );
}
