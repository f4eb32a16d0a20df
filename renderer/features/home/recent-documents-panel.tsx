import type { DocumentHead } from '../../db/documents.ts';
import type { InspectionHead } from '../../db/heads.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { formatInstant } from '../../parts/format.ts';
import type { Route } from '../../routes.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SHOWN, signersOf } from './waiting-work.ts';

interface RecentDocumentsPanelProps {
  readonly documents: readonly DocumentHead[];
  /** to say whose document it is */
  readonly heads: readonly InspectionHead[];
  readonly damaged: number;
  readonly go: (route: Route) => void;
}

/** The papers lately sealed or signed, and their state. */
export function RecentDocumentsPanel({ documents, heads, damaged, go }: RecentDocumentsPanelProps) {
  const employer = new Map(heads.map((head) => [head.caseId, head.employer]));
  return (
    <Panel title={t('home.documents')} flush>
      {damaged > 0 && <FaultNotice fault={{ code: 'db/damaged', detail: { place: 'documents' } }} />}
      {documents.length === 0 ? (
        <EmptyState icon="document" title={t('home.noDocuments')}>
          {t('home.noDocumentsHint')}
        </EmptyState>
      ) : (
        <ul className="home-list">
          {documents.slice(0, SHOWN).map((document) => (
            <li key={document.id}>
              <button type="button" className="home-link" onClick={() => go({ name: 'document', id: document.id })}>
                <span className="home-link-head">
                  <strong>{document.number}</strong>
                  {document.version > 1 && (
                    <span className="home-note">{t('home.version', { version: document.version })}</span>
                  )}
                  <State document={document} />
                </span>
                <span className="home-note">
                  {[
                    employer.get(document.caseId) ?? document.title,
                    formatInstant(document.revisions.at(-1)?.at ?? document.madeAt),
                  ].join(' · ')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function State({ document }: { readonly document: DocumentHead }) {
  const signers = signersOf(document);
  if (document.state === 'superseded') return <Badge>{t('home.superseded')}</Badge>;
  if (signers.length === 0) return <Badge kind="warn">{t('home.sealed')}</Badge>;
  return (
    <Badge kind="success" icon="signature">
      {t('home.signedBy', { names: signers.join(', ') })}
    </Badge>
  );
}
