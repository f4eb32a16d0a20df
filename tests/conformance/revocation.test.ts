import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { instantFrom } from '../../shared/kernel/clock.ts';
import { parseCertificate, toPem } from '../../shared/signature/certificate.ts';
import { webCryptoSigner } from '../../shared/signature/cms.ts';
import { issueCrl, crlReasons, type CrlReason } from '../../shared/signature/issue-crl.ts';
import { testOffice, type TestOffice } from '../support/signable-pdf.ts';

/* OpenSSL reads the office's revocation lists and refuses the certificates that are on them. */
const hasOpenssl = spawnSync('openssl', ['version']).error === undefined;
const DAY = 24 * 3_600_000;

let folder: string;
let office: TestOffice;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'revocation-'));
  office = await testOffice('Oficina Regional de Juticalpa, Olancho «Ñ»');
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach((context) => {
  if (hasOpenssl) return;
  if (process.env['CI']) throw new Error('openssl is not installed');
  context.skip('openssl is not installed');
});

function openssl(...args: readonly string[]): { readonly text: string; readonly status: number | null } {
  const { stdout, stderr, status } = spawnSync('openssl', args, { encoding: 'utf8' });
  return { text: stdout + stderr, status };
}

const file = (name: string, content: string | Uint8Array): string => {
  const target = path.join(folder, name);
  writeFileSync(target, content);
  return target;
};

async function listOf(revoked: readonly { certificate: Bytes; reason: CrlReason }[], now = Date.now()) {
  const der = await issueCrl({
    authority: {
      certificate: await parseCertificate(office.root),
      key: webCryptoSigner(office.keys.privateKey, office.root, []),
    },
    number: 1_795_000_000,
    thisUpdate: instantFrom(now - 60_000),
    nextUpdate: instantFrom(now + 180 * DAY),
    revoked: await Promise.all(
      revoked.map(async ({ certificate, reason }) => ({
        serial: (await parseCertificate(certificate)).serial,
        at: instantFrom(now - 60_000),
        reason,
      })),
    ),
    keepsExpiredSince: (await parseCertificate(office.root)).notBefore,
  });
  const target = file('list.crl', der);
  openssl('crl', '-inform', 'DER', '-in', target, '-out', path.join(folder, 'list.pem'));
  return target;
}

test('the list is signed by the office, is of version 2 and says its number and the reasons', async () => {
  const reasons = Object.keys(crlReasons) as CrlReason[];
  const signers = await Promise.all(reasons.map((reason) => office.signer(reason)));
  const list = await listOf(reasons.map((reason, i) => ({ certificate: signers[i]!.certificate, reason })));
  const root = file('root.pem', toPem(office.root));
  const { text } = openssl('crl', '-inform', 'DER', '-in', list, '-noout', '-text', '-CAfile', root);
  expect(text).toContain('verify OK');
  expect(text).toContain('Version 2 (0x1)');
  expect(text).toMatch(/X509v3 CRL Number:\s+1795000000/);
  expect(text).toMatch(/X509v3 Authority Key Identifier/);
  for (const reason of ['Key Compromise', 'Affiliation Changed', 'Superseded']) expect(text).toContain(reason);
});

test('a revoked certificate is refused, another one is accepted, also with an empty list', async () => {
  const [gone, here] = [await office.signer('Ana'), await office.signer('Eva')];
  const root = file('root.pem', toPem(office.root));
  const check = (certificate: Bytes) =>
    openssl(
      ...['verify', '-x509_strict', '-crl_check', '-CAfile', root, '-CRLfile', path.join(folder, 'list.pem')],
      file('one.pem', toPem(certificate)),
    );
  await listOf([{ certificate: gone.certificate, reason: 'affiliationChanged' }]);
  expect(check(gone.certificate).text).toContain('certificate revoked');
  expect(check(here.certificate)).toMatchObject({ status: 0 });
  await listOf([]);
  expect(check(gone.certificate)).toMatchObject({ status: 0 });
});

test('a list of the year 2060 has its times in the longer form', async () => {
  const list = await listOf([], Date.parse('2060-03-01T00:00:00Z'));
  expect(openssl('crl', '-inform', 'DER', '-in', list, '-noout', '-lastupdate').text).toContain('Feb 29 23:59:00 2060');
});
