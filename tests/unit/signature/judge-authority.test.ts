import { beforeAll, expect, test } from 'vitest';
import { parseCertificate, type Certificate } from '../../../shared/signature/certificate.ts';
import { readCrl, type Crl } from '../../../shared/signature/crl.ts';
import { judgeAuthority } from '../../../shared/signature/judge-authority.ts';
import { buildCrl } from '../../support/crl-builder.ts';
import { testOffice, type TestOffice } from '../../support/signable-pdf.ts';

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
let office: TestOffice;
let path: readonly Certificate[];
let week: Crl;
beforeAll(async () => {
  office = await testOffice('Sellos de tiempo');
  const { certificate } = await office.signer('Sellos', { notBefore: day('2026-01-01'), notAfter: day('2035-01-01') });
  path = [await parseCertificate(certificate), await parseCertificate(office.root)];
  week = await listOf('2027-03-01', '2027-03-08');
});

const listOf = async (thisUpdate: string, nextUpdate: string): Promise<Crl> =>
  readCrl(await buildCrl(office, { revoked: [], thisUpdate: day(thisUpdate), nextUpdate: day(nextUpdate) }));

async function judged(crl: Crl, at: string, existedBy: string | undefined, now = '2031-01-01') {
  const input = { path, crls: [crl], at: day(at), existedBy: existedBy === undefined ? undefined : day(existedBy) };
  return (await judgeAuthority({ ...input, now: day(now) })).map(({ code }) => code);
}

test('a list from after the stamp, and not due when a later stamp proved it, says all there is to say', async () => {
  expect(await judged(week, '2027-02-28', '2027-03-02')).toEqual(['authority-proven']);
  // from after the later stamp as well
  expect(await judged(week, '2027-02-01', '2027-02-02')).toEqual(['authority-proven']);
});

test('a stamp that dates itself to just before an old list is not proven by it: the key may have been stolen since', async () => {
  // revoked in 2029, made after that, with nothing but the old list inside, and held up by a real stamp of 2030
  expect(await judged(week, '2027-02-28', '2030-01-01')).toEqual(['authority-stale']);
  expect(await judged(await listOf('2029-12-30', '2030-01-06'), '2027-02-28', '2030-01-01')).toEqual([
    'authority-proven',
  ]);
});

test('a list from before the stamp, or a stamp that none holds up, is proven only until the next list is due', async () => {
  for (const existedBy of ['2027-03-04', undefined]) {
    expect(await judged(week, '2027-03-03', existedBy, '2027-03-05')).toEqual(['authority-proven']);
    expect(await judged(week, '2027-03-03', existedBy)).toEqual(['authority-stale']);
  }
});

test('a list that does not say when the next one is due is good for nothing later than itself', async () => {
  const { issuer, thisUpdate, revoked, signed } = week;
  const open = { issuer, thisUpdate, revoked, signed };
  expect(await judged(open, '2027-02-28', '2030-01-01')).toEqual(['authority-stale']);
  expect(await judged(open, '2027-02-27', '2027-02-28')).toEqual(['authority-proven']);
});
