import { useEffect, useState } from 'react';
import type { Unacknowledged } from '../../../shared/merge/ledger.ts';
import { unacknowledged } from '../../db/ledger.ts';
import { otherOf } from '../../parts/exchange/bundle-words.ts';
import type { Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Panel } from '../../ui/panel.tsx';
import { SHOWN } from './waiting-work.ts';

/** The bundles that left and of which nobody said that they arrived, the oldest first. Nothing where there is none. */
export function UnacknowledgedPanel({ go }: { readonly go: Go }) {
  const { db, may } = useSession();
  const [waiting, setWaiting] = useState<readonly Unacknowledged[]>([]);
  const isAsked = may('exchange.send');
  useEffect(() => {
    let isWanted = true;
    if (isAsked) {
      // what cannot be read now is told where bundles are looked at
      void unacknowledged(db).then((read) => {
        if (isWanted && read.ok) setWaiting(read.value);
      });
    }
    return () => {
      isWanted = false;
    };
  }, [db, isAsked]);
  if (waiting.length === 0) return null;
  return (
    <Panel title={t('exchange.waitingTitle')} flush className="home-drafts">
      <ul className="home-list">
        {waiting.slice(0, SHOWN).map(({ entry, days }) => (
          <li key={entry.id}>
            <button type="button" className="home-link" onClick={() => go({ name: 'exchange' })}>
              <span className="home-link-head">
                <strong>{otherOf(entry)}</strong>
                <span>{tCount('exchange.waiting', days)}</span>
              </span>
              <span className="home-note">
                {[t(`exchange.kind_${entry.kind}`), entry.code].filter((part) => part !== '').join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {waiting.length > SHOWN && <p className="home-more">{tCount('home.moreBundles', waiting.length - SHOWN)}</p>}
    </Panel>
  );
}
