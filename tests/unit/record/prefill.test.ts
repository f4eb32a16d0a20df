import { describe, expect, test } from 'vitest';
import { emptyDraft, rowsOf, setValue, type RecordDraft } from '../../../shared/record/draft.ts';
import { fieldsOf, isEmpty } from '../../../shared/record/fields.ts';
import { complaint } from '../../../shared/record/kinds/complaint.ts';
import { caseRecordKinds, getKind } from '../../../shared/record/kinds/kinds.ts';
import { startRecord, type KnownFacts } from '../../../shared/record/prefill.ts';
import { sampleInspection, withRows, withValues } from '../../support/inspection-builder.ts';

const person = { name: 'Wendy Núñez', position: 'Inspectora', credential: 'IT-0457' };
const nothing: KnownFacts = { person, municipality: '0101', today: '2026-11-24' };
const values = (kind: string, facts: KnownFacts) => startRecord(getKind(kind), facts).values;
const rows = (draft: RecordDraft, table: string) => rowsOf(draft, table).map((row) => row.values);
const acta = withRows(
  sampleInspection(),
  'infringements',
  { infringement: 'economicLoss', provision: 'Código del Trabajo, art. 381', workersAffected: '12', amountOwed: '900' },
  { infringement: 'safety', workersAffected: '41', termDays: '5' },
);
const inspection = { draft: acta, number: 'STSS-ORD-LCE-00001-2026' };
const sealedActa: KnownFacts = { ...nothing, inspection };
const reviewed = (...results: readonly Readonly<Record<string, string>>[]) => ({
  draft: withRows(
    withValues(emptyDraft(getKind('reinspection')), { attendedBy: 'Saraí Peña', endDate: '2026-11-20', place: 'Tela' }),
    'reviewed',
    ...results,
  ),
  number: 'STSS-REI-LCE-00001-2026',
});
const resolution = (decision: string) => ({
  draft: withValues(emptyDraft(getKind('resolution')), { decision, date: '2026-11-23', total: '1200.50' }),
  number: 'STSS-RES-LCE-00001-2026',
});

describe('a record of a new case begins', () => {
  test('with who writes it and where the office is', () => {
    const order = startRecord(getKind('order'), nothing);
    expect(order.values).toEqual({ department: '01', municipality: '0101' });
    expect(rows(order, 'team')).toEqual([person]);
    expect(rows(startRecord(getKind('inspection'), nothing), 'inspectors')).toEqual([person]);
    expect(values('complaint', nothing)).toEqual({ receivedOn: '2026-11-24', takenBy: 'Wendy Núñez' });
  });
  test('a checklist with every question and no answer', () => {
    const questions = rows(startRecord(getKind('checklist'), nothing), 'answers');
    expect(questions.length).toBeGreaterThan(20);
    expect(questions.every((row) => Object.keys(row).join() === 'item')).toBe(true);
  });
});

test('the workplace is taken from the newest source that knows it', () => {
  const file = withValues(emptyDraft(getKind('case_file')), {
    employerName: 'De oídas',
    municipality: '0107',
    department: '01',
  });
  const order = { draft: withValues(emptyDraft(getKind('order')), { employerName: 'Maquila Sol' }), number: '' };
  const taken = values('reinspection', { ...nothing, file, order });
  expect(taken).toMatchObject({ employerName: 'Maquila Sol', municipality: '0107' });
  expect(values('reinspection', { ...sealedActa, file, order })['employerName']).toBe(acta.values['employerName']);
});

test('whoever was sent goes: the acta and the reinspection begin with the team of the order', () => {
  const team = [person, { ...person, name: 'Tomás Centeno' }];
  const order = { draft: withRows(emptyDraft(getKind('order')), 'team', ...team), number: 'ODI-1' };
  expect(rows(startRecord(getKind('inspection'), { ...nothing, order }), 'inspectors')).toEqual(team);
  expect(rows(startRecord(getKind('reinspection'), { ...nothing, order }), 'reinspectors')).toEqual(team);
});

describe('a notification is about the newest paper that the employer has to know', () => {
  const about = (facts: KnownFacts) => {
    const { about: what, aboutNumber, aboutDate } = values('notification', facts);
    return [what, aboutNumber, aboutDate];
  };
  test('the acta, then the reinspection, then the fine', () => {
    const reinspection = reviewed();
    const found = { ...sealedActa, reinspection };
    expect(about(sealedActa)).toEqual(['acta', inspection.number, acta.values['endDate']]);
    expect(about(found)).toEqual(['reinspection', reinspection.number, '2026-11-20']);
    expect(about({ ...found, resolution: resolution('fine') })).toEqual([
      'fine',
      'STSS-RES-LCE-00001-2026',
      '2026-11-23',
    ]);
    // what is still being written is nothing to be told of
    expect(about({ ...found, resolution: { ...resolution('fine'), number: '' } })[0]).toBe('reinspection');
  });
  test('a resolution that imposes no fine is not notified as one', () => {
    expect(about({ ...sealedActa, resolution: resolution('archive') })[0]).toBe('other');
  });
});

