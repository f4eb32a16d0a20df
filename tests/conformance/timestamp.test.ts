import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { latin1, ownBytes, sha256, toHex, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { buildCms } from '../../shared/signature/cms.ts';
import { child, readDer } from '../../shared/signature/der-read.ts';
import { context, implicit, oid, sequence, setOf } from '../../shared/signature/der-write.ts';
import { embedSignature } from '../../shared/signature/embed.ts';
import { oids } from '../../shared/signature/oids.ts';
import { verifyPdf } from '../../shared/signature/verify.ts';
import { buildCrl } from '../support/crl-builder.ts';
import { testOffice, YEARS, type Period, type TestOffice } from '../support/signable-pdf.ts';
import { makeTimestampFiles, timestampSigner, type TimestampFiles } from '../support/timestamp-authority.ts';
import { gapOf, preparedPdf } from '../support/verdicts.ts';

/*
 * Time stamps as an authority on the network would give them, made with openssl. The app itself makes none: it works
 * offline; but documents of others carry them.
 */
const hasOpenssl = spawnSync('openssl', ['version']).error === undefined;
/** The stamps tell today's time, so the signer's certificate has to be valid on the day the tests run. */
const TEN_YEARS: Period = { ...YEARS, notAfter: new Date('2036-01-01T00:00:00Z') };

let folder: string;
let office: TestOffice;
let authority: TimestampFiles;
let root: Bytes;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'timestamp-'));
  office = await testOffice();
  authority = await makeTimestampFiles(folder);
  ({ root } = authority);
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach((context) => {
  if (hasOpenssl) return;
  if (process.env['CI']) throw new Error('openssl is not installed');
  context.skip('openssl is not installed');
});

/** A time-stamp token over a SHA-256 digest. */
function stampOf(digest: Bytes): Bytes {
  const openssl = (...args: string[]) => execFileSync('openssl', ['ts', ...args], { cwd: folder, stdio: 'pipe' });
  openssl('-query', '-digest', toHex(digest), '-sha256', '-cert', '-out', 'query.tsq');
  openssl('-reply', '-queryfile', 'query.tsq', ...timestampSigner, '-token_out', '-out', 'token.der');
  return ownBytes(readFileSync(path.join(folder, 'token.der')));
}

/** The same signature with a time stamp beside it (PAdES B-T). */
function withTimestamp(cms: Bytes, stamp: (signature: Bytes) => Bytes): Bytes {
  const signedData = child(child(readDer(cms), 1), 0);
  const signerInfo = child(child(signedData, 4), 0);
  const token = stamp(child(signerInfo, 5).body.slice());
  const unsigned = implicit(1, setOf(sequence(oid(oids.timeStampToken), setOf(token))));
  const parts = signedData.children.slice(0, 4).map((node) => node.raw);
  const stamped = sequence(...signerInfo.children.map((node) => node.raw), unsigned);
  return sequence(oid(oids.signedData), context(0, sequence(...parts, setOf(stamped))));
}

async function stampedPdf(stamp: (digest: Bytes) => Bytes): Promise<Bytes> {
  const prepared = await preparedPdf();
  const cms = await buildCms(prepared.digest, await office.signer('Ana', TEN_YEARS));
  const value = child(child(child(child(child(readDer(cms), 1), 0), 4), 0), 5).body.slice();
  const token = stamp(await sha256(value));
  return embedSignature(
    prepared,
    withTimestamp(cms, () => token),
  );
}

async function findings(pdf: Bytes, roots: readonly Bytes[], crls: readonly Bytes[] = []) {
  const verdict = await verifyPdf(pdf, { roots, crls, now: new Date() });
  const signature = verdict.kind === 'signed' ? verdict.signatures[0] : undefined;
  return { ...signature, codes: signature?.reasons.map(({ code }) => code) };
}

describe('a signature with a time stamp', () => {
  test('tells the time of an authority that a root vouches for', async () => {
    const before = Date.now() - 2000;
    const found = await findings(await stampedPdf(stampOf), [office.root, root]);
    expect(found).toMatchObject({
      verdict: 'valid',
      time: { clock: 'timestamp' },
      codes: ['revocation-unknown', 'authority-unproven'],
    });
    expect(Date.parse(found.time?.at ?? '')).toBeGreaterThan(before);
  });

  test('by an authority nobody here vouches for, tells the time of the computer', async () => {
    const found = await findings(await stampedPdf(stampOf), [office.root]);
    expect(found).toMatchObject({ verdict: 'valid', time: { clock: 'computer' } });
    expect(found.codes).toContain('timestamp-not-trusted');
  });

  test('by an authority whose key was stolen, tells the time of the computer', async () => {
    const pdf = await stampedPdf(stampOf);
    for (const hours of [-1, 1]) {
      const at = new Date(Date.now() + hours * 3_600_000);
      const list = await buildCrl(authority, { revoked: [authority.certificate], at });
      const found = await findings(pdf, [office.root, root], [list]);
      expect(found).toMatchObject({ time: { clock: 'computer' } });
      expect(found.codes).toContain('timestamp-doubted');
    }
  });

  test('of another signature, is no time stamp of this one', async () => {
    const pdf = await stampedPdf(() => stampOf(new Uint8Array(32)));
    const found = await findings(pdf, [office.root, root]);
    expect(found).toMatchObject({ verdict: 'valid-but', time: { clock: 'computer' } });
    expect(found.codes).toContain('timestamp-wrong');
  });
});

describe('a time stamp over the whole document', () => {
  async function documentStamp(): Promise<Bytes> {
    const prepared = await preparedPdf();
    const pdf = prepared.pdf.slice();
    const from = '/SubFilter /ETSI.CAdES.detached';
    pdf.set(utf8('/SubFilter /ETSI.RFC3161'.padEnd(from.length)), latin1(pdf).indexOf(from));
    const [start, end] = gapOf(pdf);
    return embedSignature({ ...prepared, pdf }, stampOf(await sha256(pdf.subarray(0, start), pdf.subarray(end))));
  }

  test('holds', async () => {
    const pdf = await documentStamp();
    expect(await findings(pdf, [root])).toMatchObject({
      verdict: 'valid',
      kind: 'document-timestamp',
      signer: { name: 'Sellos de tiempo' },
      time: { clock: 'timestamp' },
    });
    expect(await findings(pdf, [])).toMatchObject({ verdict: 'valid-but', trust: 'unknown-root' });
  });

  test('notices a changed document', async () => {
    const pdf = await documentStamp();
    pdf.set(utf8('9'), latin1(pdf).indexOf('10,000.00'));
    expect(await findings(pdf, [root])).toMatchObject({ verdict: 'not-valid', codes: ['document-changed'] });
  });
});
