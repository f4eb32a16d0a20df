import { useEffect, useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { RecordKind } from '../../../shared/record/fields.ts';
import type { Report } from '../../../shared/report/report.ts';
import { listDocumentsOf, type DocumentHead } from '../../db/documents.ts';
import { closeProtected } from '../../db/protected.ts';
import { readHistory, type StoredRecord } from '../../db/records.ts';
import { CaseEvidencePanel } from '../../parts/evidence/case-evidence-panel.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { formatInstant } from '../../parts/format.ts';
import { host } from '../../host.ts';
import type { Route } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { historyLines, type HistoryLine } from './history-lines.ts';
import { remakePaper } from '../../parts/make-paper.ts';
import { ProtectedPanel } from './protected-panel.tsx';
import { ReportView } from './report-view.tsx';

interface FinalViewProps {
  readonly kind: RecordKind;
  readonly record: StoredRecord;
  readonly go: (route: Route) => void;
  readonly onBack: () => void;
  /** a correction was opened */
  readonly onCorrect: () => void;
}

interface Around {
  /** undefined when only the document itself shows what was sealed */
  readonly report: Report | undefined;
  readonly documents: readonly DocumentHead[];
  readonly history: readonly HistoryLine[];
  /** names by person id */
  readonly people: ReadonlyMap<string, string>;
}

/** A sealed record: to be read, its papers opened, and corrected only by a new version. */
export function FinalView({ kind, record, go, onBack, onCorrect }: FinalViewProps) {
  const session = useSession();
  const { db } = session;
  const [around, setAround] = useState<Around>();
  const [fault, setFault] = useState<Fault>();
  const [correcting, setCorrecting] = useState(false);
  const { status, head, record: name } = record;
  const { caseId } = head;

  useEffect(() => {
    const leaving = new AbortController();
    void (async () => {
      const [documents, history, people] = await Promise.all([
        listDocumentsOf(db, caseId, name),
        readHistory(db, caseId, name),
        host.listPeople({}),
      ]);
      const sealed = documents.ok ? documents.value.find(({ state }) => state === 'sealed') : undefined;
      const report = sealed && (await remakePaper(session, { kind, draft: record.draft }, sealed));
      if (leaving.signal.aborted) return;
      if (!documents.ok) setFault(documents.fault);
      else if (!history.ok) setFault(history.fault);
      else
        setAround({
          report,
          documents: documents.value,
          history: historyLines(history.value),
          people: new Map(people.ok ? people.value.map(({ id, name }) => [id, name]) : []),
        });
    })();
    return () => {
      leaving.abort();
    };
  }, [session, db, caseId, kind, name, record]);

  const current = around?.documents.find(({ state }) => state === 'sealed');
  return (
    <div className="review">
      <PageHeader
        kicker={status.number}
        title={head.employer === '' ? t('inspections.unnamed') : head.employer}
        subtitle={
          <Badge kind="success" icon="lock">
            {status.version > 1
              ? t('inspections.state_final_version', { version: status.version })
              : t('inspections.state_final')}
          </Badge>
        }
        actions={
          <>
            <IconButton icon="chevronLeft" label={t('inspections.back')} onPress={onBack} />
            <Button icon="clipboard" onPress={() => go({ name: 'case', id: caseId })}>
              {t('cases.file')}
            </Button>
            <Button icon="edit" onPress={() => setCorrecting(true)}>
              {t('inspections.correct', { version: status.version + 1 })}
            </Button>
            {current && (
              <Button kind="primary" icon="document" onPress={() => go({ name: 'document', id: current.id })}>
                {t('inspections.openDocument')}
              </Button>
            )}
          </>
        }
      />
      {fault && <FaultNotice fault={fault} />}
      <div className="review-body">
        <div className="review-paper">
          {around?.report && <ReportView report={around.report} />}
          {around && !around.report && (
            <Notice kind="info" live={false} title={t('inspections.onlyDocument')}>
              {t('inspections.onlyDocumentHint')}
            </Notice>
          )}
          {/* a sealed acta takes further pieces: they belong to the case, not to its paper */}
          <CaseEvidencePanel caseId={caseId} about={head} readOnly={false} record={name} />
        </div>
        <aside className="review-side">
          <Notice kind="info" live={false} title={t('inspections.final')}>
            {t('inspections.finalHint')}
          </Notice>
          <ProtectedPanel kind={kind} record={name} caseId={caseId} />
          {around && (
            <>
              <Panel title={t('inspections.documents')}>
                <ul className="final-list">
                  {around.documents.map((document) => (
                    <li key={document.id}>
                      <Button kind="quiet" icon="document" onPress={() => go({ name: 'document', id: document.id })}>
                        {versionText(document)}
                      </Button>
                    </li>
                  ))}
                </ul>
              </Panel>
              <Panel title={t('inspections.history')}>
                <ul className="final-list final-history">
                  {around.history.map((entry) => (
                    <li key={`${entry.at}/${entry.author}`}>{historyText(entry, around.people)}</li>
                  ))}
                </ul>
              </Panel>
            </>
          )}
        </aside>
      </div>
      {correcting && (
        <CorrectDialog
          record={record}
          onClose={() => setCorrecting(false)}
          onStarted={() => {
            setCorrecting(false);
            // opened to be read here; the form asks for a reason of its own
            closeProtected(db, caseId);
            onCorrect();
          }}
        />
      )}
    </div>
  );
}

function versionText({ version, state, revisions, madeAt, addressee }: DocumentHead): string {
  const sealed = t('inspections.documentVersion', { version, at: formatInstant(revisions[0]?.at ?? madeAt) });
  const text = addressee === 'employer' ? `${t('documents.copyMark')}. ${sealed}` : sealed;
  return state === 'superseded' ? `${text} (${t('inspections.documentSuperseded')})` : text;
}

function historyText(line: HistoryLine, people: ReadonlyMap<string, string>): string {
  const { at, author, changes, protectedFields } = line;
  const text = tCount('inspections.historyEntry', changes, {
    at: formatInstant(at),
    author: people.get(author) ?? author,
  });
  if (protectedFields.length === 0) return text;
  return `${text} (${t('inspections.historyProtected', { fields: protectedFields.join(', ') })})`;
}
