import { t } from '../../text/index.ts';
import { TextInput } from '../../ui/text-input.tsx';

export interface HeardWordsInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem?: string | undefined;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
}

/** Eight words as they were heard. Those of the file are shown nowhere: whoever copies them has compared nothing. */
export function HeardWordsInput({ required = false, autoFocus = false, ...props }: HeardWordsInputProps) {
  return (
    <TextInput
      {...props}
      required={required}
      autoFocus={autoFocus}
      autoComplete="off"
      maxLength={400}
      hint={t('trust.wordsHint')}
    />
  );
}
