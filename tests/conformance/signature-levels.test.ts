import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAskTimestamp } from '../../electron/host/ask-timestamp.ts';
import { createReadList, createStamping } from '../../electron/host/prove-authority.ts';
import { signPdf, type SigningTools } from '../../electron/host/sign-pdf.ts';
import { makeSigner, type Signer } from '../../electron/vault/signer.ts';
import { openOwnSigner, officeCertificate } from '../../electron/vault/certificates.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { toPem } from '../../shared/signature/certificate.ts';
import { verifyPdf } from '../../shared/signature/verify.ts';
import { askJudges, missingJudges } from '../support/outside-judges.ts';
import { signablePdf } from '../support/signable-pdf.ts';
import { signingTools } from '../support/signing-tools.ts';
import { openTimestampAuthority, type Manner, type TimestampAuthority } from '../support/timestamp-authority.ts';
import { inspectorPassphrase, newFolder, openedOffice, testClock, valueOf } from '../support/vault-builder.ts';

/* What the app's signatures carry, as programs of others see it. */
const missing = missingJudges();
/** Shorter than in the app: the tests wait for it. */
const PATIENCE_MS = 1500;

let folder: string;
let authority: TimestampAuthority;
let signer: Signer;
let root: Bytes;
let rootFile: string;
const clock = testClock(new Date().toISOString());
const stamping = createStamping(createAskTimestamp(PATIENCE_MS), createReadList(PATIENCE_MS));
const tools: SigningTools = { ...signingTools, ...stamping, clock };

beforeEach((context) => {
  authority.behave('honest');
  if (missing.length > 0) context.skip(`not installed: ${missing.join(', ')}`);
});
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'levels-'));
  authority = await openTimestampAuthority();
  const { vault } = await openedOffice(newFolder(), clock);
  const office = valueOf(vault.openOffice());
  const key = valueOf(await openOwnSigner(vault, office, inspectorPassphrase));
  signer = await makeSigner(office.keyring, key, { name: 'Ana', position: 'Inspectora II', serial: '1' });
  root = officeCertificate(office.keyring);
  rootFile = path.join(folder, 'root.pem');
  writeFileSync(rootFile, toPem(root));
});
afterAll(async () => {
  await authority.close();
  rmSync(folder, { recursive: true });
});

async function sign(pdf: Bytes, by: Signer, field = 'Firma_Inspector_1') {
  return valueOf(await signPdf(tools, by, { pdf, field, reason: 'Acta', place: 'La Ceiba' }));
}

const stamped = (): Signer => ({ ...signer, timestampUrl: authority.url, roots: [root, authority.root] });

async function verdictsOf(pdf: Bytes, ...roots: readonly Bytes[]) {
  const verdict = await verifyPdf(pdf, { roots: [root, ...roots], now: new Date() });
  return verdict.kind === 'signed' ? verdict.signatures : [];
}

