import { useMemo } from 'react';
import { casesWithoutReceipt } from '../../db/receipt-cases.ts';
import { useLists, useListStatus, useTexts } from '../../lists.ts';
import { AskingBadge } from '../../parts/follow-up/asking-badge.tsx';
import { useNow } from '../../parts/use-now.ts';
import type { Go } from '../../routes.ts';
import { t, tCount } from '../../text/index.ts';
import { Panel } from '../../ui/panel.tsx';
import { SHOWN } from './waiting-work.ts';

/** The cases with a referral that nobody has confirmed, the most overdue first. Nothing where there is none. */
export function ReceiptsPanel({ go }: { readonly go: Go }) {
  const { cases } = useLists();
  const status = useListStatus(cases);
  const now = useNow();
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other rows
  const waiting = useMemo(() => casesWithoutReceipt(cases.columns), [cases, status]);
  const first = useMemo(() => waiting.slice(0, SHOWN).map(({ slot }) => slot), [waiting]);
  const texts = useTexts(cases, first);
  if (waiting.length === 0) return null;
  const isLate = waiting.some(({ dueAt }) => dueAt <= now);
  return (
    <Panel title={t('home.receipts')} flush className={isLate ? 'home-urgent' : 'home-drafts'}>
      <ul className="home-list">
        {texts.map((one, at) => {
          const { dueAt } = waiting[at] ?? {};
          if (one === undefined || dueAt === undefined) return null;
          return (
            <li key={one.caseId}>
              <button type="button" className="home-link" onClick={() => go({ name: 'case', id: one.caseId })}>
                <span className="home-link-head">
                  <AskingBadge dueAt={dueAt} now={now} />
                  <strong>{one.employer === '' ? t('home.unnamed') : one.employer}</strong>
                </span>
                <span className="home-note">
                  {[one.number, one.responsible ?? ''].filter((part) => part !== '').join(' · ')}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {waiting.length > first.length && (
        <p className="home-more">{tCount('home.moreReceipts', waiting.length - first.length)}</p>
      )}
    </Panel>
  );
}
