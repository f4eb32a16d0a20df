import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import './layout.css';

export interface PageHeaderProps {
  readonly title: string;
  /** small line above the title, e.g. the kind of thing shown */
  readonly kicker?: string | undefined;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  /** false where something else on the screen takes the first focus */
  readonly takeFocus?: boolean;
}

/** The head of a screen. Its title takes the focus when the screen appears, so that a screen reader says where one is. */
export function PageHeader({ title, kicker, subtitle, actions, takeFocus = true }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takeFocus) heading.current?.focus();
  }, [takeFocus]);
  return (
    <header className="ui-page-header">
      <div>
        {kicker !== undefined && <p className="ui-page-kicker">{kicker}</p>}
        <h1 ref={heading} tabIndex={-1} className="ui-page-title">
          {title}
        </h1>
        {subtitle !== undefined && <div className="ui-page-subtitle">{subtitle}</div>}
      </div>
      {actions !== undefined && <div className="ui-page-actions">{actions}</div>}
    </header>
  );
}
