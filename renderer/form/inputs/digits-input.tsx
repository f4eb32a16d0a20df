import type { KeyboardEvent } from 'react';
import { useLayoutEffect, useRef, useState } from 'react';
import { TextInput } from '../../ui/text-input.tsx';
import { caretAfter, editGrouped, groupDigits } from './group-digits.ts';
import type { ValueInputProps } from './parsed-input.tsx';

export interface DigitsInputProps extends ValueInputProps {
  /** sizes of the groups that dashes part, e.g. 4, 4, 5 for an identity number */
  readonly groups: readonly number[];
}

/**
 * A number of fixed length whose dashes appear by themselves. Value: the digits only. Whatever else is typed or pasted
 * with them ("DNI 0801-…") falls away; digits never do, even when there are too many.
 */
export function DigitsInput({ groups, value, onChange, ...props }: DigitsInputProps) {
  const box = useRef<HTMLInputElement>(null);
  const forward = useRef(false);
  // a new object for each edit, so that the caret is put right even when the digits stay the same
  const [edited, setEdited] = useState<{ readonly before: number }>();
  const text = /^\d*$/.test(value) ? groupDigits(value, groups) : value;
  useLayoutEffect(() => {
    const input = box.current;
    if (!edited || input !== document.activeElement) return;
    const caret = caretAfter(input?.value ?? '', edited.before);
    input?.setSelectionRange(caret, caret);
  }, [edited]);
  return (
    <TextInput
      {...props}
      inputRef={box}
      inputMode="numeric"
      value={text}
      onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
        forward.current = event.key === 'Delete';
      }}
      onChange={(next) => {
        const caret = box.current?.selectionStart ?? next.length;
        const edit = editGrouped(value, { text: next, caret, forward: forward.current }, groups);
        setEdited({ before: edit.before });
        onChange(edit.digits);
      }}
    />
  );
}
