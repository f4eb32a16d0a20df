import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import './button.css';
import { classNames } from './class-names.ts';
import type { IconName } from './icons.tsx';
import { Icon } from './icons.tsx';
import { Spinner } from './spinner.tsx';
import { useUiWords } from './words.tsx';

export interface ButtonProps {
  readonly children: ReactNode;
  /** `primary` at most once in view; `danger` for what cannot be taken back */
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly size?: 'normal' | 'small';
  readonly icon?: IconName;
  /** work started by this button is under way: it keeps the focus and ignores presses */
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly wide?: boolean;
  /** `submit` sends the form it stands in */
  readonly type?: 'button' | 'submit';
  readonly onPress?: () => void;
  readonly autoFocus?: boolean;
  readonly id?: string;
  /** a longer name for a screen reader where the text alone is ambiguous */
  readonly label?: string;
  readonly describedBy?: string;
}

/** A button with its words, perhaps an icon before them. */
export function Button(props: ButtonProps) {
  const { children, kind = 'secondary', size = 'normal', icon, busy = false, disabled = false, onPress } = props;
  const words = useUiWords();
  return (
    <AriaButton
      type={props.type ?? 'button'}
      className={classNames(
        'ui-button',
        `ui-button-${kind}`,
        size === 'small' && 'ui-button-small',
        props.wide && 'ui-button-wide',
      )}
      isPending={busy}
      isDisabled={disabled}
      {...(onPress ? { onPress: () => onPress() } : {})}
      {...(props.autoFocus ? { autoFocus: true } : {})}
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
      {...(props.describedBy === undefined ? {} : { 'aria-describedby': props.describedBy })}
    >
      {busy ? <Spinner label={words.working} /> : icon && <Icon name={icon} />}
      {children}
    </AriaButton>
  );
}
