import { RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import { classNames } from './class-names.ts';
import './field.css';
import type { FieldProps } from './field-frame.tsx';
import { FieldLabel, FieldNotes } from './field-frame.tsx';
import type { Option } from './option.tsx';

export interface RadioChoiceProps<K extends string> extends FieldProps {
  readonly options: readonly Option<K>[];
  readonly value: K | undefined;
  /** undefined when the answer was taken back with Delete or Backspace */
  readonly onChange: (key: K | undefined) => void;
  /** letters that answer at once, e.g. `{ s: 'yes', n: 'no' }` */
  readonly shortcuts?: Readonly<Record<string, K>> | undefined;
}

/** One of two to four short answers, all in sight as one bar. Arrows move, Delete takes the answer back. */
export function RadioChoice<K extends string>(props: RadioChoiceProps<K>) {
  const { options, onChange } = props;
  const fixed = (props.disabled ?? false) || (props.readOnly ?? false);
  return (
    <RadioGroup
      className={classNames('ui-field', props.className)}
      orientation="horizontal"
      value={props.value ?? null}
      onChange={(key) => onChange(options.find((option) => option.key === key)?.key)}
      isInvalid={props.problem !== undefined}
      isRequired={props.required ?? false}
      isDisabled={props.disabled ?? false}
      isReadOnly={props.readOnly ?? false}
      validationBehavior="aria"
    >
      <FieldLabel label={props.label} required={props.required ?? false} />
      <div
        className="ui-yes-no"
        {...(props.problem === undefined ? {} : { 'data-invalid': true })}
        onKeyDown={(event) => {
          if (fixed || event.ctrlKey || event.altKey || event.metaKey) return;
          const answer = props.shortcuts?.[event.key.toLowerCase()];
          if (answer !== undefined) {
            onChange(answer);
            // the ring follows the answer
            const place = options.findIndex((option) => option.key === answer);
            event.currentTarget.querySelectorAll('input')[place]?.focus();
          }
          if (event.key === 'Delete' || event.key === 'Backspace') onChange(undefined);
        }}
      >
        {options.map((option, index) => (
          <RadioField
            key={option.key}
            value={option.key}
            {...(index === 0 && props.id !== undefined ? { id: props.id } : {})}
            {...(index === 0 && props.autoFocus ? { autoFocus: true } : {})}
          >
            <RadioButton className="ui-yes-no-option">{option.label}</RadioButton>
          </RadioField>
        ))}
      </div>
      <FieldNotes hint={props.hint} problem={props.problem} warning={props.warning} />
    </RadioGroup>
  );
}
