import type { ReactNode } from 'react';
import type { Fault } from '../../shared/kernel/fault.ts';
import { faultText } from '../text/fault-text.ts';
import { t } from '../text/index.ts';
import { Notice } from '../ui/notice.tsx';

export interface FaultNoticeProps {
  readonly fault: Fault;
  readonly actions?: ReactNode;
  readonly onClose?: (() => void) | undefined;
}

/** Says what went wrong, whether the data is safe and what to do; the code stands below for whoever gives support. */
export function FaultNotice({ fault, actions, onClose }: FaultNoticeProps) {
  const text = faultText(fault);
  const cancelled = fault.code === 'file/cancelled' || fault.code === 'print/cancelled';
  const incident = fault.detail?.['incident'];
  return (
    <Notice
      kind={cancelled ? 'info' : 'error'}
      title={text.what}
      safe={text.safe}
      todo={text.todo}
      actions={actions}
      onClose={onClose}
    >
      {typeof incident === 'string' ? t('common.faultIncident', { code: fault.code, incident }) : undefined}
    </Notice>
  );
}
