import type { Fault } from '../../shared/kernel/fault.ts';
import { faultText } from '../text/fault-text.ts';
import { t } from '../text/index.ts';
import type { Toast } from '../ui/toasts.tsx';

/** How it is told that an act was done and not written down: silence would let the history be taken for whole. */
export function notLogged(fault: Fault): Toast {
  const { what } = faultText(fault);
  return { kind: 'error', title: t('common.notLogged'), text: t('common.notLoggedText', { what }) };
}
