// PAdES B-LT and B-LTA: what proves the time-stamping authority is in the paper, and a later stamp covers it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAskTimestamp } from '../../electron/host/ask-timestamp.ts';
import { createReadList, createStamping, type Stamping } from '../../electron/host/prove-authority.ts';
import { signPdf as signInApp } from '../../electron/host/sign-pdf.ts';
import { stampDocument } from '../../electron/host/stamp-document.ts';
import { instantFrom } from '../../shared/kernel/clock.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { parseCertificate, toPem } from '../../shared/signature/certificate.ts';
import { webCryptoSigner } from '../../shared/signature/cms.ts';
import { conclusionOf } from '../../shared/signature/outcome.ts';
import { prepareDocumentTimestamp } from '../../shared/signature/document-timestamp.ts';
import { issueCrl } from '../../shared/signature/issue-crl.ts';
import type { SignerKey } from '../../shared/signature/signer.ts';
import type { ValidationData } from '../../shared/signature/validation-data.ts';
import { verifyPdf } from '../../shared/signature/verify.ts';
import { askJudges, missingJudges } from '../support/outside-judges.ts';
import { signablePdf, signPdf, testOffice, type TestOffice } from '../support/signable-pdf.ts';
import { signingTools } from '../support/signing-tools.ts';
import { openTimestampAuthority, type TimestampAuthority } from '../support/timestamp-authority.ts';
import { valueOf } from '../support/vault-builder.ts';

const missing = missingJudges();
const DAY = 86_400_000;
const clock = { now: () => Date.now() };
let office: TestOffice;
let key: SignerKey;
let proof: ValidationData;
let signed: Bytes;
let stamping: Stamping;
const opened: TimestampAuthority[] = [];

beforeAll(async () => {
  office = await testOffice();
  key = await office.signer('Ana', {
    notBefore: new Date(Date.now() - DAY),
    notAfter: new Date(Date.now() + 400 * DAY),
  });
  const list = await issueCrl({
    authority: {
      certificate: await parseCertificate(office.root),
      key: webCryptoSigner(office.keys.privateKey, office.root, []),
    },
    number: 1,
    thisUpdate: instantFrom(Date.now() - 3_600_000),
    nextUpdate: instantFrom(Date.now() + 400 * DAY),
    revoked: [],
    keepsExpiredSince: instantFrom(Date.now() - DAY),
  });
  proof = { certificates: [key.certificate, office.root], revocationLists: [list] };
  signed = await signPdf(signablePdf(), key, { field: 'Firma_Inspector_1', name: 'Ana', when: new Date(), proof });
});
beforeEach((context) => {
  if (missing.length > 0) context.skip(`not installed: ${missing.join(', ')}`);
  stamping = createStamping(createAskTimestamp(3000), createReadList(1000));
});
afterEach(async () => {
  for (const authority of opened.splice(0)) await authority.close();
});

async function open(days?: number): Promise<TimestampAuthority> {
  const authority = await openTimestampAuthority(days);
  opened.push(authority);
  return authority;
}

const rootsOf = (): Bytes[] => [office.root, ...opened.map(({ root }) => root)];

/** Stamps as the app does: what earlier stamps need is taken from the paper itself. */
async function stamp(pdf: Bytes, by: TimestampAuthority, lists: readonly Bytes[] = []) {
  const stamped = (await judged(pdf)).flatMap(({ authority }) => (authority === undefined ? [] : [authority]));
  const asked = { pdf, proof, url: by.url, roots: rootsOf(), lists, stamped };
  const tools = { ...stamping, prepareTimestamp: prepareDocumentTimestamp, clock };
  return valueOf(await stampDocument(tools, asked));
}

async function judged(pdf: Bytes, { days = 0, crls = [] as readonly Bytes[] } = {}) {
  const verdict = await verifyPdf(pdf, { roots: rootsOf(), crls, now: new Date(Date.now() + days * DAY) });
  if (verdict.kind !== 'signed') throw new Error(verdict.kind);
  return verdict.signatures.map((one) => ({ ...one, codes: one.reasons.map(({ code }) => code) }));
}

