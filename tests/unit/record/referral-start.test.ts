import { describe, expect, test } from 'vitest';
import { emptyDraft, rowsOf, setValue, type RecordDraft } from '../../../shared/record/draft.ts';
import { caseFile } from '../../../shared/record/kinds/case-file.ts';
import { referral } from '../../../shared/record/kinds/referral.ts';
import { startRecord, type KnownFacts } from '../../../shared/record/prefill.ts';
import type { ReferralFacts, ScreenedPerson } from '../../../shared/record/referral-start.ts';
import { sharedParts } from '../../../shared/record/sharing.ts';
import { validate } from '../../../shared/record/validate.ts';
import { sampleInspection, withRows, withValues } from '../../support/inspection-builder.ts';
import { sampleReferral } from '../../support/referral-builder.ts';

const person = { name: 'Tomás Centeno', position: 'Inspector', credential: 'IT-0461' };
const base: KnownFacts = { person, municipality: '0101', today: '2026-11-24' };
const acta = withRows(
  withRows(sampleInspection(), 'interviewed', { pseudonym: 'T-01' }, { pseudonym: 'T-02' }),
  'minors',
  { pseudonym: 'NNA-01', age: '15', sex: 'female', task: 'Carga', realName: 'Zoila' },
  { pseudonym: 'NNA-02', age: '17-19', task: 'Riego' },
  { pseudonym: 'NNA-03', age: 'X', task: 'Riego' },
);
const inspection = { draft: acta, number: 'STSS-ORD-LCE-00001-2026' };
const screenedAs = (more: Partial<ScreenedPerson>): ScreenedPerson => ({
  ...{ pseudonym: 'P-01', age: '34~', sex: 'male', signs: [], results: [] },
  ...more,
});
const start = (facts: ReferralFacts, more: Partial<KnownFacts> = {}): RecordDraft =>
  startRecord(referral, { ...base, inspection, referral: facts, ...more });
const rows = (draft: RecordDraft, table: string) => rowsOf(draft, table).map(({ values }) => values);

describe('the first referral of a case begins', () => {
  test('with the workplace, when it was found, and who writes it; to whom is for a person to say', () => {
    const { values } = start({ screened: [], pieces: [] });
    expect(values).toMatchObject({
      workplaceName: acta.values['employerName'],
      municipality: acta.values['municipality'],
      address: acta.values['address'],
      detectedOn: acta.values['startDate'],
      detectedTime: acta.values['startTime'],
      date: '2026-11-24',
      signerName: 'Tomás Centeno',
      signerPosition: 'Inspector',
      signerCredential: 'IT-0461',
    });
    for (const own of ['addressee', 'urgency', 'noticeBy', 'summary', 'howKnown']) expect(values[own]).toBeUndefined();
  });

  test('with everybody once by pseudonym; children of the acta are presumed to be so unless their age says it', () => {
    const screened = [
      screenedAs({ pseudonym: 'T-02', age: '16', sex: 'female' }),
      screenedAs({ pseudonym: 'P-01' }),
      screenedAs({ pseudonym: 'P-02', age: '' }),
      // the acta is not contradicted
      screenedAs({ pseudonym: 'NNA-01', age: '22', sex: 'male' }),
    ];
    expect(rows(start({ screened, pieces: [] }), 'referred')).toEqual([
      { pseudonym: 'NNA-01', age: '15', sex: 'female', minor: 'yes' },
      { pseudonym: 'NNA-02', age: '17-19', minor: 'presumed' },
      { pseudonym: 'NNA-03', age: 'X', minor: 'presumed' },
      { pseudonym: 'T-01' },
      { pseudonym: 'T-02', age: '16', sex: 'female', minor: 'yes' },
      { pseudonym: 'P-01', age: '34~', sex: 'male', minor: 'no' },
      { pseudonym: 'P-02', sex: 'male' },
    ]);
  });

  test('with signs, results and pieces, and no name of anybody', () => {
    const sign = { sign: 'Documentos retenidos', known: 'Se vio' };
    const result = { result: 'Indicios', ruleSet: 'Lista, versión 1', confirmedBy: 'Iris, 24/11/2026' };
    const piece = { piece: 'a1', pieceDescription: 'Foto', sha256: 'ab'.repeat(32), obtainedBy: '' };
    const draft = start({ screened: [screenedAs({ signs: [sign], results: [result] })], pieces: [piece] });
    expect(rows(draft, 'referral_signs')).toEqual([{ pseudonym: 'P-01', ...sign }]);
    expect(rows(draft, 'referral_results')).toEqual([{ pseudonym: 'P-01', ...result }]);
    expect(rows(draft, 'referral_pieces')).toEqual([
      { piece: 'a1', pieceDescription: 'Foto', sha256: 'ab'.repeat(32) },
    ]);
    expect(JSON.stringify(draft)).not.toContain('Zoila');
  });

  test('with the case file where there is no acta, and empty where nothing is known', () => {
    const file = withValues(emptyDraft(caseFile), {
      employerName: 'Maquila Sol',
      municipality: '0107',
      department: '01',
    });
    expect(startRecord(referral, { ...base, file }).values).toMatchObject({
      workplaceName: 'Maquila Sol',
      municipality: '0107',
    });
    expect(rows(startRecord(referral, base), 'referred')).toEqual([]);
  });
});

