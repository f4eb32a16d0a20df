import type { ReactNode } from 'react';
import type { PdfVerdict, SignatureVerdict } from '../../shared/signature/verdict.ts';
import { formatDay, shortHash } from './format.ts';
import { t } from '../text/index.ts';
import { reasonsToTell, worstVerdict } from '../text/verdict-words.ts';
import { Facts } from '../ui/facts.tsx';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import {
  coversText,
  expertText,
  laterText,
  reasonText,
  summaryText,
  trustText,
  whenText,
  whoText,
} from './verdict-text.ts';
import './verdict-view.css';

const noticeKinds = { valid: 'success', 'valid-but': 'warn', 'not-valid': 'error' } as const;
const icons = { valid: 'success', 'valid-but': 'warning', 'not-valid': 'error' } as const;

/** What the verifier found in a file, for a person who knows nothing of certificates. */
export function VerdictView({ verdict }: { readonly verdict: PdfVerdict }): ReactNode {
  switch (verdict.kind) {
    case 'not-a-pdf':
      return (
        <Notice kind="error" title={t('verify.result.not-a-pdf')}>
          {t('verify.result.not-a-pdf.text')}
        </Notice>
      );
    case 'unsigned':
      return (
        <Notice kind="warn" title={t('verify.result.unsigned')}>
          {t('verify.result.unsigned.text')}
        </Notice>
      );
    case 'damaged':
      return (
        <Notice kind="error" title={t('verify.result.damaged')}>
          {t(`verify.damaged.${verdict.reason}`)}
        </Notice>
      );
    case 'signed':
      return (
        <div className="verdict">
          <Notice kind={noticeKinds[worstVerdict(verdict.signatures)]} title={summaryText(verdict.signatures)}>
            {verdict.laterChanges.kind === 'none' ? undefined : laterText(verdict.laterChanges)}
          </Notice>
          <ol className="verdict-list">
            {verdict.signatures.map((signature, index) => (
              <li key={`${index}-${signature.field}`}>
                <SignatureCard signature={signature} />
              </li>
            ))}
          </ol>
          <p className="verdict-limits">{t('verify.limits')}</p>
        </div>
      );
  }
}

function SignatureCard({ signature }: { readonly signature: SignatureVerdict }) {
  const { verdict, signer } = signature;
  const reasons = reasonsToTell(signature);
  const believed = verdict !== 'not-valid';
  return (
    <section className={`verdict-card verdict-${verdict}`}>
      <h3 className="verdict-title">
        <Icon name={icons[verdict]} size={22} />
        <span>{t(`verify.verdict.${verdict}`)}</span>
        <span className="verdict-kind">{t(`verify.kind.${signature.kind}`)}</span>
      </h3>
      <p>{t(`verify.verdict.${verdict}.text`)}</p>
      {reasons.length > 0 && (
        <ul className="verdict-reasons">
          {reasons.map((reason) => (
            <li key={reason.code}>{reasonText(reason)}</li>
          ))}
        </ul>
      )}
      <Facts
        rows={[
          [t(believed ? 'verify.fact.who' : 'verify.fact.whoClaims'), whoText(signature)],
          [t('verify.fact.when'), whenText(signature)],
          [t('verify.fact.covers'), coversText(signature)],
          [t('verify.fact.later'), laterText(signature.laterChanges)],
          [t('verify.fact.trust'), trustText(signature)],
          ...optional(t('verify.fact.reason'), signature.reason),
          ...optional(t('verify.fact.place'), signature.place),
        ]}
      />
      {believed && signature.certifies !== undefined && <p>{t(`verify.certifies.${signature.certifies}`)}</p>}
      <p className="verdict-expert">{expertText(signature)}</p>
      {signer !== undefined && (
        <details className="verdict-technical">
          <summary>{t('verify.fact.technical')}</summary>
          <p>
            {t('verify.certificate', {
              issuer: signer.issuer,
              from: formatDay(signer.notBefore),
              to: formatDay(signer.notAfter),
            })}
          </p>
          <p>
            {t('verify.technical', {
              serial: signer.serial,
              fingerprint: shortHash(signer.fingerprint),
              algorithm: signature.algorithm ?? '—',
              field: signature.field,
            })}
          </p>
        </details>
      )}
    </section>
  );
}

function optional(label: string, value: string | undefined): readonly (readonly [string, string])[] {
  return value === undefined || value === '' ? [] : [[label, value]];
}
