import { describe, expect, test } from 'vitest';
import type { CertificateInfo, Person } from '../../../../shared/ipc/contract.ts';
import { certificateTime, holderName } from '../../../../renderer/parts/certificate-facts.ts';
import { commonName } from '../../../../shared/signature/common-name.ts';
import { certificateOption, preferredCertificate } from '../../../../renderer/features/documents/certificate-option.ts';
import { fileNameOf } from '../../../../renderer/features/documents/file-name.ts';
import { isPlaceOfAnother, placeLabel, preferredPlace } from '../../../../renderer/features/documents/place-label.ts';
import { certificateTimeText } from '../../../../renderer/parts/certificate/time-text.ts';
import { daysUntil, formatInstant, shortHash } from '../../../../renderer/parts/format.ts';

const ana: Person = {
  id: 'ana',
  name: 'Ana Güity',
  position: 'Inspectora',
  credential: 'CR-1',
  roles: ['inspector'],
  state: 'active',
  pending: false,
};
const certificate = (over: Partial<CertificateInfo> = {}): CertificateInfo => ({
  id: 'c1',
  kind: 'office',
  personId: 'ana',
  subject: 'CN=Ana Güity, O=Oficina, C=HN',
  issuer: 'CN=AC Oficina, C=HN',
  serial: '01',
  notBefore: '2026-01-01T06:00:00.000Z',
  notAfter: '2026-12-31T06:00:00.000Z',
  fingerprint: 'ab',
  ...over,
});
const at = (instant: string): number => Date.parse(instant);

describe('time', () => {
  test('is told by the clock of Honduras', () => {
    expect(formatInstant('2026-11-25T05:59:59.000Z')).toBe('24/11/2026, 23:59:59');
  });
  test('days are civil days there, not spans of 24 hours', () => {
    expect(daysUntil('2026-11-25T06:00:00.000Z', at('2026-11-25T05:00:00.000Z'))).toBe(1);
    expect(daysUntil('2026-11-25T05:59:59.000Z', at('2026-11-24T06:00:00.000Z'))).toBe(0);
    expect(daysUntil('2026-11-20T12:00:00.000Z', at('2026-11-24T12:00:00.000Z'))).toBe(-4);
  });
});

test.each([
  ['2026-12-30T12:00:00.000Z', 'queda 1 día'],
  ['2026-12-01T12:00:00.000Z', 'quedan 30 días'],
  ['2026-12-31T06:00:00.000Z', 'vence hoy'],
  ['2026-12-31T06:00:01.000Z', 'vencido'],
  ['2025-12-31T12:00:00.000Z', 'todavía no vale'],
])('at %s a certificate %s', (now, text) => {
  expect(certificateTimeText(certificate(), at(now))).toBe(text);
});

test('an office certificate is called by its official, an imported one by its own name', () => {
  expect(holderName(certificate(), [ana])).toBe('Ana Güity');
  expect(holderName(certificate({ kind: 'imported', subject: 'CN=Peña\\, Luis, C=HN' }), [ana])).toBe('Peña, Luis');
  expect(commonName('O=Sin nombre, C=HN')).toBe('O=Sin nombre, C=HN');
  expect(certificateOption(certificate(), [ana], at('2026-12-30T12:00:00.000Z')).detail).toBe(
    'de la oficina, queda 1 día',
  );
});

test('only a valid certificate of the person at work is offered by itself', () => {
  const now = at('2026-06-01T12:00:00.000Z');
  const imported = certificate({ id: 'c2', kind: 'imported' });
  const other = certificate({ id: 'c3', personId: 'luis' });
  const old = certificate({ id: 'c4', notAfter: '2026-05-01T00:00:00.000Z' });
  expect(preferredCertificate([other, imported, certificate()], 'ana', now)?.id).toBe('c1');
  expect(preferredCertificate([other, imported, old], 'ana', now)?.id).toBe('c2');
  expect(preferredCertificate([other, old], 'ana', now)).toBeUndefined();
  expect(certificateTime(old, now).kind).toBe('expired');
});

test('places are called by what the paper says of them, else by their kind', () => {
  expect(placeLabel({ field: 'Firma_Inspector_1', tip: 'Firma electrónica: Ana Güity, Inspectora' })).toBe(
    'Ana Güity, Inspectora',
  );
  expect(placeLabel({ field: 'Firma_Jefatura', tip: 'Firma electrónica: , Jefatura' })).toBe('Jefatura');
  expect(placeLabel({ field: 'Firma_Inspector_2', tip: '' })).toBe('Inspector(a) 2');
  expect(placeLabel({ field: 'Otra', tip: '' })).toBe('Otra');
});

describe('the place to sign that is offered', () => {
  const place = (field: string, name: string, signed = false) => ({
    field,
    tip: `Firma electrónica: ${name}, Inspectora, región norte`,
    signed,
  });

  test('is the free one printed for the signer', () => {
    const places = [place('a', 'Luis Paz'), place('b', 'Ana Güity')];
    expect(preferredPlace(places, 'ANA GUITY')?.field).toBe('b');
    expect(preferredPlace([place('a', 'Güity, Ana')], 'Ana Güity')?.field).toBe('a');
  });

  test('is never another person, however alike the names', () => {
    expect(preferredPlace([place('a', 'Luis Paz'), place('b', 'Ana Güity', true)], 'Ana Güity')).toBeUndefined();
    expect(preferredPlace([place('a', 'Ana Güity Paz')], 'Ana Güity')).toBeUndefined();
    expect(preferredPlace([place('a', '')], 'Ana Güity')).toBeUndefined();
    expect(preferredPlace([{ field: 'a', tip: '', signed: false }], '')).toBeUndefined();
  });

  test('is said to be of another when a substitute signs', () => {
    expect(isPlaceOfAnother(place('a', 'Luis Paz'), 'Ana Güity')).toBe(true);
    expect(isPlaceOfAnother(place('a', 'Ana Güity'), 'Ana Güity')).toBe(false);
    expect(isPlaceOfAnother(place('a', ''), 'Ana Güity')).toBe(false);
  });
});

test('a file name keeps only what Windows takes', () => {
  expect(
    fileNameOf({ title: 'Acta de inspección', number: 'STSS-ORD/TEL 00007: 2026', version: 2, addressee: 'file' }),
  ).toBe('Acta de inspección STSS-ORD-TEL 00007- 2026 v2.pdf');
  expect(fileNameOf({ title: 'x'.repeat(200), number: 'N', version: 12, addressee: 'file' })).toMatch(
    /^x{105} v12\.pdf$/,
  );
  expect(fileNameOf({ title: 'Acta', number: 'N', version: 1, addressee: 'employer' })).toBe(
    'Acta N v1 copia patrono.pdf',
  );
  expect(fileNameOf({ kind: 'referral', title: 'Remisión', number: 'STSS-REM-TEL-00001-2026', version: 1 })).toBe(
    'Documento STSS-TEL-00001-2026 v1.pdf',
  );
});

test('a short hash shows both ends', () => {
  expect(shortHash('0123456789abcdef0123456789abcdef')).toBe('01234567 … 89abcdef');
});
