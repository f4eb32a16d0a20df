import type { CertificateInfo } from '../../../shared/ipc/contract.ts';
import { t, tCount } from '../../text/index.ts';
import { certificateTime } from '../certificate-facts.ts';

/** How long a certificate still serves, in words: `quedan 120 días`, `vencido` ... */
export function certificateTimeText(certificate: CertificateInfo, now: number): string {
  const time = certificateTime(certificate, now);
  if (time.kind === 'expired') return t('documents.expired');
  if (time.kind === 'not-yet') return t('documents.notYetValid');
  return time.days === 0 ? t('documents.expiresToday') : tCount('documents.daysLeft', time.days);
}
