import type { ReactNode } from 'react';
import { useId } from 'react';
import { classNames } from './class-names.ts';
import './layout.css';

export interface PanelProps {
  readonly children: ReactNode;
  /** names the region; without it the panel is only a surface */
  readonly title?: string | undefined;
  /** buttons at the right of the title */
  readonly actions?: ReactNode;
  /** no padding, for tables that reach the edges */
  readonly flush?: boolean;
  readonly className?: string | undefined;
  readonly id?: string | undefined;
}

/** A raised surface that holds things that belong together. */
export function Panel({ children, title, actions, flush = false, className, id }: PanelProps) {
  const titleId = useId();
  return (
    <section
      id={id}
      className={classNames('ui-panel', className)}
      aria-labelledby={title === undefined ? undefined : titleId}
    >
      {title !== undefined && (
        <div className="ui-panel-head">
          <h2 id={titleId} className="ui-panel-title">
            {title}
          </h2>
          {actions}
        </div>
      )}
      <div className={classNames('ui-panel-body', flush && 'ui-panel-flush')}>{children}</div>
    </section>
  );
}
