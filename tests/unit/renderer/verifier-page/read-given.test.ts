import { beforeAll, expect, test } from 'vitest';
import { readGiven } from '../../../../renderer/verifier-page/read-given.ts';
import { toBase64, utf8, type Bytes } from '../../../../shared/kernel/bytes.ts';
import { toPem } from '../../../../shared/signature/certificate.ts';
import { buildCrl } from '../../../support/crl-builder.ts';
import { testOffice, type TestOffice } from '../../../support/signable-pdf.ts';

let office: TestOffice;
let list: Bytes;
beforeAll(async () => {
  office = await testOffice();
  list = await buildCrl(office, { revoked: [office.root] });
});

const pem = (der: Bytes): Bytes =>
  utf8(`Lista de la oficina\n-----BEGIN X509 CRL-----\n${toBase64(der)}\n-----END X509 CRL-----\n`);

test('a certificate is read as the office hands it out, and as DER', async () => {
  for (const bytes of [utf8(toPem(office.root)), office.root]) {
    expect(await readGiven(bytes)).toMatchObject({ kind: 'certificate', certificate: { der: office.root } });
  }
});

test('a revocation list is read as PEM and as DER', async () => {
  for (const bytes of [pem(list), list]) expect(await readGiven(bytes)).toMatchObject({ kind: 'list', der: list });
});

test('anything else is nothing, whatever it calls itself', async () => {
  for (const bytes of [utf8(''), utf8('hola'), pem(utf8('hola')), list.slice(0, -1), pem(office.root.slice(9))]) {
    expect(await readGiven(bytes)).toEqual({ kind: 'nothing' });
  }
});
