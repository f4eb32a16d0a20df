import { lazy, Suspense, useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { isLoss, mayGoOn } from './losses.ts';

const ConfirmDialog = lazy(async () => ({ default: (await import('../../ui/confirm-dialog.tsx')).ConfirmDialog }));

export interface WayOnProps {
  readonly fault: Fault;
  /** with two sheets; left out where these were asked for already */
  readonly onForgot?: () => void;
  /** with a copy of the office */
  readonly onRestore: () => void;
  /** without what is lost, once that was read */
  readonly onGoOn: () => void;
}

/** The doors beside the one that did not open, where there are any. */
export function WayOn({ fault, onForgot, onRestore, onGoOn }: WayOnProps) {
  const [asking, setAsking] = useState(false);
  if (fault.code === 'vault/other-device' && onForgot) {
    return <Button onPress={onForgot}>{t('unlock.withSheets')}</Button>;
  }
  if (!isLoss(fault)) return null;
  return (
    <>
      <Button onPress={onRestore}>{t('unlock.restore')}</Button>
      {mayGoOn(fault) && <Button onPress={() => setAsking(true)}>{t('unlock.goOn')}</Button>}
      {asking && (
        <Suspense fallback={null}>
          <ConfirmDialog
            open
            danger
            title={t('unlock.goOn.title')}
            confirmLabel={t('unlock.goOn')}
            onConfirm={() => {
              setAsking(false);
              onGoOn();
            }}
            onCancel={() => setAsking(false)}
          >
            <p>{whatIsLost(fault)}</p>
          </ConfirmDialog>
        </Suspense>
      )}
    </>
  );
}

/** What the person has to know before going on. */
function whatIsLost(fault: Fault): string {
  return fault.code === 'journal/lost'
    ? t('unlock.goOn.text', { from: lostPlace(fault, 'from'), to: lostPlace(fault, 'to') })
    : t('unlock.goOn.damaged');
}

function lostPlace(fault: Fault, end: 'from' | 'to'): number | string {
  const place = fault.detail?.[end];
  return typeof place === 'number' ? place : '?';
}
