import { useRef, useState } from 'react';
import { ok } from '../../../shared/kernel/result.ts';
import { decideAlert, type AlertView } from '../../db/alerts.ts';
import { OfficeSelect } from '../../parts/exchange/office-select.tsx';
import { useLedger } from '../../parts/exchange/use-ledger.ts';
import { WriteBundleDialog } from '../../parts/exchange/write-bundle-dialog.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { officeForPlace } from './office-for-place.ts';

interface PassOnDialogProps {
  readonly view: AlertView;
  readonly onClose: () => void;
}

/** Passes an alert on to the office whose it is: says so in its log, and writes it on a stick. */
export function PassOnDialog({ view: { id, summary }, onClose }: PassOnDialogProps) {
  const { db, person } = useSession();
  const { state, fault, reload } = useLedger();
  const [chosen, setChosen] = useState<string>();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  /** decided by this dialog, or before it: a stick that failed is no reason to decide again */
  const decided = useRef(summary.state === 'passed');
  const [isDecided, setDecided] = useState(decided.current);
  const offices = state?.offices ?? [];
  const office = isDecided ? summary.target : (chosen ?? officeForPlace(offices, summary.municipality)?.oficina ?? '');
  const isReady = isDecided || (office !== '' && reason.trim() !== '');
  const order = { to: [office], caseIds: [id], protectedReason: undefined, isAlert: true };
  return (
    <WriteBundleDialog
      title={t('alerts.passOnTitle')}
      offices={offices}
      isReady={isReady}
      onAsked={() => setAsked(true)}
      makeOrder={async () => {
        if (decided.current) return ok(order);
        const doer = { id: person.id, name: person.name };
        const decision = { from: summary.state, to: 'passed', target: office, reason: reason.trim(), doer } as const;
        const done = await decideAlert(db, id, decision);
        if (!done.ok) return done;
        decided.current = true;
        setDecided(true);
        return ok(order);
      }}
      onChanged={reload}
      onClose={onClose}
    >
      {fault && <FaultNotice fault={fault} />}
      {state === undefined ? (
        fault === undefined && <Spinner size={24} label={t('exchange.loading')} />
      ) : offices.length === 0 ? (
        <Notice kind="info" title={t('exchange.noList')} todo={t('exchange.noListHint')} />
      ) : isDecided ? (
        <p>{t('alerts.passOnAgain', { office })}</p>
      ) : (
        <>
          <OfficeSelect
            offices={offices}
            value={office}
            onChange={setChosen}
            problem={asked && office === '' ? t('exchange.chooseOffice') : undefined}
          />
          <TextArea
            label={t('alerts.passOnReason')}
            value={reason}
            onChange={setReason}
            maxLength={1000}
            required
            problem={asked && reason.trim() === '' ? t('alerts.reasonMissing') : undefined}
          />
        </>
      )}
      <p className="exchange-note">{t('alerts.passOnHint')}</p>
    </WriteBundleDialog>
  );
}
