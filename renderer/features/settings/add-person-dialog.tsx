import { useState } from 'react';
import type { Person } from '../../../shared/ipc/contract.ts';
import { host } from '../../host.ts';
import { PassphraseFields } from '../../parts/passphrase-fields.tsx';
import { RolesInput } from '../../parts/roles-input.tsx';
import { t } from '../../text/index.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { checkPerson, emptyPerson, personRequest, type PersonForm, type PersonProblems } from './new-person.ts';
import { useDeed } from '../../parts/use-deed.ts';

export interface AddPersonDialogProps {
  readonly onClose: () => void;
  readonly onAdded: (person: Person) => void;
}

/** Asks for a new person, their roles and their own passphrase, which goes to the vault and is not kept here. */
export function AddPersonDialog({ onClose, onAdded }: AddPersonDialogProps) {
  const [form, setForm] = useState<PersonForm>(emptyPerson);
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const problems: PersonProblems = checked ? checkPerson(form) : {};
  const problem = (field: keyof PersonForm): string | undefined => problems[field] && t(...problems[field]);
  const change = (part: Partial<PersonForm>): void => setForm((before) => ({ ...before, ...part }));

  function add(): void {
    setChecked(true);
    if (Object.keys(checkPerson(form)).length > 0) return;
    void run(() => host.addPerson(personRequest(form)), onAdded);
  }

  return (
    <FormDialog
      title={t('settings.addPersonTitle')}
      confirm={busy ? t('settings.adding') : t('settings.add')}
      busy={busy}
      fault={fault}
      onConfirm={add}
      onClose={onClose}
    >
      <p>{t('settings.addPersonText')}</p>
      <TextInput
        label={t('settings.personName')}
        value={form.name}
        onChange={(name) => change({ name })}
        problem={problem('name')}
        maxLength={120}
        required
        autoFocus
      />
      <TextInput
        label={t('settings.personPosition')}
        value={form.position}
        onChange={(position) => change({ position })}
        problem={problem('position')}
        maxLength={120}
        required
      />
      <TextInput
        label={t('settings.personCredential')}
        value={form.credential}
        onChange={(credential) => change({ credential })}
        problem={problem('credential')}
        maxLength={40}
        required
      />
      <RolesInput
        label={t('settings.personRoles')}
        value={form.roles}
        onChange={(roles) => change({ roles })}
        problem={problem('roles')}
      />
      <PassphraseFields
        value={form}
        onChange={({ passphrase, repeated }) => change({ passphrase, repeated })}
        problems={{ passphrase: problem('passphrase'), repeated: problem('repeated') }}
      />
    </FormDialog>
  );
}
