import { t } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { TextInput } from '../ui/text-input.tsx';
import { HOLDERS } from './holders-check.ts';
import './holders-input.css';

export interface HoldersInputProps {
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  /** the sentence for a holder once the person tried to go on; undefined before, or when it is fine */
  readonly problem: (field: `holder${number}`) => string | undefined;
  readonly disabled?: boolean;
}

/** Who keeps each of the recovery sheets, one line a sheet. */
export function HoldersInput({ value, onChange, problem, disabled = false }: HoldersInputProps) {
  return (
    <>
      {value.map((holder, index) => (
        // a sheet has no name but its place
        <div key={index} className="holders-input">
          <TextInput
            label={t('unlock.holders.holder', { n: index + 1 })}
            required
            autoFocus={index === 0}
            maxLength={120}
            value={holder}
            onChange={(text) => onChange(value.map((was, place) => (place === index ? text : was)))}
            problem={problem(`holder${index}`)}
          />
          <IconButton
            icon="trash"
            label={t('unlock.holders.remove', { n: index + 1 })}
            disabled={disabled || value.length <= HOLDERS.min}
            onPress={() => onChange(value.filter((_, place) => place !== index))}
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon="plus"
          disabled={disabled || value.length >= HOLDERS.max}
          onPress={() => onChange([...value, ''])}
        >
          {t('unlock.holders.add')}
        </Button>
      </div>
    </>
  );
}
