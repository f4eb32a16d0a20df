import { useState } from 'react';
import type { ListedCertificate } from '../../../shared/ipc/contract.ts';
import { commonName } from '../../../shared/signature/common-name.ts';
import { certificateTime } from '../../parts/certificate-facts.ts';
import { ExpiryNotice } from '../../parts/certificate/expiry-notice.tsx';
import { certificateTimeText } from '../../parts/certificate/time-text.ts';
import { formatDay } from '../../parts/format.ts';
import { levelText, sentenceCase } from '../../parts/signature-level.ts';
import { reasonText } from '../../parts/verdict-text.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TestSignDialog } from './test-sign-dialog.tsx';
import type { TestResult } from './test-sign.ts';

const noticeKinds = { valid: 'success', 'valid-but': 'warn', 'not-valid': 'error' } as const;
const titles = {
  valid: 'certificates.testValid',
  'valid-but': 'certificates.testValidBut',
  'not-valid': 'certificates.testNot',
} as const;

/** One certificate of the person: its facts, and a test of it. */
export function CertificateCard({
  certificate,
  name,
}: {
  readonly certificate: ListedCertificate;
  readonly name: string;
}) {
  const { db } = useSession();
  const now = db.clock.now();
  const [testing, setTesting] = useState(false);
  const [result, setResult] = useState<TestResult>();

  return (
    <Panel
      title={t(`certificates.kind_${certificate.kind}`)}
      actions={
        <Button icon="signature" kind="primary" onPress={() => setTesting(true)}>
          {t('certificates.test')}
        </Button>
      }
    >
      <div className="my-certificate-notices">
        <ExpiryNotice certificate={certificate} name={name} now={now} />
        {result && <TestNotice result={result} />}
      </div>
      <Facts
        rows={[
          [t('certificates.holder'), name],
          [t('certificates.issuer'), commonName(certificate.issuer)],
          [t('certificates.until'), `${formatDay(certificate.notAfter)} (${certificateTimeText(certificate, now)})`],
          [t('certificates.signature'), sentenceCase(certificate.signatureKind)],
          [t('certificates.works'), <Works key="works" certificate={certificate} now={now} result={result} />],
          [t('certificates.serial'), <Code key="serial" text={certificate.serial} />],
          [t('certificates.fingerprint'), <Code key="fingerprint" text={certificate.fingerprint} />],
        ]}
      />
      {testing && (
        <TestSignDialog
          certificate={certificate}
          name={name}
          onClose={() => setTesting(false)}
          onTested={(found) => {
            setTesting(false);
            setResult(found);
          }}
        />
      )}
    </Panel>
  );
}

function Code({ text }: { readonly text: string }) {
  return <span className="my-certificate-code">{text.match(/.{1,4}/g)?.join(' ')}</span>;
}

function Works({
  certificate,
  now,
  result,
}: {
  readonly certificate: ListedCertificate;
  readonly now: number;
  readonly result: TestResult | undefined;
}) {
  const time = certificateTime(certificate, now);
  if (time.kind === 'expired') return <Badge kind="error">{t('certificates.works_expired')}</Badge>;
  if (time.kind === 'not-yet') return <Badge kind="error">{t('certificates.works_notYet')}</Badge>;
  if (result === undefined) return <Badge>{t('certificates.works_untested')}</Badge>;
  const works = result.signature.verdict !== 'not-valid';
  return (
    <Badge kind={works ? 'success' : 'error'}>{t(works ? 'certificates.works_yes' : 'certificates.works_no')}</Badge>
  );
}

function TestNotice({ result: { made, signature } }: { readonly result: TestResult }) {
  return (
    <Notice kind={noticeKinds[signature.verdict]} title={t(titles[signature.verdict])}>
      <p>{levelText(made)}.</p>
      {signature.verdict !== 'valid' && (
        <ul>
          {signature.reasons.map((reason) => (
            <li key={reason.code}>{reasonText(reason)}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
