import { useMemo } from 'react';
import type { DocumentSummary } from '../../db/summaries.ts';
import { useLists, useTexts } from '../../lists.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { formatInstant } from '../../parts/format.ts';
import type { Route } from '../../routes.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';

interface RecentDocumentsPanelProps {
  /** rows of the list of documents */
  readonly slots: readonly number[];
  readonly damaged: number;
  readonly go: (route: Route) => void;
}

/** The papers lately sealed or signed, and their state. */
export function RecentDocumentsPanel({ slots, damaged, go }: RecentDocumentsPanelProps) {
  const { cases, documents } = useLists();
  const texts = useTexts(documents, slots);
  const shown = useMemo(() => texts.filter((text) => text !== undefined), [texts]);
  const owners = useMemo(() => shown.flatMap(({ caseId }) => cases.columns.find(caseId) ?? []), [shown, cases]);
  const employer = new Map(
    useTexts(cases, owners).flatMap((owner) => (owner === undefined ? [] : [[owner.caseId, owner.employer] as const])),
  );
  return (
    <Panel title={t('home.documents')} flush>
      {damaged > 0 && <FaultNotice fault={{ code: 'db/damaged', detail: { place: 'summaries' } }} />}
      {slots.length === 0 ? (
        <EmptyState icon="document" title={t('home.noDocuments')}>
          {t('home.noDocumentsHint')}
        </EmptyState>
      ) : (
        <ul className="home-list">
          {shown.map((document) => (
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
                  {[employer.get(document.caseId) ?? document.title, formatInstant(document.lastAt)].join(' · ')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function State({ document: { state, signers } }: { readonly document: DocumentSummary }) {
  if (state === 'superseded') return <Badge>{t('home.superseded')}</Badge>;
  if (signers.length === 0) return <Badge kind="warn">{t('home.sealed')}</Badge>;
  return (
    <Badge kind="success" icon="signature">
      {t('home.signedBy', { names: signers.join(', ') })}
    </Badge>
  );
}
