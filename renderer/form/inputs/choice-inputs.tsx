import { useMemo } from 'react';
import type { FieldDef, FieldValue } from '../../../shared/record/fields.ts';
import type { FieldPlace } from '../../text/field-text.ts';
import { optionLabel } from '../../text/field-text.ts';
import { currentLanguage, t } from '../../text/index.ts';
import { CheckGroup } from '../../ui/check-group.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import type { FieldProps } from '../../ui/field-frame.tsx';
import type { Option } from '../../ui/option.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { Select } from '../../ui/select.tsx';
import { useOfferedInfringements } from '../offered-infringements.ts';
import type { ValueInputProps } from './parsed-input.tsx';

type ChoiceField = Extract<FieldDef, { readonly options: readonly string[] }>;

interface ChoiceOf {
  readonly place: FieldPlace;
  readonly field: ChoiceField;
}

/** More options than fit on one bar open as a list; more than fit on a screen are found by typing. */
const BAR = 2;
const LIST = 8;

/** One option of a few or of a catalogue. Value: its key. A key that is no longer offered stays visible as itself. */
export function ChoiceInput({ place, field, value, onChange, ...props }: ValueInputProps & ChoiceOf) {
  const options = useOptions(place, field, value === '' ? [] : [value]);
  const chosen = value === '' ? undefined : value;
  if (options.length <= BAR) {
    return <RadioChoice {...props} options={options} value={chosen} onChange={(key) => onChange(key ?? '')} />;
  }
  if (options.length <= LIST) {
    return <Select {...props} options={options} value={chosen} onChange={onChange} placeholder={t('fields.choose')} />;
  }
  return (
    <ComboBox
      {...props}
      options={options}
      value={chosen}
      onChange={(key) => onChange(key ?? '')}
      placeholder={t('fields.search')}
    />
  );
}

interface MultiChoiceInputProps extends FieldProps, ChoiceOf {
  readonly value: FieldValue;
  readonly onChange: (keys: readonly string[]) => void;
}

/** Any number of options. Value: their keys in the order of the options. */
export function MultiChoiceInput({ place, field, value, onChange, ...props }: MultiChoiceInputProps) {
  const keys = typeof value === 'string' ? (value === '' ? [] : [value]) : value;
  return <CheckGroup {...props} options={useOptions(place, field, keys)} value={keys} onChange={onChange} />;
}

function useOptions(place: FieldPlace, field: ChoiceField, chosen: readonly string[]): readonly Option[] {
  const { kind, table } = place;
  const language = currentLanguage();
  const around = useOfferedInfringements();
  const offered = field.catalog === 'infringements' ? around : undefined;
  const known = offered === undefined ? field.options : offered.map(({ key }) => key);
  const strangers = chosen.filter((key) => !known.includes(key)).join('\n');
  return useMemo(
    () => {
      const named = (key: string): Option => ({
        key,
        label: optionLabel({ kind, table, field: field.key }, field, key),
      });
      return [...(offered ?? field.options.map(named)), ...strangers.split('\n').filter(Boolean).map(named)];
    },
    // the language is not used inside by name, but the labels are in it
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [kind, table, field, offered, strangers, language],
  );
}