describe('after the acta', () => {
  test('a reinspection asks about each infringement, and answers none', () => {
    const draft = startRecord(getKind('reinspection'), sealedActa);
    expect(draft.values).toMatchObject({ actaNumber: inspection.number, place: acta.values['place'] });
    expect(rows(draft, 'reviewed')).toEqual([{ infringement: 'economicLoss' }, { infringement: 'safety' }]);
  });
  test('a resolution begins with everything of the acta where nobody went back', () => {
    const draft = startRecord(getKind('resolution'), sealedActa);
    expect(draft.values).toMatchObject({ actaNumber: inspection.number, date: '2026-11-24', decision: 'fine' });
    expect(rows(draft, 'fines')).toEqual([
      { infringement: 'economicLoss', workersAffected: '12', amountOwed: '900', repetition: 'none' },
      { infringement: 'safety', workersAffected: '41', repetition: 'none' },
    ]);
  });
  test('a resolution begins with what stayed open, and what is still owed of it', () => {
    const reinspection = reviewed(
      { infringement: 'safety', result: 'corrected' },
      { infringement: 'economicLoss', result: 'partly', amountPaid: '500', amountPending: '400' },
    );
    const draft = startRecord(getKind('resolution'), { ...sealedActa, reinspection });
    expect(rows(draft, 'fines')).toEqual([
      { infringement: 'economicLoss', workersAffected: '12', amountOwed: '400', repetition: 'none' },
    ]);
  });
  test('no fine is proposed where everything was corrected', () => {
    const reinspection = reviewed(
      { infringement: 'safety', result: 'corrected' },
      { infringement: 'economicLoss', result: 'corrected' },
    );
    const draft = startRecord(getKind('resolution'), { ...sealedActa, reinspection });
    expect(draft.values['decision']).toBeUndefined();
    expect(rows(draft, 'fines')).toEqual([]);
  });
  test('a technical report has every infringement, with what the second visit found of it', () => {
    const reinspection = reviewed({ infringement: 'safety', result: 'corrected' });
    const draft = startRecord(getKind('technical_report'), { ...sealedActa, reinspection });
    expect(draft.values).toMatchObject({ actaNumber: inspection.number, reinspectionNumber: reinspection.number });
    expect(rows(draft, 'reported_infringements')).toEqual([
      { infringement: 'economicLoss', workersAffected: '12', amountOwed: '900' },
      { infringement: 'safety', outcome: 'corrected', workersAffected: '41' },
    ]);
  });
  test('documents are asked for that the acta found missing, and by whoever writes', () => {
    const draft = startRecord(getKind('document_request'), {
      ...sealedActa,
      inspection: {
        ...inspection,
        draft: withRows(
          acta,
          'documents',
          { document: 'Planillas', status: 'missing' },
          { document: 'Contratos', status: 'shown' },
          { document: 'Constancia del IHSS', status: 'requested' },
        ),
      },
    });
    expect(rows(draft, 'asked_documents')).toEqual([{ document: 'Planillas' }, { document: 'Constancia del IHSS' }]);
    expect(draft.values).toMatchObject({ actaNumber: inspection.number, officialName: person.name });
    // whoever asks sets the term
    expect(draft.values['dueDate']).toBeUndefined();
  });
  test('payment, remedy and conciliation know the resolution and the parties', () => {
    const facts = { ...sealedActa, resolution: resolution('fine') };
    const payer = acta.values['employerName'];
    expect(values('payment', facts)).toEqual({ concept: 'fine', amount: '1200.50', payer });
    expect(values('appeal', facts)).toEqual({ resolutionNumber: 'STSS-RES-LCE-00001-2026', outcome: 'pending' });
    expect(values('conciliation', facts)).toMatchObject({ officialName: person.name, employerName: payer });
  });
});

test('nothing of a complaint is in what any record begins with', () => {
  // handed over by mistake, as anything a caller may ever pass on
  const marked = fieldsOf(complaint).reduce((so, { key }) => setValue(so, key, `Soplo-${key}`), emptyDraft(complaint));
  const facts = { ...sealedActa, complaint: { draft: marked, number: '' } };
  const begun = caseRecordKinds.map((kind) => startRecord(kind, facts));
  expect(begun.filter(({ values: some }) => Object.values(some).some((one) => !isEmpty(one))).length).toBeGreaterThan(
    7,
  );
  expect(JSON.stringify(begun)).not.toContain('Soplo');
});
