import type { Fault } from '../../../shared/kernel/fault.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { t } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';

/** Why a record was not saved; protected text that waits unsaved needs words of its own. */
export function RecordFault({ fault }: { readonly fault: Fault }) {
  if (fault.code !== 'access/no-case-key' || fault.detail?.['unsaved'] === undefined) {
    return <FaultNotice fault={fault} />;
  }
  return (
    <Notice kind="warn" title={t('inspections.protected_unsavedTitle')}>
      {t('inspections.protected_unsavedText')}
    </Notice>
  );
}
