import { useState } from 'react';
import type { Result } from '../../../shared/kernel/result.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { Button } from '../../ui/button.tsx';
import type { Option } from '../../ui/option.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useToasts } from '../../ui/toasts.tsx';

/** What stands in a form of this kind. */
export interface AddressChoiceTexts {
  readonly choice: string;
  readonly choiceHint: string;
  readonly address: string;
  readonly addressHint: string;
  readonly addressWrong: string;
  readonly save: string;
  readonly saved: string;
}

interface AddressChoiceFormProps<K extends string> {
  readonly texts: AddressChoiceTexts;
  readonly options: readonly Option<K>[];
  readonly chosen: K;
  /** the choice that takes an address */
  readonly outside: K;
  readonly address: string;
  readonly isAddress: (address: string) => boolean;
  /** @param address of the choice that takes one */
  readonly save: (chosen: K, address: string) => Promise<Result<unknown>>;
  readonly onSaved: () => void;
}

/** Whether the app reaches out of this computer for something, and to which one address. */
export function AddressChoiceForm<K extends string>(props: AddressChoiceFormProps<K>) {
  const { texts, options, outside, isAddress, save, onSaved } = props;
  const toast = useToasts();
  const [chosen, setChosen] = useState(props.chosen);
  const [address, setAddress] = useState(props.address);
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const isGood = chosen !== outside || isAddress(address);

  return (
    <form
      className="office-stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (!isGood) return;
        void run(
          () => save(chosen, address.trim()),
          () => {
            toast({ kind: 'success', title: texts.saved });
            onSaved();
          },
        );
      }}
    >
      <RadioChoice
        label={texts.choice}
        hint={texts.choiceHint}
        options={options}
        value={chosen}
        onChange={(key) => setChosen(key ?? chosen)}
        disabled={busy}
      />
      {chosen === outside && (
        <TextInput
          label={texts.address}
          hint={texts.addressHint}
          required
          maxLength={300}
          value={address}
          onChange={setAddress}
          problem={checked && !isGood ? texts.addressWrong : undefined}
        />
      )}
      {fault && <FaultNotice fault={fault} />}
      <div className="office-actions">
        <Button type="submit" busy={busy}>
          {texts.save}
        </Button>
      </div>
    </form>
  );
}
