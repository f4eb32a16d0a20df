import { CheckboxButton, CheckboxField } from 'react-aria-components';
import './field.css';
import { Icon } from './icons.tsx';

export interface CheckBoxProps {
  readonly label: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  readonly id?: string;
  readonly disabled?: boolean;
}

/** One statement that is ticked or not; for a question that may stay unanswered, YesNo. */
export function CheckBox({ label, value, onChange, id, disabled = false }: CheckBoxProps) {
  return (
    <CheckboxField isSelected={value} onChange={onChange} isDisabled={disabled} {...(id === undefined ? {} : { id })}>
      <CheckboxButton className="ui-choice">
        <span className="ui-choice-mark">
          <Icon name="check" size={14} />
        </span>
        {label}
      </CheckboxButton>
    </CheckboxField>
  );
}
