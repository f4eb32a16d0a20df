import { host } from '../../host.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { ArchivalLack } from '../../../shared/signature/archival-lack.ts';
import type { Database } from '../../db/database.ts';
import { keepRevision, readDocument, type DocumentHead } from '../../db/documents.ts';
import { objections } from '../../parts/signature-objections.ts';
import { verifyHere } from '../../parts/verify-here.ts';
import { t } from '../../text/index.ts';

/** How stamping a paper ended. Only `stamped` has changed anything. */
export type StampOutcome =
  | { readonly kind: 'stamped'; readonly lacks: ArchivalLack }
  /** the stamp does not hold before our own verifier; it was thrown away */
  | { readonly kind: 'not-verified'; readonly reasons: readonly string[] }
  | { readonly kind: 'failed'; readonly fault: Fault };

/** Asks for a time stamp over a signed paper, verifies what came, and keeps it as the next revision. */
export async function stampDocument(db: Database, head: DocumentHead): Promise<StampOutcome> {
  const current = await readDocument(db, head.id);
  if (!current.ok) return { kind: 'failed', fault: current.fault };
  const about = { caseId: head.caseId, documentId: head.id };
  const stamped = await host.stampDocument({ pdf: current.value.pdf, about });
  if (!stamped.ok) return { kind: 'failed', fault: stamped.fault };
  const { pdf, field, lacks } = stamped.value;
  const verdict = await verifyHere(pdf);
  if (!verdict.ok) return { kind: 'failed', fault: verdict.fault };
  const reasons = objections(verdict.value, field);
  const signatures = verdict.value.kind === 'signed' ? verdict.value.signatures : [];
  const own = signatures.find((signature) => signature.field === field);
  if (reasons.length > 0 || own?.time === undefined) return { kind: 'not-verified', reasons };
  const signer = t('documents.stampOf', { name: own.signer?.name ?? '' }).slice(0, 200);
  const kept = await keepRevision(db, head.id, { pdf, signer, at: own.time.at });
  return kept.ok ? { kind: 'stamped', lacks } : { kind: 'failed', fault: kept.fault };
}
