import type { AuditAction, AuditEntry } from '../../db/audit.ts';
import type { DocumentHead } from '../../db/documents.ts';
import { formatInstant, shortHash } from '../../parts/format.ts';
import { t, tCount } from '../../text/index.ts';
import { Facts } from '../../ui/facts.tsx';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Panel } from '../../ui/panel.tsx';
import { CopiesPanel } from './copies-panel.tsx';
import { ScanPanel } from './scan-panel.tsx';

/** What can happen to a document beside its leaving the office, which has a list of its own. */
const shownActions = {
  finalised: 'lock',
  signed: 'signature',
  verified: 'shield',
  previewed: 'eye',
} as const satisfies Partial<Record<AuditAction, IconName>>;
type ShownAction = keyof typeof shownActions;

/** The document's identity, its signatures, and everything that was done with it, newest first. */
export function DocumentFacts({
  head,
  history,
}: {
  readonly head: DocumentHead;
  readonly history: readonly AuditEntry[];
}) {
  const signed = head.revisions.filter(({ signer }) => signer !== undefined);
  const last = head.revisions.at(-1);
  const shown = [...history].reverse().filter(isShown);
  return (
    <aside className="document-facts">
      <Panel title={t('documents.signatures')}>
        {signed.length === 0 ? (
          <p className="document-note">{t('documents.noSignatures')}</p>
        ) : (
          <ul className="document-list">
            {signed.map(({ sha256, signer = '', at }) => (
              <li key={sha256}>
                <Icon name="signature" size={15} />
                <span>{t('documents.signedAt', { name: signer, at: formatInstant(at) })}</span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t('documents.details')}>
        <Facts
          rows={[
            [t('documents.sealedAt'), formatInstant(head.revisions[0]?.at ?? head.madeAt)],
            [t('documents.paper'), `${t(`documents.paper_${head.paper}`)}, ${tCount('documents.pages', head.pages)}`],
            [t('documents.sha256'), <Hash key="file" hex={last?.sha256 ?? ''} />],
            [t('documents.recordHash'), <Hash key="record" hex={head.recordHash} />],
          ]}
        />
      </Panel>
      <CopiesPanel history={history} />
      <ScanPanel head={head} />
      <Panel title={t('documents.history')}>
        {shown.length === 0 ? (
          <p className="document-note">{t('documents.noHistory')}</p>
        ) : (
          <ul className="document-list">
            {shown.map((entry) => (
              <li key={entry.n}>
                <Icon name={shownActions[entry.action]} size={15} />
                <span>
                  {t(`documents.action_${entry.action}`)}
                  {entry.detail !== undefined && <span className="document-detail"> · {entry.detail}</span>}
                  <span className="document-note">{formatInstant(entry.at)}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </aside>
  );
}

function Hash({ hex }: { readonly hex: string }) {
  return (
    <code className="document-hash" title={hex}>
      {shortHash(hex)}
    </code>
  );
}

function isShown(entry: AuditEntry): entry is AuditEntry & { readonly action: ShownAction } {
  return entry.action in shownActions;
}
