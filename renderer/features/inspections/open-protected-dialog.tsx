import { useState } from 'react';
import type { Result } from '../../../shared/kernel/result.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { isReason, openingReasons, ProtectedReason } from './protected-reason.tsx';
import type { OpeningReason } from './use-protected.ts';

interface OpenProtectedDialogProps {
  readonly onOpen: (input: OpeningReason) => Promise<Result<void>>;
  readonly onClose: () => void;
}

/**
 * Asks why protected values are opened. A chief opens them as an emergency, which the liaison will see: at once where
 * that is all their roles allow, else after it turned out that the case's key was not given to them.
 */
export function OpenProtectedDialog({ onOpen, onClose }: OpenProtectedDialogProps) {
  const { may } = useSession();
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const [refused, setRefused] = useState(false);
  const { busy, fault, run } = useDeed();
  const emergency = may('protected.emergency') && (refused || !may('protected.open'));

  function confirm(): void {
    setChecked(true);
    if (!isReason(reason)) return;
    const asEmergency = emergency;
    void run(async () => {
      const opened = await onOpen({ reason: reason.trim(), emergency: asEmergency });
      if (!opened.ok && opened.fault.code === 'access/no-case-key') setRefused(true);
      return opened;
    }, onClose);
  }

  const isRefused = fault?.code === 'access/no-case-key';
  return (
    <FormDialog
      title={t(emergency ? 'inspections.protected_emergencyTitle' : 'inspections.protected_openTitle')}
      confirm={t(emergency ? 'inspections.protected_emergencyTitle' : 'inspections.protected_openTitle')}
      danger={emergency}
      busy={busy}
      fault={isRefused ? undefined : fault}
      onConfirm={confirm}
      onClose={onClose}
    >
      {isRefused && (
        <Notice kind="error" title={t('inspections.protected_noKeyTitle')}>
          {t('inspections.protected_noKeyText')}
        </Notice>
      )}
      {emergency ? (
        <Notice kind="warn" live={refused} title={t('inspections.protected_emergencyText')} />
      ) : (
        <p>{t('inspections.protected_openText')}</p>
      )}
      <ProtectedReason value={reason} onChange={setReason} proposals={openingReasons} checked={checked} autoFocus />
    </FormDialog>
  );
}
