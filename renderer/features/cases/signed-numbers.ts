import type { DocumentHead } from '../../db/document-head.ts';

/** Numbers of the papers that are signed as they are now: a signature of an earlier version says nothing of the newest. */
export function signedNumbers(
  documents: readonly Pick<DocumentHead, 'number' | 'state' | 'revisions'>[],
): ReadonlySet<string> {
  const signed = documents.filter(
    ({ state, revisions }) => state === 'sealed' && revisions.some(({ signer }) => signer !== undefined),
  );
  return new Set(signed.map(({ number }) => number));
}
