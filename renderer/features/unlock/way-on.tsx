import { useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { isLoss } from './losses.ts';

export interface WayOnProps {
  readonly fault: Fault;
  /** with two sheets */
  readonly onForgot: () => void;
  /** with a copy of the office */
  readonly onRestore: () => void;
  /** without what is lost, once that was read */
  readonly onGoOn: () => void;
}

/** The doors beside the one that did not open, where there are any. */
export function WayOn({ fault, onForgot, onRestore, onGoOn }: WayOnProps) {
  const [asking, setAsking] = useState(false);
  if (fault.code === 'vault/other-device') {
    return <Button onPress={onForgot}>{t('unlock.withSheets')}</Button>;
  }
  if (!isLoss(fault)) return null;
  return (
    <>
      <Button onPress={onRestore}>{t('unlock.restore')}</Button>
      {fault.code === 'journal/lost' && <Button onPress={() => setAsking(true)}>{t('unlock.goOn')}</Button>}
      <ConfirmDialog
        open={asking}
        danger
        title={t('unlock.goOn.title')}
        confirmLabel={t('unlock.goOn')}
        onConfirm={() => {
          setAsking(false);
          onGoOn();
        }}
        onCancel={() => setAsking(false)}
      >
        <p>{t('unlock.goOn.text', { from: lostPlace(fault, 'from'), to: lostPlace(fault, 'to') })}</p>
      </ConfirmDialog>
    </>
  );
}

function lostPlace(fault: Fault, end: 'from' | 'to'): number | string {
  const place = fault.detail?.[end];
  return typeof place === 'number' ? place : '?';
}
