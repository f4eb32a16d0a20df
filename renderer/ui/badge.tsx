import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import type { IconName } from './icons.tsx';
import { Icon } from './icons.tsx';
import './layout.css';

export interface BadgeProps {
  readonly kind?: 'neutral' | 'info' | 'warn' | 'error' | 'success';
  readonly icon?: IconName;
  readonly children: ReactNode;
}

/** A state in one or two words; the colour only repeats what the words say. */
export function Badge({ kind = 'neutral', icon, children }: BadgeProps) {
  return (
    <span className={classNames('ui-badge', `ui-badge-${kind}`)}>
      {icon && <Icon name={icon} size={13} />}
      {children}
    </span>
  );
}
