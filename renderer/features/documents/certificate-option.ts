import type { CertificateInfo, Person } from '../../../shared/ipc/contract.ts';
import { certificateTime, holderName } from '../../parts/certificate-facts.ts';
import { certificateTimeText } from '../../parts/certificate/time-text.ts';
import { t } from '../../text/index.ts';
import type { Option } from '../../ui/option.tsx';

/** A certificate as an entry to choose: whose it is, and below where it is from and how long it serves. */
export function certificateOption(certificate: CertificateInfo, people: readonly Person[], now: number): Option {
  return {
    key: certificate.id,
    label: holderName(certificate, people),
    detail: `${t(`documents.certificate_${certificate.kind}`)}, ${certificateTimeText(certificate, now)}`,
  };
}

/**
 * The certificate offered first: one of the person at work that serves today, the office's own before an imported
 * one; else none, since to sign with another's certificate must be chosen on purpose.
 */
export function preferredCertificate(
  certificates: readonly CertificateInfo[],
  personId: string,
  now: number,
): CertificateInfo | undefined {
  const own = certificates.filter(
    (certificate) => certificate.personId === personId && certificateTime(certificate, now).kind === 'valid',
  );
  return own.find(({ kind }) => kind === 'office') ?? own[0];
}
