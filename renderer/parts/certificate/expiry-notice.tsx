import type { ReactNode } from 'react';
import type { CertificateInfo } from '../../../shared/ipc/contract.ts';
import { t, tCount } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { certificateWarning } from './certificate-warning.ts';

interface ExpiryNoticeProps {
  readonly certificate: CertificateInfo;
  /** whose it is, as shown */
  readonly name: string;
  /** milliseconds since 1970 */
  readonly now: number;
  readonly actions?: ReactNode;
}

/** Says that a certificate ends soon, or has ended, and what to do about it. Nothing while there is time. */
export function ExpiryNotice({ certificate, name, now, actions }: ExpiryNoticeProps) {
  const warning = certificateWarning(certificate, now);
  if (warning === undefined) return null;
  const title =
    warning.kind === 'gone' ? t('certificates.gone', { name }) : tCount('certificates.soon', warning.days, { name });
  return (
    <Notice kind={warning.loudness} title={title} live={false} actions={actions}>
      {t(certificate.kind === 'office' ? 'certificates.renews' : 'certificates.soonImported')}
    </Notice>
  );
}
