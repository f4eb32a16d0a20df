import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import './button.css';
import { classNames } from './class-names.ts';
import type { IconName } from './icons.tsx';
import { Icon } from './icons.tsx';

export interface IconButtonProps {
  readonly icon: IconName;
  /** its name: spoken, and shown on hover and focus */
  readonly label: string;
  readonly onPress: () => void;
  readonly disabled?: boolean;
  readonly size?: number;
  readonly className?: string;
  /** left out of the order of Tab: only where a key does the same */
  readonly skipTab?: boolean;
}

/** A button that shows only a drawing; its name appears as a tooltip. */
export function IconButton(props: IconButtonProps) {
  const { icon, label, onPress, disabled = false, size = 18, className, skipTab = false } = props;
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton
        className={classNames('ui-icon-button', className)}
        aria-label={label}
        isDisabled={disabled}
        excludeFromTabOrder={skipTab}
        onPress={() => onPress()}
      >
        <Icon name={icon} size={size} />
      </AriaButton>
      <Tooltip className="ui-tooltip" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