describe('a signature with validation data', () => {
  test('is valid for poppler and OpenSSL, and the file is sound for qpdf, also when a second one follows', async () => {
    const once = await sign(signablePdf(), signer);
    const twice = await sign(once.pdf, signer, 'Firma_Jefatura');
    expect([once, twice]).toMatchObject([
      { proven: true, timestamp: 'off', kind: 'firma electrónica simple' },
      { proven: true, timestamp: 'off' },
    ]);
    const [first, file] = ['once.pdf', 'twice.pdf'].map((name) => path.join(folder, name)) as [string, string];
    writeFileSync(first, once.pdf);
    writeFileSync(file, twice.pdf);
    // nothing follows the last signature: what proves it is part of what it covers
    expect(askJudges(first, rootFile).pdfsig).toMatch(/^ *- Total document signed/m);
    const opinions = askJudges(file, rootFile);
    expect(opinions.pdfsig.match(/^ *- (?:Not total|Total) document signed/gm)?.map((line) => line.trim())).toEqual([
      '- Not total document signed',
      '- Total document signed',
    ]);
    expect(opinions.pdfsig.match(/Signature is Valid\./g)).toHaveLength(2);
    expect(opinions.pdfsig.match(/Certificate is Trusted\./g)).toHaveLength(2);
    expect(opinions.openssl).toHaveLength(2);
    for (const opinion of opinions.openssl) expect(opinion).toContain('CAdES Verification successful');
    expect(opinions.qpdf).toContain('No syntax or stream encoding errors found');
  });

  test('carries the list with which OpenSSL judges the signer', async () => {
    const { pdf } = await sign(signablePdf(), signer);
    const file = path.join(folder, 'proven.pdf');
    writeFileSync(file, pdf);
    const [chain, list, own] = ['chain.pem', 'list.crl', 'own.pem'].map((name) => path.join(folder, name));
    writeFileSync(list!, signer.proof!.revocationLists[0]!);
    writeFileSync(own!, toPem(signer.key.certificate));
    spawnSync('openssl', ['crl', '-inform', 'DER', '-in', list!, '-out', chain!]);
    const check = spawnSync('openssl', ['verify', '-crl_check', '-CAfile', rootFile, '-CRLfile', chain!, own!]);
    expect(check.status).toBe(0);
    const shown = spawnSync('qpdf', ['--qdf', '--object-streams=disable', file, '-'], { encoding: 'latin1' }).stdout;
    for (const part of [signer.key.certificate, root, signer.proof!.revocationLists[0]!]) {
      expect(shown).toContain(Buffer.from(part).toString('latin1'));
    }
  });

  test('without a time stamp asks nobody', async () => {
    const before = authority.asked();
    await sign(signablePdf(), signer);
    expect(authority.asked()).toBe(before);
  });
});

describe('a time stamp', () => {
  test('is asked for by a hash alone, and tells the time of an authority that is known here', async () => {
    const before = Date.now() - 2000;
    const { pdf, timestamp, proven } = await sign(signablePdf(), stamped());
    expect({ timestamp, proven }).toEqual({ timestamp: 'stamped', proven: true });
    const [signature] = await verdictsOf(pdf, authority.root);
    expect(signature).toMatchObject({ verdict: 'valid', time: { clock: 'timestamp' } });
    expect(Date.parse(signature?.time?.at ?? '')).toBeGreaterThan(before);
    const file = path.join(folder, 'stamped.pdf');
    writeFileSync(file, pdf);
    const opinions = askJudges(file, rootFile);
    expect(opinions.pdfsig).toContain('Signature is Valid.');
    expect(opinions.openssl[0]).toContain('CAdES Verification successful');
  });

  test('by an authority that nobody here knows is there, and believed by nobody', async () => {
    const { pdf, timestamp } = await sign(signablePdf(), { ...stamped(), roots: [root] });
    expect(timestamp).toBe('stamped-unknown');
    const [signature] = await verdictsOf(pdf);
    expect(signature).toMatchObject({ verdict: 'valid', time: { clock: 'computer' } });
    expect(signature?.reasons.map(({ code }) => code)).toContain('timestamp-not-trusted');
  });

  const manners: readonly Manner[] = ['silent', 'other', 'refusing', 'web-page', 'failing', 'moved', 'grown'];
  test.each(manners)(
    'of an authority that is %s is not there, and the signature is made all the same',
    async (manner) => {
      await sign(signablePdf(), stamped());
      authority.behave(manner);
      const started = Date.now();
      const { pdf, timestamp } = await sign(signablePdf(), stamped());
      expect(timestamp).toBe('unanswered');
      expect(Date.now() - started).toBeLessThan(PATIENCE_MS + 3000);
      expect(await verdictsOf(pdf, authority.root)).toMatchObject([{ verdict: 'valid', time: { clock: 'computer' } }]);
    },
  );

  test('of an address where nobody listens is not there either', async () => {
    const { timestamp } = await sign(signablePdf(), { ...signer, timestampUrl: 'http://127.0.0.1:9/' });
    expect(timestamp).toBe('unanswered');
  });
});
