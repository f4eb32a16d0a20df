import { useEffect, useState } from 'react';
import type { CertificateInfo } from '../../../shared/ipc/contract.ts';
import { holderName } from '../../parts/certificate-facts.ts';
import { ExpiryNotice } from '../../parts/certificate/expiry-notice.tsx';
import { host } from '../../host.ts';
import type { Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';

/** The own certificates that end soon: who opens the office learns it before the day of a visit. */
export function CertificateNotices({ go }: { readonly go: Go }) {
  const { db, person } = useSession();
  const [own, setOwn] = useState<readonly CertificateInfo[]>([]);
  useEffect(() => {
    // where they cannot be read there is nothing to warn of: signing itself will say so
    void host.listCertificates({}).then((known) => {
      if (known.ok) setOwn(known.value.certificates.filter(({ personId }) => personId === person.id));
    });
  }, [person.id]);
  return own.map((certificate) => (
    <ExpiryNotice
      key={certificate.id}
      certificate={certificate}
      name={holderName(certificate, [person])}
      now={db.clock.now()}
      actions={<Button onPress={() => go({ name: 'certificate' })}>{t('certificates.see')}</Button>}
    />
  ));
}
