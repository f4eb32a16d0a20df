import { Button, ListBox, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components';
import { classNames } from './class-names.ts';
import './field.css';
import type { FieldProps } from './field-frame.tsx';
import { FieldLabel, FieldNotes } from './field-frame.tsx';
import { Icon } from './icons.tsx';
import type { Option } from './option.tsx';
import { OptionItem } from './option.tsx';
import { useUiWords } from './words.tsx';

export interface SelectProps<K extends string> extends FieldProps {
  readonly options: readonly Option<K>[];
  /** undefined while nothing is chosen */
  readonly value: K | undefined;
  readonly onChange: (key: K) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly placeholder?: string | undefined;
}

/** One of a few options; typing letters jumps to them. For more than about a dozen, ComboBox. */
export function Select<K extends string>(props: SelectProps<K>) {
  const words = useUiWords();
  return (
    <AriaSelect
      className={classNames('ui-field', props.className)}
      value={props.value ?? null}
      onChange={(key) => {
        const option = props.options.find((entry) => entry.key === key);
        if (option) props.onChange(option.key);
      }}
      isInvalid={props.problem !== undefined}
      isRequired={props.required ?? false}
      isDisabled={(props.disabled ?? false) || (props.readOnly ?? false)}
      validationBehavior="aria"
      placeholder={props.placeholder ?? words.choose}
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props.autoFocus ? { autoFocus: true } : {})}
      {...(props.onBlur ? { onBlur: () => props.onBlur?.() } : {})}
    >
      <FieldLabel label={props.label} required={props.required ?? false} />
      <Button className="ui-control ui-select-button">
        <SelectValue className="ui-select-value">
          {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
        </SelectValue>
        <Icon name="chevronDown" size={16} />
      </Button>
      <FieldNotes hint={props.hint} problem={props.problem} warning={props.warning} />
      <Popover className="ui-popover" offset={4}>
        <ListBox className="ui-list" items={props.options}>
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
