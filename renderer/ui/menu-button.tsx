import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import './button.css';
import { classNames } from './class-names.ts';
import './field.css';
import type { IconName } from './icons.tsx';
import { Icon } from './icons.tsx';
import './nav.css';

interface MenuButtonItem<K extends string> {
  readonly key: K;
  readonly label: string;
  readonly icon?: IconName | undefined;
  readonly danger?: boolean;
  /** carries a check mark: this is how things are now */
  readonly chosen?: boolean;
  readonly disabled?: boolean;
}

export interface MenuButtonProps<K extends string> {
  readonly label: string;
  readonly icon?: IconName | undefined;
  /** without an edge, for a tool bar */
  readonly quiet?: boolean;
  readonly small?: boolean;
  readonly items: readonly MenuButtonItem<K>[];
  readonly onSelect: (key: K) => void;
}

/** A button that opens a short list of deeds. */
export function MenuButton<K extends string>(props: MenuButtonProps<K>) {
  const { label, icon, quiet = false, small = false, items, onSelect } = props;
  return (
    <MenuTrigger>
      <AriaButton
        className={classNames(
          'ui-button',
          quiet ? 'ui-button-quiet' : 'ui-button-secondary',
          small && 'ui-button-small',
        )}
      >
        {icon && <Icon name={icon} />}
        {label}
        <Icon name="chevronDown" size={14} />
      </AriaButton>
      <Popover className="ui-popover" offset={4}>
        <Menu
          className="ui-menu"
          onAction={(key) => {
            const item = items.find((entry) => entry.key === key);
            if (item) onSelect(item.key);
          }}
        >
          {items.map((item) => (
            <MenuItem
              key={item.key}
              id={item.key}
              textValue={item.label}
              isDisabled={item.disabled ?? false}
              className={classNames('ui-option', item.danger && 'ui-option-danger')}
            >
              {item.icon && <Icon name={item.icon} size={16} />}
              <span className="ui-option-text">{item.label}</span>
              {item.chosen && <Icon name="check" size={16} />}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
