import { useState } from 'react';
import type { ReferralInstitution } from '../../../shared/catalog/referral-directory.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras } from '../../../shared/kernel/plain-date.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { keyGroups, parseAgeKey, splitAgeKeys } from '../../../shared/referral/age-key.ts';
import { comparedWays, removeAddressee, saveAddressee, type AddresseeKeys } from '../../db/addressees.ts';
import { DateInput } from '../../form/inputs/date-input.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { faultText } from '../../text/fault-text.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { addresseeForm, readAddresseeForm, type AddresseeForm } from './addressee-form.ts';

interface AddresseeDialogProps {
  readonly institution: ReferralInstitution;
  readonly kept: AddresseeKeys | undefined;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Asks for the public key of an institution, and with whom and how it was compared before anything is sealed to it. */
export function AddresseeDialog({ institution, kept, onClose, onChanged }: AddresseeDialogProps) {
  const { db } = useSession();
  const toast = useToasts();
  const today = dateInHonduras(instantFrom(db.clock.now()));
  const [form, setForm] = useState<AddresseeForm>(() => addresseeForm(kept, today));
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const { kept: wanted, problems } = readAddresseeForm(form, today);
  const change = (part: Partial<AddresseeForm>): void => setForm((before) => ({ ...before, ...part }));
  const named = { institution: institution.key, name: institution.label };
  const problem = (field: 'by' | 'on' | 'how'): string | undefined => {
    const key = problems[field];
    return checked && key !== undefined ? t(key) : undefined;
  };
  // a private key is told of at once: it must not stand on the screen
  const isSecret = problems.keys?.code === 'referral/secret-key';
  const wrongKeys = (checked || isSecret) && problems.keys !== undefined ? faultText(problems.keys) : undefined;

  function does(deed: () => Promise<Result<void>>, done: 'packages.kept' | 'packages.removed'): void {
    void run(deed, () => {
      toast({ kind: 'success', title: t(done) });
      onChanged();
      onClose();
    });
  }

  return (
    <FormDialog
      title={t('packages.editOf', { name: institution.label })}
      confirm={t('packages.save')}
      busy={busy}
      fault={fault}
      onConfirm={() => {
        setChecked(true);
        if (wanted !== undefined) does(() => saveAddressee(db, named, wanted), 'packages.kept');
      }}
      onClose={onClose}
    >
      <p className="office-note">{t('packages.keysHint')}</p>
      <TextArea
        label={t('packages.keyText')}
        hint={t('packages.keyTextHint')}
        required
        autoFocus
        rows={3}
        maxLength={16_000}
        value={form.keys}
        onChange={(keys) => change({ keys })}
        problem={wrongKeys && `${wrongKeys.what} ${wrongKeys.todo}`}
      />
      <KeysAloud pasted={form.keys} />
      <TextInput
        label={t('packages.by')}
        required
        maxLength={160}
        value={form.by}
        onChange={(by) => change({ by })}
        problem={problem('by')}
      />
      <div className="office-numbers-two">
        <DateInput
          label={t('packages.on')}
          required
          clock={db.clock}
          value={form.on}
          onChange={(on) => change({ on })}
          problem={problem('on')}
        />
        <Select
          label={t('packages.how')}
          required
          options={comparedWays.map((key) => ({ key, label: t(`packages.how_${key}`) }))}
          value={form.how}
          onChange={(how) => change({ how })}
          problem={problem('how')}
        />
      </div>
      {kept !== undefined && (
        <div>
          <Button
            icon="trash"
            disabled={busy}
            onPress={() => does(() => removeAddressee(db, named), 'packages.removed')}
          >
            {t('packages.remove')}
          </Button>
        </div>
      )}
    </FormDialog>
  );
}

/** The short keys in groups, as two people read them to each other; a long one is compared by a file. */
function KeysAloud({ pasted }: { readonly pasted: string }) {
  const keys = splitAgeKeys(pasted).flatMap((one) => {
    const key = parseAgeKey(one);
    return key.ok && key.value.kind === 'x25519' ? [key.value] : [];
  });
  if (keys.length === 0) return null;
  return (
    <div>
      <p className="office-note">{t('packages.keyShown')}</p>
      {keys.map((key) => (
        <p key={key.text} className="office-example">
          {keyGroups(key).join(' ')}
        </p>
      ))}
    </div>
  );
}
