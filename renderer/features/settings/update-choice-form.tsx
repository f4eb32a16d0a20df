import { useState } from 'react';
import * as v from 'valibot';
import { UpdateUrl, type UpdateChoice, type UpdateOrigin, updateOrigins } from '../../../shared/update/policy.ts';
import { host } from '../../host.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useToasts } from '../../ui/toasts.tsx';

/** Where updates may come from, as far as the institution leaves it to the office. */
export function UpdateChoiceForm({ choice, onSaved }: { readonly choice: UpdateChoice; readonly onSaved: () => void }) {
  const toast = useToasts();
  const [from, setFrom] = useState<UpdateOrigin>(choice.from);
  const [address, setAddress] = useState(choice.from === 'web' ? choice.url : '');
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const isGood = from !== 'web' || v.is(UpdateUrl, address);

  return (
    <form
      className="office-stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (!isGood) return;
        void run(
          () => host.setUpdateChoice({ choice: from === 'web' ? { from, url: address.trim() } : { from } }),
          () => {
            toast({ kind: 'success', title: t('updates.saved') });
            onSaved();
          },
        );
      }}
    >
      <RadioChoice
        label={t('updates.from')}
        hint={t('updates.from_hint')}
        options={updateOrigins.map((key) => ({ key, label: t(`updates.from_${key}`) }))}
        value={from}
        onChange={(key) => setFrom(key ?? from)}
        disabled={busy}
      />
      {from === 'web' && (
        <TextInput
          label={t('updates.address')}
          hint={t('updates.addressHint')}
          required
          maxLength={300}
          value={address}
          onChange={setAddress}
          problem={checked && !isGood ? t('updates.addressWrong') : undefined}
        />
      )}
      {fault && <FaultNotice fault={fault} />}
      <div className="office-actions">
        <Button type="submit" busy={busy}>
          {t('updates.save')}
        </Button>
      </div>
    </form>
  );
}
