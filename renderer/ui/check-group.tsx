import { CheckboxButton, CheckboxField, CheckboxGroup } from 'react-aria-components';
import { classNames } from './class-names.ts';
import './field.css';
import type { FieldProps } from './field-frame.tsx';
import { FieldLabel, FieldNotes } from './field-frame.tsx';
import { Icon } from './icons.tsx';
import type { Option } from './option.tsx';

export interface CheckGroupProps<K extends string> extends FieldProps {
  readonly options: readonly Option<K>[];
  readonly value: readonly K[];
  /** the keys that are ticked, in the order of the options */
  readonly onChange: (keys: readonly K[]) => void;
  /** options that stay as they are */
  readonly locked?: readonly K[] | undefined;
}

/**
 * Any number of options; each is a tick box of its own in the tab order, its detail below its label. The first carries
 * the DOM id.
 */
export function CheckGroup<K extends string>(props: CheckGroupProps<K>) {
  const { options } = props;
  const explained = options.some(({ detail }) => detail !== undefined);
  return (
    <CheckboxGroup
      className={classNames('ui-field', props.className)}
      value={[...props.value]}
      onChange={(keys) => props.onChange(options.map((option) => option.key).filter((key) => keys.includes(key)))}
      isInvalid={props.problem !== undefined}
      isRequired={props.required ?? false}
      isDisabled={props.disabled ?? false}
      isReadOnly={props.readOnly ?? false}
      validationBehavior="aria"
    >
      <FieldLabel label={props.label} required={props.required ?? false} />
      <div
        className={classNames(
          'ui-choices',
          explained ? 'ui-choices-explained' : options.length > 4 && 'ui-choices-columns',
        )}
      >
        {options.map((option, index) => (
          <CheckboxField
            key={option.key}
            value={option.key}
            isDisabled={props.locked?.includes(option.key) ?? false}
            {...(index === 0 && props.id !== undefined ? { id: props.id } : {})}
            {...(index === 0 && props.autoFocus ? { autoFocus: true } : {})}
          >
            <CheckboxButton className="ui-choice">
              {' '}
              <span className="ui-choice-mark">
                <Icon name="check" size={14} />
              </span>
              {option.detail === undefined ? (
                option.label
              ) : (
                <span>
                  {option.label}
                  <span className="ui-choice-detail">{option.detail}</span>
                </span>
              )}
            </CheckboxButton>
          </CheckboxField>
        ))}
      </div>
      <FieldNotes hint={props.hint} problem={props.problem} warning={props.warning} />
    </CheckboxGroup>
  );
}
