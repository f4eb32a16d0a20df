import { useMemo, useState, type KeyboardEvent } from 'react';
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
 * One of many options, found by typing any part of its name (accents and case do not matter). Enter takes the first
 * match, leaving the field takes the only one; anything else is put back to the last choice: only listed options are
 * values.
 */
export function ComboBox<K extends string>(props: ComboBoxProps<K>) {
  const words = useUiWords();
  const { options, value } = props;
  const chosen = options.find((option) => option.key === value)?.label ?? '';
  const [typed, setTyped] = useState(chosen);
  const [lastChosen, setLastChosen] = useState(chosen);
  // laying out hundreds of options would hold up a screen that nobody has come to this field of
  const [isEntered, setEntered] = useState(false);
  // a choice made elsewhere (undo, recovery, another department) replaces what stands here
  if (lastChosen !== chosen) {
    setLastChosen(chosen);
    setTyped(chosen);
  }
  const shown = useMemo(() => {
    if (!isEntered) return options.filter((option) => option.key === value);
    const wanted = foldText(typed).trim();
    if (wanted === '' || typed === chosen) return options;
    const starts = (option: Option): boolean => foldText(option.label).startsWith(wanted);
    const matches = options.filter((option) => foldText(`${option.label} ${option.detail ?? ''}`).includes(wanted));
    return [...matches.filter(starts), ...matches.filter((option) => !starts(option))];
  }, [options, typed, chosen, value, isEntered]);
  const choose = (option: Option<K>): void => {
    setTyped(option.label);
    if (option.key !== value) props.onChange(option.key);
  };
  /** what the typed text means when nothing in the list was pointed at */
  const meant = (): Option<K> | undefined =>
    shown.find((option) => foldText(option.label) === foldText(typed).trim()) ??
    (shown.length === 1 ? shown[0] : undefined);
  const takeFirst = (event: KeyboardEvent<HTMLDivElement>): void => {
    const pointed = event.target instanceof HTMLElement && event.target.getAttribute('aria-activedescendant');
    const first = shown[0];
    if (event.key !== 'Enter' || pointed || typed === chosen || typed.trim() === '' || first === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    choose(meant() ?? first);
  };
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
        if (option) choose(option);
      }}
      onFocus={() => setEntered(true)}
      onBlur={() => {
        const option = typed === chosen || typed.trim() === '' ? undefined : meant();
        if (option) choose(option);
        else setTyped(chosen);
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
      <div className="ui-affixed ui-affixed-end" onKeyDownCapture={takeFirst}>
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
