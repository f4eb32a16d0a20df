import type { Fault } from '../../../shared/kernel/fault.ts';
import { faultText } from '../../text/fault-text.ts';
import { t } from '../../text/index.ts';
import { TextInput } from '../../ui/text-input.tsx';

export interface RootPassphraseInputProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** the person tried to go on */
  readonly checked: boolean;
  readonly fault: Fault | undefined;
}

/** The passphrase of the ministry's root, asked for each act of it. */
export function RootPassphraseInput({ value, onChange, checked, fault }: RootPassphraseInputProps) {
  const wrong = fault?.code === 'vault/wrong-passphrase' ? faultText(fault) : undefined;
  const missing = checked && value === '' ? t('settings.fieldMissing') : undefined;
  return (
    <TextInput
      type="password"
      autoComplete="off"
      label={t('trust.rootPassphrase')}
      required
      maxLength={1024}
      value={value}
      onChange={onChange}
      problem={missing ?? (wrong && `${wrong.what} ${wrong.todo}`)}
    />
  );
}
