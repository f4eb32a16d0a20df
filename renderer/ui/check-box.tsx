import type { ReactNode } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components';
import { classNames } from './class-names.ts';
import './field.css';
import { Icon } from './icons.tsx';

export interface CheckBoxProps {
  readonly selected: boolean;
  readonly onChange: (selected: boolean) => void;
  readonly disabled?: boolean;
  /** what stands beside the box; without it the box has only its name */
  readonly children?: ReactNode;
  /** its name where nothing stands beside it */
  readonly label?: string;
  readonly className?: string;
}

/** One tick box, on its own. */
export function CheckBox({ selected, onChange, disabled = false, children, label, className }: CheckBoxProps) {
  return (
    <CheckboxField
      isSelected={selected}
      isDisabled={disabled}
      onChange={onChange}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      <CheckboxButton className={classNames('ui-choice', className)}>
        <span className="ui-choice-mark">
          <Icon name="check" size={14} />
        </span>
        {children}
      </CheckboxButton>
    </CheckboxField>
  );
}
