import { useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { PASSPHRASE_MINIMUM } from '../../../shared/vault/passphrase.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { host } from '../../host.ts';
import { useLog } from '../../parts/use-log.ts';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { checkPerson, emptyPerson, type PersonForm } from './new-person.ts';

const FORM_ID = 'add-person';

/** Asks for a new person and their own passphrase. The passphrase goes to the vault and is not kept here. */
export function AddPersonDialog({ onClose, onAdded }: { readonly onClose: () => void; readonly onAdded: () => void }) {
  const log = useLog();
  const toast = useToasts();
  const [form, setForm] = useState<PersonForm>(emptyPerson);
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const problems = checked ? checkPerson(form) : {};
  const missing = (field: 'name' | 'position' | 'credential'): string | undefined =>
    problems[field] && t('settings.fieldMissing');
  const set = (field: keyof PersonForm) => (value: string) => setForm((before) => ({ ...before, [field]: value }));

  async function add(): Promise<void> {
    setChecked(true);
    if (Object.keys(checkPerson(form)).length > 0) return;
    setBusy(true);
    const { name, position, credential, passphrase } = form;
    const person = { name: name.trim(), position: position.trim(), credential: credential.trim() };
    const added = await host.addPerson({ person, passphrase });
    if (added.ok) await log({ action: 'person-added', detail: added.value.name });
    setBusy(false);
    if (!added.ok) {
      setFault(added.fault);
      return;
    }
    toast({ kind: 'success', title: t('settings.added', { name: added.value.name }) });
    onAdded();
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('settings.addPersonTitle')}
      dismissable={!busy}
      actions={
        <>
          <Button onPress={onClose} disabled={busy}>
            {t('settings.cancel')}
          </Button>
          <Button kind="primary" busy={busy} onPress={() => void add()}>
            {busy ? t('settings.adding') : t('settings.add')}
          </Button>
        </>
      }
    >
      <p>{t('settings.addPersonText')}</p>
      <form
        id={FORM_ID}
        className="office-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void add();
        }}
      >
        <TextInput
          label={t('settings.personName')}
          value={form.name}
          onChange={set('name')}
          problem={missing('name')}
          maxLength={120}
          required
          autoFocus
        />
        <TextInput
          label={t('settings.personPosition')}
          value={form.position}
          onChange={set('position')}
          problem={missing('position')}
          maxLength={120}
          required
        />
        <TextInput
          label={t('settings.personCredential')}
          value={form.credential}
          onChange={set('credential')}
          problem={missing('credential')}
          maxLength={40}
          required
        />
        <TextInput
          type="password"
          autoComplete="new-password"
          label={t('settings.passphrase')}
          hint={t('settings.passphraseHint', { length: PASSPHRASE_MINIMUM })}
          value={form.passphrase}
          onChange={set('passphrase')}
          problem={
            problems.passphrase === undefined ? undefined : tCount('settings.passphraseShort', problems.passphrase)
          }
          required
        />
        <TextInput
          type="password"
          autoComplete="new-password"
          label={t('settings.passphraseRepeat')}
          value={form.repeated}
          onChange={set('repeated')}
          problem={problems.repeated && t('settings.passphraseDiffers')}
          required
        />
        {/* Enter in a field sends the form; the button that is seen stands outside it, at the foot of the window. */}
        <button type="submit" hidden />
      </form>
      {fault && <FaultNotice fault={fault} />}
    </Dialog>
  );
}