describe('a further referral of the case', () => {
  const earlier = withRows(sampleReferral('publicProsecutor'), 'sharing', {
    part: 'health',
    given: 'yes',
    reason: 'Pidió',
  });
  const result = { result: 'Indicios', ruleSet: 'Lista, versión 1', confirmedBy: 'Iris, 24/11/2026' };
  const sign = { sign: 'Documentos retenidos', known: 'Se vio' };
  const facts: ReferralFacts = {
    earlier,
    // P-01 was answered again since, P-09 came after the first referral
    screened: [
      screenedAs({ pseudonym: 'P-01', signs: [sign] }),
      screenedAs({ pseudonym: 'P-09', age: '16', results: [result] }),
    ],
    cared: [
      {
        ...{ pseudonym: 'P-02', age: '', sex: '', minor: 'yes', language: '', needs: [], consent: 'no' },
        ...{ reprisal: '', safeContact: '' },
      },
    ],
    pieces: [{ piece: 'b2', pieceDescription: 'Escaneo' }],
  };
  const next = startRecord(referral, { ...base, referral: facts });

  test('begins with what the first says', () => {
    for (const key of [
      'summary',
      'howKnown',
      'purposes',
      'address',
      'reprisal',
      'safeContact',
      'detectedOn',
      'detectedTime',
    ])
      expect(next.values[key]).toEqual(earlier.values[key]);
    expect(rows(next, 'suspects')).toEqual(rows(earlier, 'suspects'));
  });

  test('with its people as they were described, those found since, and what they agree to today', () => {
    const before = rows(earlier, 'referred');
    expect(rows(next, 'referred')).toEqual([
      before[0],
      before[1],
      // in doubt a child, and a consent that was taken back
      { ...before[2], minor: 'yes', consent: 'no' },
      { pseudonym: 'P-09', age: '16', sex: 'male', minor: 'yes' },
    ]);
  });

  test('with the results and pieces of today alone, and the signs that screenings still say or nobody screened', () => {
    expect(rows(next, 'referral_results')).toEqual([{ pseudonym: 'P-09', ...result }]);
    expect(rows(next, 'referral_pieces')).toEqual([{ piece: 'b2', pieceDescription: 'Escaneo' }]);
    expect(rows(next, 'referral_signs')).toEqual([
      rows(earlier, 'referral_signs')[0],
      rows(earlier, 'referral_signs')[2],
      { pseudonym: 'P-01', ...sign },
    ]);
  });

  test('but not with its destination, what that one got, when it was told, nor who signed; rows have names of their own', () => {
    for (const key of ['addressee', 'addresseeName', 'addresseePerson', 'urgency', 'noticeBy', 'noticeTo'])
      expect(next.values[key]).toBeUndefined();
    expect(rows(next, 'sharing')).toEqual([]);
    expect(next.values['signerName']).toBe('Tomás Centeno');
    expect(next.values['date']).toBe('2026-11-24');
    const ids = new Set(Object.values(earlier.tables).flatMap((own) => own.map(({ id }) => id)));
    expect(Object.values(next.tables).flatMap((own) => own.filter(({ id }) => ids.has(id)))).toEqual([]);
  });
});

test('a referral to child protection says which adult is among the children, and does not stop there', () => {
  const problems = (draft: RecordDraft) =>
    validate(referral, draft, { today: '2026-11-24' }).map(({ code, severity, field }) => [code, severity, field]);
  expect(problems(sampleReferral('childProtection'))).toEqual([['adult-among-children', 'warning', 'minor']]);
  expect(problems(sampleReferral('police'))).toEqual([]);
});

test('a name in the place of a pseudonym, a part that does not exist or stands twice, and a missing reason are stopped', () => {
  const codes = (draft: RecordDraft) =>
    validate(referral, draft, { today: '2026-11-24' }).flatMap(({ code, severity }) =>
      severity === 'error' ? [code] : [],
    );
  const sample = sampleReferral('police');
  expect(codes(withRows(sample, 'referred', { pseudonym: 'Zoila', minor: 'yes' }))).toEqual(['not-a-pseudonym']);
  const once = { part: 'health', given: 'yes', reason: 'Va herida' };
  expect(codes(withRows(sample, 'sharing', once))).toEqual([]);
  expect(codes(withRows(sample, 'sharing', once, once))).toEqual(['item-repeated']);
  expect(codes(withRows(sample, 'sharing', { ...once, part: 'everything' }))).toEqual(['part-unknown']);
  expect(codes(withRows(sample, 'sharing', { part: 'health', given: 'yes' }))).toEqual(['required']);
  expect(codes(withRows(sample, 'referral_results', { pseudonym: 'P-01', result: 'Indicios' }))).toEqual([
    'result-unconfirmed',
  ]);
  expect(codes(setValue(sample, 'addressee', 'other'))).toEqual([]);
  expect(codes(setValue(setValue(sample, 'addressee', 'other'), 'addresseeName', ''))).toEqual(['required']);
});

test('nobody is named in the texts about risk who was written down by a name', () => {
  const one = { age: '', sex: '', minor: '', language: '', needs: [], consent: '', safeContact: '' };
  const draft = start({
    screened: [],
    cared: [
      { ...one, pseudonym: 'María', reprisal: 'la amenazó' },
      { ...one, pseudonym: 'P-01', reprisal: 'lo vigila' },
    ],
    pieces: [],
  });
  expect(draft.values['reprisal']).toBe('la amenazó\nP-01: lo vigila');
});

test('what one institution was given for a reason, the next is not', () => {
  const health = { part: 'health', given: 'yes', reason: 'Va herida', decidedFor: 'publicProsecutor' };
  const draft = withRows(sampleReferral('publicProsecutor'), 'sharing', health);
  expect(sharedParts(draft).has('health')).toBe(true);
  expect(sharedParts(setValue(draft, 'addressee', 'police')).has('health')).toBe(false);
});
