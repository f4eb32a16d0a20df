import type { FinaliseInput } from '../../renderer/db/documents.ts';
import { utf8 } from '../../shared/kernel/bytes.ts';
import { newId } from '../../shared/kernel/id.ts';
import { sampleInspection } from './inspection-builder.ts';

/** What finalising the first acta of an office takes; bytes that only look like a PDF. */
export function sampleFinalise(over: Partial<FinaliseInput> = {}): FinaliseInput {
  return {
    caseId: newId(),
    draft: sampleInspection(),
    basedOn: 0,
    version: 1,
    number: 'STSS-ORD-TST-00001-2026',
    numbering: { counter: 'TST|ordinaria|2026', next: 1 },
    reason: '',
    ...over,
    document: {
      title: 'Acta de inspección',
      paper: 'letter',
      addressee: 'file',
      pages: 3,
      recordHash: 'ab'.repeat(32),
      madeAt: '2026-11-24T20:00:00.000Z',
      settings: { letterhead: ['República de Honduras'], chiefName: '', chiefPosition: '' },
      pdf: utf8('%PDF-1.7 one'),
      ...over.document,
    },
  };
}
