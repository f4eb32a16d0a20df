import * as v from 'valibot';
import { TimestampUrl } from '../../../shared/ipc/signing-settings.ts';
import { host } from '../../host.ts';
import { t } from '../../text/index.ts';
import { AddressChoiceForm } from './address-choice-form.tsx';

/** Whether a time stamp is asked for when somebody signs, and where. Nothing leaves this computer while it is off. */
export function TimestampForm({ url, onSaved }: { readonly url: string | undefined; readonly onSaved: () => void }) {
  return (
    <AddressChoiceForm
      texts={{
        choice: t('certificates.stamps'),
        choiceHint: t('certificates.stampsHint'),
        address: t('certificates.address'),
        addressHint: t('certificates.addressHint'),
        addressWrong: t('certificates.addressWrong'),
        save: t('certificates.saveStamps'),
        saved: t('certificates.stampsSaved'),
      }}
      options={[
        { key: 'off', label: t('certificates.stampsOff') },
        { key: 'on', label: t('certificates.stampsOn') },
      ]}
      chosen={url === undefined ? 'off' : 'on'}
      outside="on"
      address={url ?? ''}
      isAddress={(address) => v.is(TimestampUrl, address)}
      save={(chosen, address) => host.setTimestampUrl(chosen === 'on' ? { url: address } : {})}
      onSaved={onSaved}
    />
  );
}
