import { expect, test } from 'vitest';
import type { CaseView } from '../../../../renderer/db/cases.ts';
import { givenIn, startOf } from '../../../../renderer/features/inspections/start-record.ts';
import type { OpenSession } from '../../../../renderer/session.tsx';
import { emptyDraft, setValue, type RecordDraft } from '../../../../shared/record/draft.ts';
import { getKind } from '../../../../shared/record/kinds/kinds.ts';
import { nextPseudonym } from '../../../../shared/record/kinds/pseudonym.ts';
import { sampleInspection, withRows } from '../../../support/inspection-builder.ts';
import { samplePerson } from '../../../support/session.ts';

const session = {
  person: samplePerson(['inspector']),
  office: { name: 'Oficina', code: 'TST', municipality: '0801' },
  policy: { idleMinutes: 10 },
  db: { clock: { now: () => Date.parse('2026-11-24T20:00:00.000Z') } },
} as unknown as OpenSession;
const acta = withRows(sampleInspection(), 'minors', { pseudonym: 'NNA-01', age: '15', sex: 'male' });
const view = (pseudonyms: readonly string[], binned?: string): CaseView =>
  ({
    records: [{ record: { kind: 'inspection', id: 'i' }, draft: acta, binned, status: { number: '' } }],
    pseudonyms: new Set(pseudonyms),
  }) as unknown as CaseView;
const typed = (kind: string, pseudonym: string): RecordDraft =>
  setValue(emptyDraft(getKind(kind)), 'pseudonym', pseudonym);

test('the rows of a new record go on after those that the case gave, saved or only typed', () => {
  const texts = [
    withRows(emptyDraft(getKind('inspection')), 'interviewed', { pseudonym: 'T-04' }, {}),
    typed('screening', 'P-02'),
  ];
  const given = givenIn(view(['T-01', 'T-03', 'NNA-01']), texts);
  expect([...given].sort()).toEqual(['NNA-01', 'P-02', 'T-01', 'T-03', 'T-04']);
  expect(nextPseudonym(given, 'interviewed')).toBe('T-05');
  expect(nextPseudonym(given, 'screening')).toBe('P-03');
  expect([...givenIn(undefined, [])]).toEqual([]);
});

test('a protected person begins with a new pseudonym, or with the one it is about and what the case knows of them', () => {
  const kind = getKind('protected_person');
  const start = (about?: string, binned?: string) =>
    startOf(kind, session, view(['T-01', 'NNA-01', 'P-01'], binned), { texts: [typed('screening', 'P-02')], about })
      .values;
  expect(start()).toEqual({ pseudonym: 'P-03' });
  expect(start('NNA-01')).toEqual({ pseudonym: 'NNA-01', age: '15', sex: 'male', child: 'yes' });
  expect(start('T-01')).toEqual({ pseudonym: 'T-01' });
  // what lies in the bin is not known
  expect(start('NNA-01', '2026-11-24T20:00:00.000Z')).toEqual({ pseudonym: 'NNA-01' });
});
