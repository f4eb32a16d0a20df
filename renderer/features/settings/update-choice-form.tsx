import * as v from 'valibot';
import { UpdateUrl, type UpdateChoice, updateOrigins } from '../../../shared/update/policy.ts';
import { host } from '../../host.ts';
import { t } from '../../text/index.ts';
import { AddressChoiceForm } from './address-choice-form.tsx';

/** Where updates may come from, as far as the institution leaves it to the office. */
export function UpdateChoiceForm({ choice, onSaved }: { readonly choice: UpdateChoice; readonly onSaved: () => void }) {
  return (
    <AddressChoiceForm
      texts={{
        choice: t('updates.from'),
        choiceHint: t('updates.from_hint'),
        address: t('updates.address'),
        addressHint: t('updates.addressHint'),
        addressWrong: t('updates.addressWrong'),
        save: t('updates.save'),
        saved: t('updates.saved'),
      }}
      options={updateOrigins.map((key) => ({ key, label: t(`updates.from_${key}`) }))}
      chosen={choice.from}
      outside="web"
      address={choice.from === 'web' ? choice.url : ''}
      isAddress={(address) => v.is(UpdateUrl, address)}
      save={(from, url) => host.setUpdateChoice({ choice: from === 'web' ? { from, url } : { from } })}
      onSaved={onSaved}
    />
  );
}
