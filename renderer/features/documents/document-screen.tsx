import { useCallback, useEffect, useState } from 'react';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { listPlacesToSign, type PlaceToSign } from '../../../shared/signature/places-to-sign.ts';
import { listAudit, type AuditEntry } from '../../db/audit.ts';
import { readDocument, recordOf, type DocumentHead } from '../../db/documents.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { PdfPreview } from '../../parts/pdf-preview.tsx';
import { useLog } from '../../parts/use-log.ts';
import type { Route } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { kindLabel } from '../../text/field-text.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { CopyNotice } from './copy-notice.tsx';
import { DocumentActions } from './document-actions.tsx';
import { DocumentFacts } from './document-facts.tsx';
import { useVersions } from './use-versions.ts';
import { VersionNotice } from './version-notice.tsx';
import './document-screen.css';

interface Opened {
  readonly head: DocumentHead;
  readonly pdf: Bytes;
  readonly places: readonly PlaceToSign[];
  readonly history: readonly AuditEntry[];
}

/** One finished paper: exactly its bytes, what happened to it, and what can be done with it. */
export function DocumentScreen({ id, go }: { readonly id: string; readonly go: (route: Route) => void }) {
  const { db } = useSession();
  const log = useLog();
  const [opened, setOpened] = useState<Opened>();
  const [fault, setFault] = useState<Fault>();

  const load = useCallback(async (): Promise<void> => {
    const document = await readDocument(db, id);
    if (!document.ok) {
      setFault(document.fault);
      return;
    }
    const { head, pdf } = document.value;
    const [places, history] = await Promise.all([listPlacesToSign(pdf), listAudit(db, { documentId: id })]);
    const failed = [places, history].find((result) => !result.ok);
    setFault(failed?.ok === false ? failed.fault : undefined);
    // the same bytes stay the same object, so that the preview is not loaded anew after printing
    setOpened((before) => ({
      head,
      pdf: before !== undefined && sameRevision(before.head, head) ? before.pdf : pdf,
      places: places.ok ? places.value : [],
      history: history.ok ? history.value : [],
    }));
  }, [db, id]);
  useEffect(() => {
    void log({ action: 'previewed', documentId: id }).then(load);
  }, [log, id, load]);

  if (opened === undefined) {
    return fault ? (
      <FaultNotice fault={fault} />
    ) : (
      <p className="document-waiting">
        <Spinner /> {t('documents.opening')}
      </p>
    );
  }
  return <OpenedDocument {...opened} fault={fault} onChanged={() => void load()} go={go} />;
}

interface OpenedDocumentProps extends Opened {
  readonly fault: Fault | undefined;
  readonly onChanged: () => void;
  readonly go: (route: Route) => void;
}

function OpenedDocument({ head, pdf, places, history, fault, onChanged, go }: OpenedDocumentProps) {
  const versions = useVersions(head);
  return (
    <div className="document">
      <PageHeader
        kicker={t('documents.version', { version: head.version })}
        title={
          head.kind === 'acta'
            ? t('documents.heading', { number: head.number })
            : `${kindLabel(head.kind)} ${head.number}`
        }
        subtitle={
          <span className="document-state">
            <StateBadge head={head} />
            {head.title}
          </span>
        }
        actions={
          <Button kind="quiet" icon="clipboard" onPress={() => go(routeOfRecord(head))}>
            {head.kind === 'acta' ? t('documents.toInspection') : t('documents.toRecord')}
          </Button>
        }
      />
      {fault && <FaultNotice fault={fault} />}
      {versions && <VersionNotice head={head} versions={versions} go={go} />}
      <CopyNotice head={head} versions={versions} go={go} />
      <DocumentActions head={head} pdf={pdf} places={places} onChanged={onChanged} />
      <div className="document-body">
        <div className="document-preview">
          <PdfPreview pdf={pdf} label={t('documents.preview')} />
        </div>
        <DocumentFacts head={head} history={history} />
      </div>
    </div>
  );
}

/** Back to what the paper was made from; its case is one step further. */
function routeOfRecord(head: DocumentHead): Route {
  const { kind, id } = recordOf(head);
  const { caseId } = head;
  return kind === 'inspection' && id === caseId
    ? { name: 'inspection', id: caseId }
    : { name: 'record', caseId, kind, id };
}

function StateBadge({ head }: { readonly head: DocumentHead }) {
  if (head.state === 'superseded') return <Badge>{t('documents.state_superseded')}</Badge>;
  return head.revisions.length > 1 ? (
    <Badge kind="success" icon="signature">
      {t('documents.state_signed')}
    </Badge>
  ) : (
    <Badge kind="info" icon="lock">
      {t('documents.state_sealed')}
    </Badge>
  );
}

function sameRevision(a: DocumentHead, b: DocumentHead): boolean {
  return a.id === b.id && a.revisions.at(-1)?.sha256 === b.revisions.at(-1)?.sha256;
}
