import type { RegisterFinding } from '../../db/document-register.ts';
import { t } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';

const kinds = {
  identical: 'success',
  grown: 'warn',
  'other-content': 'error',
  'unknown-number': 'warn',
  'not-here': 'info',
} as const;

/** How the file compares with what this office keeps. */
export function RegisterNotice({ finding }: { readonly finding: RegisterFinding }) {
  const { kind } = finding;
  const said =
    kind === 'not-here'
      ? {}
      : kind === 'unknown-number'
        ? { number: finding.number, version: finding.version }
        : { number: finding.head.number, version: finding.head.version };
  const replacedBy = 'replacedBy' in finding ? finding.replacedBy : undefined;
  return (
    <Notice
      kind={kind === 'identical' && replacedBy !== undefined ? 'warn' : kinds[kind]}
      title={t(`verify.register.${kind}`, said)}
    >
      {kind === 'identical' && !finding.isNewest && <p>{t('verify.register.earlier')}</p>}
      {(kind === 'grown' || kind === 'other-content' || kind === 'unknown-number') && (
        <p>{t(`verify.register.${kind}.text`)}</p>
      )}
      {replacedBy !== undefined && <p>{t('verify.register.replaced', { version: replacedBy })}</p>}
    </Notice>
  );
}
