import { useState } from 'react';
import type { Provider, ProviderInput } from '../../../shared/ipc/signing-settings.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { host } from '../../host.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useToasts } from '../../ui/toasts.tsx';

interface ProviderDialogProps {
  /** undefined for a new one, whose root certificate is asked for when it is saved */
  readonly provider: Provider | undefined;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

const EMPTY: ProviderInput = { name: '', words: '', norm: '', document: '' };

/** What is known of an issuer of certificates, and the paper that says what its signatures are called. */
export function ProviderDialog({ provider, onClose, onChanged }: ProviderDialogProps) {
  const toast = useToasts();
  const [form, setForm] = useState<ProviderInput>(() => {
    const { name, words, norm, document } = provider ?? EMPTY;
    return { name, words, norm, document };
  });
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const change = (part: Partial<ProviderInput>): void => setForm((before) => ({ ...before, ...part }));

  function does(
    deed: () => Promise<Result<unknown>>,
    done: 'certificates.providerSaved' | 'certificates.providerForgotten',
  ): void {
    void run(deed, () => {
      toast({ kind: 'success', title: t(done) });
      onChanged();
      onClose();
    });
  }

  return (
    <FormDialog
      title={t('certificates.providerTitle')}
      confirm={t('certificates.providerSave')}
      busy={busy}
      // choosing no file is a change of mind, not a failure
      fault={fault?.code === 'file/cancelled' ? undefined : fault}
      onConfirm={() => {
        setChecked(true);
        if (form.name.trim() === '') return;
        const id = provider === undefined ? {} : { id: provider.id };
        does(() => host.noteProvider({ ...id, provider: form }), 'certificates.providerSaved');
      }}
      onClose={onClose}
    >
      {provider === undefined ? (
        <p>{t('certificates.providerText')}</p>
      ) : (
        <Facts
          rows={[
            [t('certificates.providerRoot'), provider.subject],
            [t('certificates.fingerprint'), provider.fingerprint.match(/.{1,4}/g)?.join(' ')],
          ]}
        />
      )}
      <TextInput
        label={t('certificates.providerName')}
        required
        autoFocus
        maxLength={160}
        value={form.name}
        onChange={(name) => change({ name })}
        problem={checked && form.name.trim() === '' ? t('certificates.providerMissing') : undefined}
      />
      <TextInput
        label={t('certificates.providerWords')}
        hint={t('certificates.providerWordsHint')}
        maxLength={80}
        value={form.words}
        onChange={(words) => change({ words })}
      />
      <TextInput
        label={t('certificates.providerNorm')}
        maxLength={200}
        value={form.norm}
        onChange={(norm) => change({ norm })}
      />
      <TextInput
        label={t('certificates.providerDocument')}
        maxLength={200}
        value={form.document}
        onChange={(document) => change({ document })}
      />
      {provider && (
        <div>
          <Button
            icon="trash"
            disabled={busy}
            onPress={() => does(() => host.forgetProvider({ id: provider.id }), 'certificates.providerForgotten')}
          >
            {t('certificates.providerForget')}
          </Button>
        </div>
      )}
    </FormDialog>
  );
}
