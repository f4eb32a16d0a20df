import type { FieldProps } from './field-frame.tsx';
import { RadioChoice } from './radio-choice.tsx';
import { useUiWords } from './words.tsx';

export interface YesNoProps extends FieldProps {
  /** undefined while the question is unanswered */
  readonly value: boolean | undefined;
  readonly onChange: (value: boolean | undefined) => void;
}

/** A question answered with yes or no, or not yet. Keys: the first letter of the answer, arrows, Delete to take it back. */
export function YesNo({ value, onChange, ...field }: YesNoProps) {
  const words = useUiWords();
  const letter = (word: string): string => word.slice(0, 1).toLowerCase();
  return (
    <RadioChoice
      {...field}
      options={[
        { key: 'yes', label: words.yes },
        { key: 'no', label: words.no },
      ]}
      value={value === undefined ? undefined : value ? 'yes' : 'no'}
      onChange={(key) => onChange(key === undefined ? undefined : key === 'yes')}
      shortcuts={{ [letter(words.yes)]: 'yes', [letter(words.no)]: 'no' }}
    />
  );
}
