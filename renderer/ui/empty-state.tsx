import type { ReactNode } from 'react';
import type { IconName } from './icons.tsx';
import { Icon } from './icons.tsx';
import './layout.css';

export interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  /** what will appear here, and how to begin */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** What a list shows while it holds nothing. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="ui-empty">
      <Icon name={icon} size={32} />
      <p className="ui-empty-title">{title}</p>
      {children !== undefined && <div>{children}</div>}
      {actions}
    </div>
  );
}
