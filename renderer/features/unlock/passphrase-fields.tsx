import { PASSPHRASE_MINIMUM } from '../../../shared/vault/passphrase.ts';
import { t, tCount } from '../../text/index.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { countCharacters } from './new-office.ts';

/** From here on, length is no longer what to think about. */
const LONG = 20;

export interface PassphraseFieldsProps {
  readonly passphrase: string;
  readonly repeated: string;
  readonly onPassphrase: (text: string) => void;
  readonly onRepeated: (text: string) => void;
  readonly passphraseProblem: string | undefined;
  readonly repeatedProblem: string | undefined;
  readonly autoFocus?: boolean;
}

/** A new passphrase, typed twice. The hint counts characters; it claims nothing it cannot know. */
export function PassphraseFields(props: PassphraseFieldsProps) {
  return (
    <>
      <TextInput
        label={t('unlock.passphrase.first')}
        type="password"
        autoComplete="new-password"
        required
        autoFocus={props.autoFocus ?? false}
        value={props.passphrase}
        onChange={props.onPassphrase}
        hint={lengthHint(countCharacters(props.passphrase))}
        problem={props.passphraseProblem}
      />
      <TextInput
        label={t('unlock.passphrase.second')}
        type="password"
        autoComplete="new-password"
        required
        value={props.repeated}
        onChange={props.onRepeated}
        problem={props.repeatedProblem}
      />
    </>
  );
}

function lengthHint(n: number): string {
  if (n < PASSPHRASE_MINIMUM) return tCount('unlock.passphrase.length', n, { min: PASSPHRASE_MINIMUM });
  return n < LONG ? t('unlock.passphrase.enough', { n }) : t('unlock.passphrase.long', { n });
}
