import { useState } from 'react';
import { host } from '../../host.ts';
import { checkPassphrases, emptyPassphrase } from '../../parts/passphrase-check.ts';
import { PassphraseFields } from '../../parts/passphrase-fields.tsx';
import { faultText } from '../../text/fault-text.ts';
import { t } from '../../text/index.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';

/** Changes one's own passphrase, with the old one. */
export function OwnPassphraseDialog({ onClose }: { readonly onClose: () => void }) {
  const toast = useToasts();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState(emptyPassphrase);
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const problems = checked ? checkPassphrases(next) : {};
  const wrong = fault?.code === 'vault/wrong-passphrase' ? faultText(fault) : undefined;
  const missing = checked && current === '' ? t('settings.fieldMissing') : undefined;

  function change(): void {
    setChecked(true);
    if (current === '' || Object.keys(checkPassphrases(next)).length > 0) return;
    void run(
      () => host.changePassphrase({ current, next: next.passphrase }),
      () => {
        toast({ kind: 'success', title: t('settings.ownChanged'), text: t('settings.ownChangedText') });
        onClose();
      },
    );
  }

  return (
    <FormDialog
      title={t('settings.ownTitle')}
      confirm={busy ? t('settings.ownChanging') : t('settings.ownConfirm')}
      busy={busy}
      fault={wrong ? undefined : fault}
      onConfirm={change}
      onClose={onClose}
    >
      <p>{t('settings.ownText')}</p>
      <TextInput
        type="password"
        autoComplete="current-password"
        label={t('settings.ownCurrent')}
        required
        autoFocus
        maxLength={1024}
        value={current}
        onChange={setCurrent}
        problem={missing ?? (wrong && `${wrong.what} ${wrong.todo}`)}
      />
      <PassphraseFields
        label={t('settings.ownNew')}
        value={next}
        onChange={setNext}
        problems={{
          passphrase: problems.passphrase && t(...problems.passphrase),
          repeated: problems.repeated && t(...problems.repeated),
        }}
      />
    </FormDialog>
  );
}
