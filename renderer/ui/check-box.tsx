import { Checkbox } from 'react-aria-components';
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
    <Checkbox
      className="ui-choice"
      isSelected={value}
      onChange={onChange}
      isDisabled={disabled}
      {...(id === undefined ? {} : { id })}
    >
      <span className="ui-choice-mark">
        <Icon name="check" size={14} />
      </span>
      {label}
    </Checkbox>
  );
}
