import { expect, test } from 'vitest';
import type { CaseRecord, CaseView } from '../../../../renderer/db/cases.ts';
import { beforeArchive, stageOf, standingOf } from '../../../../renderer/features/cases/case-standing.ts';
import { openRecordOf } from '../../../../renderer/features/cases/open-record.ts';
import { timelineOf } from '../../../../renderer/features/cases/timeline.ts';
import type { WholeCase } from '../../../../renderer/features/cases/use-case.ts';
import { similarWords } from '../../../../renderer/parts/case-file/similar.ts';
import { shippedProcedure, SHIPPED_PROCEDURE_ID } from '../../../../shared/procedure/procedure.ts';

const at = (minute: number): string => `2026-11-24T20:${String(minute).padStart(2, '0')}:00.000Z`;
const record = (kind: string, id: string, state: 'draft' | 'final' = 'draft', binned?: string): CaseRecord => ({
  record: { kind, id },
  draft: { values: {}, tables: {} },
  status: { state, number: state === 'final' ? 'N-1' : '', version: state === 'final' ? 1 : 0, reason: '' },
  savedAt: at(1),
  savedBy: 'ana',
  binned,
});
const view = (over: Partial<CaseView>): CaseView => ({
  caseId: 'c',
  file: { values: { stage: 'recorded' }, tables: {} },
  fileStatus: { state: 'draft', number: 'EXP-1', version: 0, reason: '' },
  records: [],
  moves: [],
  pseudonyms: new Set(),
  head: {
    caseId: 'c',
    number: 'EXP-1',
    version: 0,
    state: 'draft',
    employer: 'Finca',
    type: 'ordinary',
    date: '',
    municipality: '',
    savedAt: at(1),
    words: [],
    numbers: [],
  },
  conflicts: 0,
  saves: [],
  ...over,
});
const move = (from: string, to: string, minute: number) => ({
  from,
  to,
  reason: to === 'archived' ? 'Todo corregido' : '',
  at: at(minute),
  by: 'ana',
  byName: 'Ana',
});

test('a paper counts once it is sealed, any other record once it is there, and nothing that lies in the bin', () => {
  const { records, state } = standingOf(
    view({
      records: [
        record('complaint', '1'),
        record('order', '2'),
        record('inspection', 'c', 'final'),
        record('payment', '4', 'draft', at(3)),
      ],
    }),
  );
  expect([...records].sort()).toEqual(['complaint', 'inspection']);
  expect(state).toBe('recorded');
  expect(stageOf({ file: undefined })).toBe('draft');
  expect(stageOf({ file: { values: { stage: 'from a newer app' }, tables: {} } })).toBe('draft');
});

test('an archived case goes back to where it was archived last', () => {
  const moves = [
    move('corrected', 'archived', 1),
    move('archived', 'corrected', 2),
    move('corrected', 'resolution', 3),
    move('resolution', 'archived', 4),
  ];
  expect(beforeArchive(view({ moves }))).toBe('resolution');
  expect(beforeArchive(view({}))).toBeUndefined();
});

test('a record that was begun is gone on with; a payment is always another one; the first acta has the id of the case', () => {
  const open = (from: CaseView, kind: string, typed: readonly CaseRecord['record'][] = []) =>
    openRecordOf({ view: from, drafts: typed.map((name) => ({ record: name })) }, kind, 'new');
  const some = view({ records: [record('order', 'o'), record('payment', 'p'), record('notification', 'n', 'final')] });
  expect(open(some, 'order')).toEqual({ name: 'record', caseId: 'c', kind: 'order', id: 'o' });
  expect(open(some, 'payment')).toMatchObject({ id: 'new' });
  expect(open(some, 'notification')).toMatchObject({ id: 'new' });
  expect(open(some, 'inspection')).toMatchObject({ id: 'c' });
  const second = view({ records: [record('inspection', 'c', 'final')] });
  expect(open(second, 'inspection')).toMatchObject({ id: 'new' });
  const thrown = view({ records: [record('order', 'o', 'draft', at(2))] });
  expect(open(thrown, 'order')).toMatchObject({ id: 'new' });
  // text that was never saved is gone on with, too, that of a payment as well
  const typed = [record('order', 'typed').record, record('payment', 'typed').record];
  expect(open(view({}), 'order', typed)).toMatchObject({ id: 'typed' });
  expect(open(some, 'payment', typed)).toMatchObject({ id: 'typed' });
  expect(open(some, 'order', typed)).toMatchObject({ id: 'o' });
  expect(open(second, 'inspection', [record('inspection', 'c').record])).toMatchObject({ id: 'new' });
});

test('the timeline tells moves, papers, signatures and saves, newest first, and no move twice', () => {
  const around = {
    view: view({
      moves: [move('recorded', 'archived', 5)],
      saves: [
        { at: at(5), by: 'ana', kinds: ['case_file'] },
        { at: at(3), by: 'ana', kinds: ['notification'] },
        { at: at(2), by: 'gone', kinds: ['complaint'] },
      ],
    }),
    documents: [
      {
        id: 'd',
        title: 'Acta de inspección',
        number: 'ORD-1',
        version: 1,
        revisions: [{ at: at(3) }, { at: at(4), signer: 'Ana Bú' }],
      },
    ],
    version: { id: SHIPPED_PROCEDURE_ID, number: 1, procedure: shippedProcedure },
    people: [{ id: 'ana', name: 'Ana Bú' }],
  } as unknown as WholeCase;
  const events = timelineOf(around);
  expect(events.map(({ at: when }) => when)).toEqual([at(5), at(4), at(3), at(3), at(2)]);
  expect(events[0]).toMatchObject({ detail: 'Todo corregido', text: expect.stringContaining('Archivad') as string });
  expect(events[1]?.text).toContain('Ana Bú firmó');
  // somebody who left the office is named by what is known of them
  expect(events[4]?.text).toContain('gone');
});

test('names are looked for by the words that tell them apart', () => {
  expect(similarWords('Empacadora Ficticia del Caribe, S. de R.L. de C.V.')).toBe('empacadora ficticia');
  expect(similarWords('INVERSIONES EL ÑANDÚ S.A.')).toBe('nandu');
  expect(similarWords('La Fe')).toBe('');
  expect(similarWords('')).toBe('');
});