const signWithStamp = async (by: TimestampAuthority, { roots = rootsOf(), lists = [] as readonly Bytes[] } = {}) =>
  valueOf(
    await signInApp(
      { ...signingTools, ...stamping, clock },
      {
        ...{ key, name: 'Ana', position: '', serial: '1', kind: 'firma electrónica simple' },
        ...{ proof, lists, roots, timestampUrl: by.url },
      },
      { pdf: signablePdf(), field: 'Firma_Inspector_1', reason: '', place: '' },
    ),
  );

describe('a stamp over a signed paper', () => {
  test('carries the published list of its authority, is called B-LTA, and nothing of the file is outside of it', async () => {
    const authority = await open();
    authority.publish(await authority.list());
    const { pdf, lacks } = await stamp(signed, authority);
    expect(lacks).toBe('nothing');
    const [signature, own] = await judged(pdf);
    expect(signature).toMatchObject({ verdict: 'valid', codes: ['existed-by', 'computer-clock'] });
    expect(own).toMatchObject({ verdict: 'valid', covers: 'whole-file', codes: ['authority-proven'] });
    expect(conclusionOf(own!)).toEqual({ outcome: 'TOTAL-PASSED' });
    const folder = mkdtempSync(path.join(tmpdir(), 'archival-'));
    try {
      const [file, root] = ['stamped.pdf', 'root.pem'].map((name) => path.join(folder, name)) as [string, string];
      writeFileSync(file, pdf);
      writeFileSync(root, toPem(office.root));
      const { pdfsig, openssl, qpdf } = askJudges(file, root);
      expect(pdfsig).toContain('Signature is Valid.');
      expect(openssl[0]).toContain('CAdES Verification successful');
      expect(qpdf).toContain('No syntax or stream encoding errors found');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('without any list says so, and with one that was handed over has it', async () => {
    const authority = await open();
    const without = await stamp(signed, authority);
    expect(without.lacks).toBe('authority');
    expect((await judged(without.pdf))[1]).toMatchObject({ verdict: 'valid', codes: ['authority-unproven'] });
    const handed = await stamp(signed, authority, [await authority.list()]);
    expect(handed.lacks).toBe('nothing');
    expect((await judged(handed.pdf))[1]?.codes).toEqual(['authority-proven']);
  });

  test('takes no list that somebody else signed, whatever it says', async () => {
    const [authority, other] = [await open(), await open()];
    authority.publish(await other.list());
    const { pdf, lacks } = await stamp(signed, authority, [await other.list()]);
    expect(lacks).toBe('authority');
    expect((await judged(pdf))[1]?.codes).toEqual(['authority-unproven']);
  });

  test('of an authority that its own list names is believed by nobody', async () => {
    const authority = await open();
    const at = new Date(Date.now() - 3_600_000);
    authority.publish(await authority.revoked({ at, thisUpdate: at, nextUpdate: new Date(Date.now() + DAY) }));
    const { pdf, lacks } = await stamp(signed, authority);
    expect(lacks).toBe('trust');
    const [signature, own] = await judged(pdf);
    expect(own).toMatchObject({ verdict: 'not-valid', codes: ['certificate-revoked'] });
    expect(signature?.codes).not.toContain('existed-by');
  });

  test('proves nothing after the end of its authority, unless a later one was set in time', async () => {
    const [brief, lasting] = [await open(2), await open()];
    for (const authority of opened)
      authority.publish(await authority.list({ nextUpdate: new Date(Date.now() + 500 * DAY) }));
    const once = await stamp(signed, brief);
    expect((await judged(once.pdf, { days: 1 }))[0]?.codes).toContain('existed-by');
    const [signature, late] = await judged(once.pdf, { days: 30 });
    expect(late).toMatchObject({ verdict: 'valid-but', trust: 'expired', codes: ['authority-expired'] });
    expect(conclusionOf(late!)).toEqual({ outcome: 'INDETERMINATE', sub: 'OUT_OF_BOUNDS_NO_POE' });
    expect(signature?.codes).not.toContain('existed-by');

    const twice = await stamp(once.pdf, lasting);
    expect(twice.lacks).toBe('nothing');
    const [held, first, second] = await judged(twice.pdf, { days: 30 });
    expect(held?.codes).toContain('existed-by');
    expect(first).toMatchObject({ verdict: 'valid', trust: 'trusted', codes: ['authority-proven'] });
    expect(second).toMatchObject({ verdict: 'valid', covers: 'whole-file' });
    // the signer's own certificate ended as well: the chain of stamps still says when it was valid
    expect((await judged(twice.pdf, { days: 450 }))[0]).toMatchObject({ verdict: 'valid', trust: 'trusted' });
  });

  test('is held up by the next one, which brings a list from after it', async () => {
    const authority = await open();
    authority.publish(await authority.list({ nextUpdate: new Date(Date.now() + DAY) }));
    const once = await stamp(signed, authority);
    expect((await judged(once.pdf, { days: 5 }))[1]?.codes).toEqual(['authority-stale']);
    authority.publish(
      await authority.list({ thisUpdate: new Date(Date.now() + 2000), nextUpdate: new Date(Date.now() + DAY) }),
    );
    const twice = await stamp(once.pdf, authority);
    const [, first, second] = await judged(twice.pdf, { days: 5 });
    expect(first?.codes).toEqual(['authority-proven']);
    // the last of the chain is held up by none: its list is due, and the next stamp brings another
    expect(second?.codes).toEqual(['authority-stale']);
    expect((await judged(twice.pdf, { days: 5 }))[0]).toMatchObject({ verdict: 'valid' });
  });

  test('asks an authority once more only when it is not known yet, and reads no list for a stranger', async () => {
    const authority = await open();
    authority.publish(await authority.list());
    await stamp(signed, authority);
    expect([authority.asked(), authority.listAsked()]).toEqual([2, 1]);
    await stamp(signed, authority);
    expect([authority.asked(), authority.listAsked()]).toEqual([3, 2]);
    // also when several stamps of it are in the paper
    const once = await stamp(signed, authority);
    const [twice, asked] = [await stamp(once.pdf, authority), authority.listAsked()];
    await stamp(twice.pdf, authority);
    expect(authority.listAsked()).toBe(asked + 1);
    const before = authority.listAsked();
    const made = await signWithStamp(authority, { roots: [office.root] });
    expect(made.timestamp).toBe('stamped-unknown');
    expect(authority.listAsked()).toBe(before);
  });
});

describe('a time stamp of a signature', () => {
  test('has the list of its authority in the same update (B-LT)', async () => {
    const authority = await open();
    authority.publish(await authority.list());
    const made = await signWithStamp(authority);
    expect(made).toMatchObject({ timestamp: 'stamped-proven', proven: true });
    const [signature] = await judged(made.pdf);
    expect(signature).toMatchObject({
      verdict: 'valid',
      covers: 'whole-file',
      time: { clock: 'timestamp' },
      codes: ['authority-proven'],
    });
    const { pdf, lacks } = await stamp(made.pdf, authority);
    expect(lacks).toBe('nothing');
    expect((await judged(pdf)).map(({ codes }) => codes)).toEqual([
      ['existed-by', 'authority-proven'],
      ['authority-proven'],
    ]);
  });

  test('without a list says so', async () => {
    const authority = await open();
    const made = await signWithStamp(authority);
    expect(made).toMatchObject({ timestamp: 'stamped', proven: true });
    expect((await judged(made.pdf))[0]?.codes).toEqual(['authority-unproven']);
  });

  test('of an authority that ended, or whose key was stolen, leaves the computer clock', async () => {
    const authority = await open(2);
    authority.publish(await authority.list());
    const made = await signWithStamp(authority);
    const [ended] = await judged(made.pdf, { days: 30 });
    expect(ended).toMatchObject({ verdict: 'valid', time: { clock: 'computer' } });
    expect(ended?.codes).toEqual(['timestamp-doubted', 'computer-clock']);
    const stolen = await authority.revoked({
      at: new Date(Date.now() + 3_600_000),
      thisUpdate: new Date(Date.now() + DAY),
    });
    expect((await judged(made.pdf, { days: 1, crls: [stolen] }))[0]?.codes).toEqual([
      'timestamp-doubted',
      'computer-clock',
    ]);
  });
});
