import { useEffect } from 'react';
import { exchangeTerms } from '../../../shared/catalog/exchange-terms.ts';
import { dateInHonduras, formatDate } from '../../../shared/kernel/plain-date.ts';
import { standingOfPassed } from '../../../shared/merge/passed-alert.ts';
import type { AlertView } from '../../db/alerts.ts';
import { useLedger } from '../../parts/exchange/use-ledger.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

interface PassedNoticeProps {
  readonly view: AlertView;
  /** the dialog that writes it is open: what becomes of it is read again when it closes */
  readonly isOpen: boolean;
  readonly onWrite: () => void;
}

/** Where an alert came from that another office passed on, or whether one that was passed on from here arrived. */
export function PassedNotice({ view, isOpen, onWrite }: PassedNoticeProps) {
  const { may } = useSession();
  const [last] = view.decisions;
  if (last?.to !== 'passed') return null;
  const when = formatDate(dateInHonduras(last.at));
  if (view.summary.state === 'new') {
    return (
      <Notice kind="info" live={false} title={t('alerts.passedToUs', { name: last.byName, when })}>
        {last.reason}
      </Notice>
    );
  }
  return may('exchange.send') ? <Away view={view} at={last.at} isOpen={isOpen} onWrite={onWrite} /> : null;
}

function Away({ view: { id, summary }, at, isOpen, onWrite }: PassedNoticeProps & { readonly at: string }) {
  const { db } = useSession();
  const { state, reload } = useLedger();
  useEffect(() => {
    if (!isOpen) reload();
  }, [isOpen, reload]);
  if (state === undefined) return null;
  const office = summary.target;
  const standing = standingOfPassed(state.entries, { id, office, at }, db.clock.now());
  if (standing.state === 'arrived') {
    return <Notice kind="success" live={false} title={t('alerts.passedArrived', { office })} />;
  }
  const isUnsent = standing.state === 'unsent';
  const isLate = isUnsent || standing.days >= exchangeTerms.acknowledgeDays;
  return (
    <Notice
      kind={isLate ? 'warn' : 'info'}
      live={false}
      title={t(isUnsent ? 'alerts.passedNotWritten' : 'alerts.passedWaiting', { office })}
      actions={<Button onPress={onWrite}>{t('alerts.passedWrite')}</Button>}
    >
      {isUnsent ? t('alerts.passedNotWrittenHint') : tCount('exchange.waiting', standing.days)}
    </Notice>
  );
}
