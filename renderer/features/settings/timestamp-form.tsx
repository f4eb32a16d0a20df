import { useState } from 'react';
import * as v from 'valibot';
import { TimestampUrl } from '../../../shared/ipc/signing-settings.ts';
import { host } from '../../host.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useToasts } from '../../ui/toasts.tsx';

/** Whether a time stamp is asked for when somebody signs, and where. Nothing leaves this computer while it is off. */
export function TimestampForm({ url, onSaved }: { readonly url: string | undefined; readonly onSaved: () => void }) {
  const toast = useToasts();
  const [isOn, setOn] = useState(url !== undefined);
  const [address, setAddress] = useState(url ?? '');
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const isGood = !isOn || v.is(TimestampUrl, address);

  return (
    <form
      className="office-stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (!isGood) return;
        void run(
          () => host.setTimestampUrl(isOn ? { url: address.trim() } : {}),
          () => {
            toast({ kind: 'success', title: t('certificates.stampsSaved') });
            onSaved();
          },
        );
      }}
    >
      <RadioChoice
        label={t('certificates.stamps')}
        hint={t('certificates.stampsHint')}
        options={[
          { key: 'off', label: t('certificates.stampsOff') },
          { key: 'on', label: t('certificates.stampsOn') },
        ]}
        value={isOn ? 'on' : 'off'}
        onChange={(key) => setOn(key === 'on')}
        disabled={busy}
      />
      {isOn && (
        <TextInput
          label={t('certificates.address')}
          hint={t('certificates.addressHint')}
          required
          maxLength={300}
          value={address}
          onChange={setAddress}
          problem={checked && !isGood ? t('certificates.addressWrong') : undefined}
        />
      )}
      {fault && <FaultNotice fault={fault} />}
      <div className="office-actions">
        <Button type="submit" busy={busy}>
          {t('certificates.saveStamps')}
        </Button>
      </div>
    </form>
  );
}
