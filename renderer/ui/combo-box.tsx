import { useMemo, useState } from 'react';
import { Button, ComboBox as AriaComboBox, Input, ListBox, Popover } from 'react-aria-components';
import { classNames } from './class-names.ts';
import './field.css';
import type { FieldProps } from './field-frame.tsx';
import { FieldLabel, FieldNotes } from './field-frame.tsx';
import { foldText } from './fold-text.ts';
import { Icon } from './icons.tsx';
import type { Option } from './option.tsx';
import { OptionItem } from './option.tsx';
import { useUiWords } from './words.tsx';

export interface ComboBoxProps<K extends string> extends FieldProps {
  readonly options: readonly Option<K>[];
  readonly value: K | undefined;
  /** undefined when the text was cleared */
  readonly onChange: (key: K | undefined) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly placeholder?: string | undefined;
}

/**
 * One of many options, found by typing any part of its name (accents and case do not matter). A name that is typed
 * out but not in the list is put back to the last choice when the field is left: only listed options are values.
 */
export function ComboBox<K extends string>(props: ComboBoxProps<K>) {
  const words = useUiWords();
  const { options, value } = props;
  const chosen = options.find((option) => option.key === value)?.label ?? '';
  const [typed, setTyped] = useState(chosen);
  const [lastChosen, setLastChosen] = useState(chosen);
  // a choice made elsewhere (undo, recovery, another department) replaces what stands here
  if (lastChosen !== chosen) {
    setLastChosen(chosen);
    setTyped(chosen);
  }
  const shown = useMemo(() => {
    const wanted = foldText(typed).trim();
    if (wanted === '' || typed === chosen) return options;
    const starts = (option: Option): boolean => foldText(option.label).startsWith(wanted);
    const matches = options.filter((option) => foldText(`${option.label} ${option.detail ?? ''}`).includes(wanted));
    return [...matches.filter(starts), ...matches.filter((option) => !starts(option))];
  }, [options, typed, chosen]);
  return (
    <AriaComboBox
      className={classNames('ui-field', props.className)}
      items={shown}
      inputValue={typed}
      onInputChange={(text) => {
        setTyped(text);
        if (text === '' && value !== undefined) props.onChange(undefined);
      }}
      value={value ?? null}
      onChange={(key) => {
        const option = options.find((entry) => entry.key === key);
        if (!option) return;
        setTyped(option.label);
        if (option.key !== value) props.onChange(option.key);
      }}
      onBlur={() => {
        setTyped(chosen);
        props.onBlur?.();
      }}
      menuTrigger="input"
      allowsEmptyCollection
      isInvalid={props.problem !== undefined}
      isRequired={props.required ?? false}
      isDisabled={props.disabled ?? false}
      isReadOnly={props.readOnly ?? false}
      validationBehavior="aria"
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props.autoFocus ? { autoFocus: true } : {})}
    >
      <FieldLabel label={props.label} required={props.required ?? false} />
      <div className="ui-affixed ui-affixed-end">
        <Input
          className="ui-control"
          spellCheck="false"
          {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
        />
        <Button className="ui-icon-button ui-affix-button" aria-label={words.openList}>
          <Icon name="chevronDown" size={16} />
        </Button>
      </div>
      <FieldNotes hint={props.hint} problem={props.problem} warning={props.warning} />
      <Popover className="ui-popover" offset={4}>
        <ListBox<Option<K>>
          className="ui-list"
          renderEmptyState={() => <div className="ui-list-empty">{words.noMatch}</div>}
        >
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
