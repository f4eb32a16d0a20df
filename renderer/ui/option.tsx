import type { ReactNode } from 'react';
import { ListBoxItem } from 'react-aria-components';
import { Icon } from './icons.tsx';

/** One entry of a list to choose from. */
export interface Option<K extends string = string> {
  readonly key: K;
  readonly label: string;
  /** small second text, e.g. the department of a municipality */
  readonly detail?: string | undefined;
}

/** The row of one option inside a list box; the chosen one carries a check mark. */
export function OptionItem({ option }: { readonly option: Option }): ReactNode {
  return (
    <ListBoxItem id={option.key} textValue={option.label} className="ui-option">
      {({ isSelected }) => (
        <>
          <span className="ui-option-text">{option.label}</span>
          {option.detail !== undefined && <span className="ui-option-detail">{option.detail}</span>}
          {isSelected && <Icon name="check" size={16} />}
        </>
      )}
    </ListBoxItem>
  );
}
