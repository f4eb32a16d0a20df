import { PASSPHRASE_MINIMUM } from '../../shared/vault/passphrase.ts';
import { t, tCount } from '../text/index.ts';
import { TextInput } from '../ui/text-input.tsx';
import { countCharacters, type NewPassphrase } from './passphrase-check.ts';

/** From here on, length is no longer what to think about. */
const LONG = 20;

export interface PassphraseFieldsProps {
  readonly value: NewPassphrase;
  readonly onChange: (value: NewPassphrase) => void;
  readonly problems: Partial<Record<keyof NewPassphrase, string | undefined>>;
  /** where an old one is asked for as well, the new one must be called new */
  readonly label?: string;
  readonly autoFocus?: boolean;
}

/** A new passphrase, typed twice. The hint counts characters; it claims nothing it cannot know. */
export function PassphraseFields({ value, onChange, problems, label, autoFocus = false }: PassphraseFieldsProps) {
  return (
    <>
      <TextInput
        label={label ?? t('unlock.passphrase.first')}
        type="password"
        autoComplete="new-password"
        required
        autoFocus={autoFocus}
        maxLength={1024}
        value={value.passphrase}
        onChange={(passphrase) => onChange({ ...value, passphrase })}
        hint={lengthHint(countCharacters(value.passphrase))}
        problem={problems.passphrase}
      />
      <TextInput
        label={t('unlock.passphrase.second')}
        type="password"
        autoComplete="new-password"
        required
        maxLength={1024}
        value={value.repeated}
        onChange={(repeated) => onChange({ ...value, repeated })}
        problem={problems.repeated}
      />
    </>
  );
}

function lengthHint(n: number): string {
  if (n < PASSPHRASE_MINIMUM) return tCount('unlock.passphrase.length', n, { min: PASSPHRASE_MINIMUM });
  return n < LONG ? t('unlock.passphrase.enough', { n }) : t('unlock.passphrase.long', { n });
}
