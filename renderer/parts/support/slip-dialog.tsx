import '../../text/whole.ts';
import { useEffect, useState } from 'react';
import type { CallValue } from '../../../shared/ipc/contract.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { host } from '../../host.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import { useDeed } from '../use-deed.ts';
import './slip-dialog.css';

/** The support slip, whole and as it will be saved, for a person to read before it leaves the computer. */
export function SlipDialog({ onClose }: { readonly onClose: () => void }) {
  const toast = useToasts();
  const [slip, setSlip] = useState<CallValue<'makeSupportSlip'>>();
  const [fault, setFault] = useState<Fault>();
  const saving = useDeed();

  useEffect(() => {
    let left = false;
    void host.makeSupportSlip({}).then((made) => {
      if (left) return;
      if (made.ok) setSlip(made.value);
      else setFault(made.fault);
    });
    return () => {
      left = true;
    };
  }, []);

  function save(token: string): void {
    void saving.run(
      () => host.saveSupportSlip({ token }),
      ({ name, hasData }) =>
        toast({ kind: 'success', title: t(hasData ? 'diagnosis.slipSaved' : 'diagnosis.slipSavedText', { name }) }),
    );
  }

  const trouble = fault ?? (saving.fault?.code === 'file/cancelled' ? undefined : saving.fault);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('diagnosis.slipTitle')}
      actions={
        <>
          <Button onPress={onClose}>{t('diagnosis.close')}</Button>
          {slip && (
            <Button kind="primary" icon="download" busy={saving.busy} onPress={() => save(slip.token)}>
              {t('diagnosis.slipSave')}
            </Button>
          )}
        </>
      }
    >
      <p>{t('diagnosis.slipHint')}</p>
      {trouble && <FaultNotice fault={trouble} />}
      {slip && (
        // the arrow keys scroll what has the focus
        <pre className="slip-text" tabIndex={0} role="region" aria-label={t('diagnosis.slipLabel')}>
          {slip.text}
        </pre>
      )}
      {!slip && !fault && <Spinner size={24} label={t('diagnosis.slipMaking')} />}
    </Dialog>
  );
}
