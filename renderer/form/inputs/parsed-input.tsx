import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import type { FieldProps } from '../../ui/field-frame.tsx';
import type { TextInputProps } from '../../ui/text-input.tsx';
import { TextInput } from '../../ui/text-input.tsx';

/** What every input of a record's field takes: canonical text, or what was typed when it could not be read. */
export interface ValueInputProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
}

export interface ParsedInputProps extends ValueInputProps {
  /** canonical text for what is typed so far; undefined while it cannot be read */
  readonly parse: (text: string) => string | undefined;
  /** a more generous reading, tried when the field is left */
  readonly complete?: ((text: string) => string | undefined) | undefined;
  /** canonical text as it is shown when nobody types in it */
  readonly format: (value: string) => string;
  /** a value that a key sets at once, e.g. today; undefined for keys that just type */
  readonly keyValue?: ((key: string, value: string) => string | undefined) | undefined;
  readonly inputMode?: TextInputProps['inputMode'];
  readonly placeholder?: string | undefined;
  readonly numeric?: boolean | undefined;
  readonly prefix?: string | undefined;
}

/**
 * A line of text that stands for a value of a certain form. While someone types, the box shows exactly what they type;
 * when they leave it, the value in its usual form. Text that cannot be read stays, as it was typed.
 */
export function ParsedInput(props: ParsedInputProps) {
  const { value, onChange, parse, complete, format, keyValue, ...input } = props;
  const [typing, setTyping] = useState<{ readonly text: string; readonly value: string }>();
  // a value that did not come from this box (undo, recovery) ends the typing
  const text = typing?.value === value ? typing.text : format(value);

  function type(next: string): void {
    const read = next.trim() === '' ? '' : (parse(next) ?? next);
    setTyping({ text: next, value: read });
    onChange(read);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.ctrlKey || event.altKey || event.metaKey || props.readOnly || props.disabled) return;
    const set = keyValue?.(event.key, parse(text) ?? value);
    if (set === undefined) return;
    event.preventDefault();
    setTyping(undefined);
    onChange(set);
  }

  return (
    <TextInput
      {...input}
      value={text}
      onChange={type}
      onKeyDown={onKeyDown}
      onBlur={() => {
        if (typing?.value === value && parse(typing.text) === undefined) {
          const read = complete?.(typing.text);
          if (read !== undefined) onChange(read);
        }
        setTyping(undefined);
        props.onBlur?.();
      }}
    />
  );
}
