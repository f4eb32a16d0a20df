import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, type TestContext } from 'vitest';
import { concatBytes, fromHex, latin1, ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { toPem } from '../../shared/signature/certificate.ts';
import { verifyPdf } from '../../shared/signature/verify.ts';
import { signablePdf, signedTwice, signPdf, testOffice, type TestOffice } from '../support/signable-pdf.ts';
import { NOW } from '../support/verdicts.ts';

/*
 * Programs of others check what we sign. On a developer's computer a missing one is skipped and said so; where
 * everything is checked before a release (CI is set) it is a failure.
 */
const TOOLS = { openssl: ['version'], pdfsig: ['-v'], qpdf: ['--version'], certutil: ['-H'] } as const;
type Tool = keyof typeof TOOLS;

function requireTool(tool: Tool, context: TestContext): void {
  if (!spawnSync(tool, TOOLS[tool]).error) return;
  if (process.env['CI']) throw new Error(`${tool} is not installed`);
  context.skip(`${tool} is not installed`);
}

let folder: string;
let office: TestOffice;
let twice: Bytes;
let rootFile: string;

const file = (name: string, content: string | Uint8Array): string => {
  const target = path.join(folder, name);
  writeFileSync(target, content);
  return target;
};

/** What a program says, on both channels, whatever its exit code. */
function run(tool: Tool, ...args: readonly string[]): { text: string; status: number | null } {
  const { stdout, stderr, status } = spawnSync(tool, args, { encoding: 'utf8' });
  return { text: stdout + stderr, status };
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'signature-'));
  office = await testOffice();
  ({ twice } = await signedTwice(office));
  rootFile = file('root.pem', toPem(office.root));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Each signature of a document: its container, and the bytes it is for. */
function signaturesOf(pdf: Bytes): { cms: Bytes; covered: Bytes }[] {
  const ranges = [...latin1(pdf).matchAll(/\/ByteRange \[0 (\d+) (\d+) (\d+)/g)];
  return ranges.map((range) => {
    const [before, after, rest] = range.slice(1).map(Number) as [number, number, number];
    const padded = fromHex(latin1(pdf.subarray(before + 1, after - 1)));
    // a SEQUENCE longer than 255 bytes states its length in two octets
    const length = 4 + (padded[2]! << 8) + padded[3]!;
    return {
      cms: padded.slice(0, length),
      covered: concatBytes(pdf.subarray(0, before), pdf.subarray(after, after + rest)),
    };
  });
}

describe('openssl', () => {
  beforeEach((context) => requireTool('openssl', context));

  test.each([0, 1])('verifies the container of signature %i as CAdES', (index) => {
    const { cms, covered } = signaturesOf(twice)[index]!;
    const container = file(`${index}.der`, cms);
    const content = file(`${index}.bin`, covered);
    const { text, status } = run(
      'openssl',
      ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', container],
      ...['-content', content, '-CAfile', rootFile, '-purpose', 'any', '-out', path.join(folder, 'out.bin')],
    );
    expect(text).toContain('CAdES Verification successful');
    expect(status).toBe(0);
  });

  test('finds the attributes of PAdES baseline B-B, and no signing time', () => {
    const container = file('print.der', signaturesOf(twice)[0]!.cms);
    const { text } = run('openssl', 'cms', '-cmsout', '-print', '-noout', '-inform', 'DER', '-in', container);
    expect(text).toContain('id-smime-aa-signingCertificateV2');
    expect(text).toContain('ecdsa-with-SHA256');
    expect(text).not.toContain('signingTime');
  });

  test("accepts the person's certificate for signing under the office's authority", async () => {
    const signer = file('signer.pem', toPem((await office.signer('Íñigo Muñoz Ávila')).certificate));
    expect(run('openssl', 'verify', '-x509_strict', '-CAfile', rootFile, signer).text).toContain('OK');
    const { text } = run('openssl', 'x509', '-noout', '-text', '-nameopt', 'utf8', '-in', signer);
    expect(text).toMatch(/Key Usage: critical\s+Digital Signature, Non Repudiation/);
    expect(text).toContain('CA:FALSE');
  });
});

describe('poppler', () => {
  beforeEach((context) => {
    requireTool('pdfsig', context);
    requireTool('certutil', context);
  });

  test('takes both signatures for valid, and trusts them with the root in its store', () => {
    const store = path.join(folder, 'nss');
    execFileSync('mkdir', [store]);
    execFileSync('certutil', ['-N', '-d', store, '--empty-password']);
    execFileSync('certutil', ['-A', '-d', store, '-n', 'office', '-t', 'CT,C,C', '-i', rootFile]);
    const { text } = run('pdfsig', '-nssdir', store, file('twice.pdf', twice));
    expect(text.match(/Signature is Valid\./g)).toHaveLength(2);
    expect(text.match(/Certificate is Trusted\./g)).toHaveLength(2);
    expect(text.match(/Total document signed/g)).toHaveLength(1);
  });
});

describe('qpdf', () => {
  beforeEach((context) => requireTool('qpdf', context));

  test('finds nothing wrong with a signed document', () => {
    const { text, status } = run('qpdf', '--check', file('check.pdf', twice));
    expect(text).toContain('No syntax or stream encoding errors found');
    expect(status).toBe(0);
  });

  test.each([
    ['cross-reference streams and object streams', ['--object-streams=generate']],
    ['classic tables', ['--object-streams=disable']],
  ])('files it wrote with %s can be signed twice and verified', async (_, options) => {
    const source = file('plain.pdf', signablePdf());
    const target = path.join(folder, 'rewritten.pdf');
    execFileSync('qpdf', [...options, source, target]);
    const once = await signPdf(ownBytes(readFileSync(target)), await office.signer('Ana'));
    const both = await signPdf(once, await office.signer('Eva'), { field: 'Firma_Jefatura' });
    expect(await verifyPdf(both, { roots: [office.root], now: NOW })).toMatchObject({
      signatures: [
        { verdict: 'valid', laterChanges: { kind: 'only-allowed', filledFields: ['Firma_Jefatura'] } },
        { verdict: 'valid', covers: 'whole-file' },
      ],
    });
    expect(run('qpdf', '--check', file('both.pdf', both)).status).toBe(0);
  });
});
