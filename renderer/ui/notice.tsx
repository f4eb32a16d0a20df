import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import './layout.css';
import { Icon } from './icons.tsx';
import { useUiWords } from './words.tsx';

export type NoticeKind = 'info' | 'warn' | 'error' | 'success';
const icons = { info: 'info', warn: 'warning', error: 'error', success: 'success' } as const;

export interface NoticeProps {
  readonly kind: NoticeKind;
  readonly title: string;
  /** what happened */
  readonly children?: ReactNode;
  /** whether the data is safe */
  readonly safe?: string | undefined;
  /** what to do now */
  readonly todo?: string | undefined;
  readonly actions?: ReactNode;
  readonly onClose?: (() => void) | undefined;
  /** false for a notice that was there when the screen opened and need not interrupt */
  readonly live?: boolean;
}

/** A message in the flow of the screen. Errors and warnings are spoken at once, the rest when the reader pauses. */
export function Notice({ kind, title, children, safe, todo, actions, onClose, live = true }: NoticeProps) {
  const words = useUiWords();
  const role = kind === 'error' || kind === 'warn' ? 'alert' : 'status';
  return (
    <div className={classNames('ui-notice', `ui-notice-${kind}`)} {...(live ? { role } : {})}>
      <Icon name={icons[kind]} size={20} />
      <div className="ui-notice-text">
        <p className="ui-notice-title">{title}</p>
        {children !== undefined && <div>{children}</div>}
        {safe !== undefined && <p className="ui-notice-safe">{safe}</p>}
        {todo !== undefined && <p>{todo}</p>}
        {actions !== undefined && <div className="ui-notice-actions">{actions}</div>}
      </div>
      {onClose && <IconButton icon="close" label={words.close} onPress={onClose} />}
    </div>
  );
}
