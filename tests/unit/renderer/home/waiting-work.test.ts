import { expect, test } from 'vitest';
import type { DocumentHead } from '../../../../renderer/db/documents.ts';
import type { StoredDraft } from '../../../../renderer/db/drafts.ts';
import type { InspectionHead } from '../../../../renderer/db/heads.ts';
import {
  inProgress,
  recentDocuments,
  signersOf,
  waitingDrafts,
} from '../../../../renderer/features/home/waiting-work.ts';

const at = (minute: number): string => `2026-11-24T20:${String(minute).padStart(2, '0')}:00.000Z`;
const head = (caseId: string, state: 'draft' | 'final', minute: number): InspectionHead => ({
  caseId,
  number: '',
  version: 0,
  state,
  employer: '',
  type: '',
  date: '',
  municipality: '',
  savedAt: at(minute),
});
const draft = (caseId: string, minute: number): StoredDraft => ({
  caseId,
  draft: { values: {}, tables: {} },
  savedAt: at(minute),
  basedOn: 0,
  summary: '',
});
const document = (id: string, ...revisions: readonly { minute: number; signer?: string }[]): DocumentHead => ({
  id,
  caseId: id,
  kind: 'acta',
  number: id,
  version: 1,
  title: '',
  paper: 'letter',
  addressee: 'file',
  pages: 1,
  madeAt: at(0),
  state: 'sealed',
  revisions: revisions.map(({ minute, signer }) => ({
    sha256: `${id}${minute}`,
    at: at(minute),
    size: 1,
    ...(signer === undefined ? {} : { signer }),
  })),
  settings: { letterhead: [], chiefName: '', chiefPosition: '' },
  recordHash: '',
  reason: '',
});

test('an inspection waits in one list only: with unsaved text, in the list of texts', () => {
  const heads = [head('old', 'draft', 1), head('new', 'draft', 9), head('done', 'final', 5), head('text', 'draft', 3)];
  expect(inProgress(heads, [draft('text', 4)]).map(({ caseId }) => caseId)).toEqual(['new', 'old']);
});

test('unsaved texts come newest first', () => {
  expect(waitingDrafts([draft('a', 1), draft('b', 7)]).map(({ caseId }) => caseId)).toEqual(['b', 'a']);
});

test('a document that was signed lately comes before one that was sealed later', () => {
  const signedLate = document('a', { minute: 1 }, { minute: 30, signer: 'Ana' });
  expect(recentDocuments([document('b', { minute: 20 }), signedLate]).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(signersOf(signedLate)).toEqual(['Ana']);
});
