import type { KeyboardEvent, RefObject } from 'react';
import { useState } from 'react';
import { Input, TextField } from 'react-aria-components';
import { classNames } from './class-names.ts';
import './field.css';
import type { FieldProps } from './field-frame.tsx';
import { FieldLabel, FieldNotes } from './field-frame.tsx';
import { IconButton } from './icon-button.tsx';
import { useUiWords } from './words.tsx';

export interface TextInputProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly onKeyDown?: ((event: KeyboardEvent<HTMLInputElement>) => void) | undefined;
  /** `password` brings a button that shows it, and says when caps lock is on */
  readonly type?: 'text' | 'email' | 'tel' | 'password' | undefined;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | undefined;
  readonly maxLength?: number | undefined;
  readonly placeholder?: string | undefined;
  /** right-aligned figures */
  readonly numeric?: boolean | undefined;
  /** short fixed text inside the left edge, e.g. a currency sign */
  readonly prefix?: string | undefined;
  readonly autoComplete?: string | undefined;
  /** for inputs that look after the caret themselves */
  readonly inputRef?: RefObject<HTMLInputElement | null> | undefined;
}

/** One line of text with its label, hint and problem. */
export function TextInput(props: TextInputProps) {
  const words = useUiWords();
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const password = props.type === 'password';
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (password) setCapsLock(event.getModifierState('CapsLock'));
  };
  return (
    <TextField
      className={classNames('ui-field', props.className)}
      value={props.value}
      onChange={props.onChange}
      isInvalid={props.problem !== undefined}
      isRequired={props.required ?? false}
      isDisabled={props.disabled ?? false}
      isReadOnly={props.readOnly ?? false}
      validationBehavior="aria"
      type={password && shown ? 'text' : (props.type ?? 'text')}
      autoComplete={props.autoComplete ?? 'off'}
      spellCheck="false"
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props.autoFocus ? { autoFocus: true } : {})}
      {...(props.inputMode === undefined ? {} : { inputMode: props.inputMode })}
      {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
      {...(props.onBlur ? { onBlur: () => props.onBlur?.() } : {})}
    >
      <FieldLabel label={props.label} required={props.required ?? false} />
      <span
        className={classNames(
          'ui-affixed',
          props.prefix !== undefined && 'ui-affixed-start',
          password && 'ui-affixed-end',
        )}
      >
        {props.prefix !== undefined && (
          <span className="ui-affix ui-affix-start" aria-hidden="true">
            {props.prefix}
          </span>
        )}
        <Input
          className={classNames('ui-control', props.numeric && 'ui-control-number')}
          {...(props.inputRef ? { ref: props.inputRef } : {})}
          {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
          onKeyUp={onKey}
          onKeyDown={(event) => {
            onKey(event);
            props.onKeyDown?.(event);
          }}
        />
        {password && (
          <IconButton
            className="ui-affix-button"
            icon={shown ? 'eyeOff' : 'eye'}
            label={shown ? words.hidePassword : words.showPassword}
            onPress={() => setShown(!shown)}
          />
        )}
      </span>
      <FieldNotes hint={props.hint} problem={props.problem} warning={capsLock ? words.capsLock : props.warning} />
    </TextField>
  );
}
