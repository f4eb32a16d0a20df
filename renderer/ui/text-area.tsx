import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { TextArea as AriaTextArea, TextField } from 'react-aria-components';
import { classNames } from './class-names.ts';
import './field.css';
import type { FieldProps } from './field-frame.tsx';
import { FieldLabel, FieldNotes } from './field-frame.tsx';

/** A stretch of the text that is marked under the letters; places in UTF-16 units. */
export interface TextMark {
  readonly kind: 'doubt' | 'gap';
  readonly start: number;
  readonly end: number;
}

export interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly onKeyDown?: ((event: KeyboardEvent<HTMLTextAreaElement>) => void) | undefined;
  readonly maxLength?: number | undefined;
  /** lines shown when empty */
  readonly rows?: number | undefined;
  /** for what looks after the caret itself */
  readonly areaRef?: RefObject<HTMLTextAreaElement | null> | undefined;
  /** stretches to mark, in order and apart from each other */
  readonly marks?: readonly TextMark[] | undefined;
  /** a small button at the right end of the label's line */
  readonly tool?: ReactNode;
  /** what stands between the box and its hint */
  readonly below?: ReactNode;
}

/** Several lines of text; the box grows with what is written, so nothing hides below an inner scroll bar. */
export function TextArea(props: TextAreaProps) {
  const { value, marks = [] } = props;
  return (
    <TextField
      className={classNames('ui-field', props.className)}
      value={value}
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
      {props.tool === undefined ? (
        <FieldLabel label={props.label} required={props.required ?? false} />
      ) : (
        <div className="ui-label-line">
          <FieldLabel label={props.label} required={props.required ?? false} />
          {props.tool}
        </div>
      )}
      {/* `field-sizing: content` came after Chromium 114: the same text, unseen behind the box, gives it its height */}
      <div className="ui-growing" data-text={value}>
        <AriaTextArea
          className="ui-control"
          rows={props.rows ?? 3}
          {...(props.areaRef ? { ref: props.areaRef } : {})}
          {...(props.onKeyDown ? { onKeyDown: props.onKeyDown } : {})}
        />
        {marks.length > 0 && (
          <div className="ui-marks" aria-hidden="true">
            {markedText(value, marks)}
          </div>
        )}
      </div>
      {props.below}
      <FieldNotes hint={props.hint} problem={props.problem} warning={props.warning} />
    </TextField>
  );
}

/** The text again, unseen, with its marks: it lies over the box, whose letters show through. */
function markedText(text: string, marks: readonly TextMark[]): ReactNode {
  let at = 0;
  const parts = marks.map(({ kind, start, end }) => {
    const before = text.slice(at, start);
    at = end;
    return (
      <span key={start}>
        {before}
        <span className={`ui-mark ui-mark-${kind}`}>{text.slice(start, end)}</span>
      </span>
    );
  });
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
