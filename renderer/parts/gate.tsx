import type { ReactNode } from 'react';
import { Mark } from './mark.tsx';
import { t } from '../text/index.ts';
import './gate.css';

export interface GateProps {
  readonly title: string;
  /** small line above the title */
  readonly kicker?: string | undefined;
  /** above the card, e.g. the steps of the first run */
  readonly above?: ReactNode;
  readonly children: ReactNode;
}

/** What stands before the office: the mark at the left, one card at the right. */
export function Gate({ title, kicker, above, children }: GateProps) {
  return (
    <div className="gate">
      <div className="gate-side">
        <Mark size={56} />
        <div>
          <div className="gate-name">{t('common.app')}</div>
          <div className="gate-purpose">{t('common.appPurpose')}</div>
        </div>
      </div>
      <main className="gate-main">
        <div className="gate-column">
          {above}
          <section className="gate-card" aria-labelledby="gate-title">
            <div>
              {kicker !== undefined && <p className="gate-kicker">{kicker}</p>}
              <h1 id="gate-title" className="gate-title">
                {title}
              </h1>
            </div>
            {children}
          </section>
        </div>
      </main>
    </div>
  );
}
