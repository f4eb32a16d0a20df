import { TextArea as AriaTextArea, TextField } from 'react-aria-components';
import { classNames } from './class-names.ts';
import './field.css';
import type { FieldProps } from './field-frame.tsx';
import { FieldLabel, FieldNotes } from './field-frame.tsx';

export interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly maxLength?: number | undefined;
  /** lines shown when empty */
  readonly rows?: number | undefined;
}

/** Several lines of text; the box grows with what is written, so nothing hides below an inner scroll bar. */
export function TextArea(props: TextAreaProps) {
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
      spellCheck="false"
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props.autoFocus ? { autoFocus: true } : {})}
      {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
      {...(props.onBlur ? { onBlur: () => props.onBlur?.() } : {})}
    >
      <FieldLabel label={props.label} required={props.required ?? false} />
      {/* `field-sizing: content` came after Chromium 114: the same text, unseen behind the box, gives it its height */}
      <div className="ui-growing" data-text={props.value}>
        <AriaTextArea className="ui-control" rows={props.rows ?? 3} />
      </div>
      <FieldNotes hint={props.hint} problem={props.problem} warning={props.warning} />
    </TextField>
  );
}
