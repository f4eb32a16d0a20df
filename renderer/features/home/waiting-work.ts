import type { DocumentHead } from '../../db/documents.ts';
import type { StoredDraft } from '../../db/drafts.ts';
import type { InspectionHead } from '../../db/heads.ts';

/** How many rows each part of the home screen shows; the rest is in the lists. */
export const SHOWN = 8;

/** Unsaved texts, newest first. */
export function waitingDrafts(drafts: readonly StoredDraft[]): readonly StoredDraft[] {
  return [...drafts].sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
}

/** Inspections that were saved and not finalised, last touched first; those with unsaved text wait in its list. */
export function inProgress(
  heads: readonly InspectionHead[],
  drafts: readonly StoredDraft[],
): readonly InspectionHead[] {
  const unsaved = new Set(drafts.map(({ caseId }) => caseId));
  return heads
    .filter(({ state, caseId }) => state === 'draft' && !unsaved.has(caseId))
    .sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
}

/** Documents by their last event (sealed or signed), newest first. */
export function recentDocuments(documents: readonly DocumentHead[]): readonly DocumentHead[] {
  const last = ({ revisions, madeAt }: DocumentHead): string => revisions.at(-1)?.at ?? madeAt;
  return [...documents].sort((a, b) => (last(a) < last(b) ? 1 : -1));
}

/** Who signed a document, in order. */
export function signersOf({ revisions }: Pick<DocumentHead, 'revisions'>): readonly string[] {
  return revisions.flatMap(({ signer }) => (signer === undefined ? [] : [signer]));
}
