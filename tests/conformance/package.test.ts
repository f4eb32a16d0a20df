import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openPackage } from '../../electron/packages/seal-package.ts';
import type { Sealing } from '../../electron/packages/seal-stream.ts';
import { sha256, toHex, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { packageFiles, type PackageFile } from '../../shared/referral/package-content.ts';
import { readmeText } from '../../shared/referral/readme-text.ts';
import { buildReferralAnnexes, REFERRAL_ANNEXES_FIELD } from '../../shared/report/referral-annexes.ts';
import { buildReferralReceipt } from '../../shared/report/referral-receipt.ts';
import type { Report } from '../../shared/report/report.ts';
import { renderPdf } from '../../shared/pdf/render.ts';
import { toPem } from '../../shared/signature/certificate.ts';
import { referral } from '../../shared/record/kinds/referral.ts';
import { preparePaper } from '../../shared/report/record-paper.ts';
import { pdfAssets } from '../support/pdf-assets.ts';
import { sampleReferral } from '../support/referral-builder.ts';
import { signPdf, testOffice } from '../support/signable-pdf.ts';

// A package as the programs of whoever receives it see it: Debian's age, GNU tar, coreutils and poppler. On a developer's
// computer a missing one is skipped and said so; where everything is checked (CI is set) it is a failure.
const TOOLS = { age: ['--version'], tar: ['--version'], sha256sum: ['--version'], pdfsig: ['-v'] } as const;
const needed = { ...TOOLS, python3: ['--version'], 'age-keygen': ['--version'], certutil: ['-H'] } as const;
const absent = Object.entries(needed).flatMap(([name, args]) => (spawnSync(name, args).error ? [name] : []));
if (absent.length > 0 && process.env['CI']) throw new Error(`missing here: ${absent.join(', ')}`);
if (absent.length > 0) console.warn(`skipped, for want of ${absent.join(', ')}`);

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = '2026-11-24T15:00:00.000Z';
const office = { name: 'Oficina Regional de La Ceiba', code: 'LCE', municipality: '0101', letterhead: [] };
const person = { name: 'Wendy Núñez', position: 'Inspectora', credential: 'IT-0457' };
const number = 'STSS-REM-LCE-00001-2026';
const frame = { office, number, addressee: 'Ministerio Público', madeAt: at, paper: 'letter' } as const;
const words = 'flauta arpa soldado paloma gratis hueso';

/** What a program says, on both channels. */
function run(program: string, args: readonly string[], cwd = folder): { text: string; status: number | null } {
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8', cwd });
  return { text: stdout + stderr, status };
}

async function render(report: Report): Promise<Bytes> {
  const rendered = await renderPdf(report, pdfAssets());
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.fault));
  return rendered.value.pdf;
}

let content: (readonly [string, Bytes])[];

beforeAll(async () => {
  const { signer: signerFor, root } = await testOffice();
  const signer = await signerFor(person.name);
  writeFileSync(path.join(folder, 'root.pem'), toPem(root));
  const paper = await preparePaper(referral, {
    ...{ draft: sampleReferral('publicProsecutor'), office, number, version: 1, reason: '' },
    ...{ paper: 'letter', madeAt: at, draftMark: false, addressee: 'publicProsecutor' },
  });
  const readme = readmeText({
    ...{ number, office: office.name, person: person.name, sealed: 'words', pieces: 1, exact: 0, hasIdentities: false },
    rootWords: [],
  });
  const first: (readonly [string, Bytes])[] = [
    [packageFiles.readme, utf8(readme)],
    [packageFiles.referral, await signPdf(await render(paper.report), signer, { field: 'Firma_Remision' })],
    [packageFiles.receipt, await render(buildReferralReceipt(frame))],
    ['pruebas/prueba-001.jpg', new Uint8Array(300_000).fill(7)],
  ];
  const files: PackageFile[] = [];
  for (const [name, bytes] of first) files.push({ name, size: bytes.length, sha256: toHex(await sha256(bytes)) });
  const pieces = [
    { name: 'pruebas/prueba-001.jpg', description: 'Recipientes', originalSha256: '0'.repeat(64), isRedrawn: true },
  ];
  const list = await render(await buildReferralAnnexes({ ...frame, person, files, pieces }));
  content = [...first, [packageFiles.annexes, await signPdf(list, signer, { field: REFERRAL_ANNEXES_FIELD })]];
});

async function seal(name: string, sealing: Sealing): Promise<string> {
  const file = path.join(folder, name);
  const opened = await openPackage({ file, sealing, at });
  if (!opened.ok) throw new Error(opened.fault.code);
  for (const [entry, bytes] of content) await opened.value.add(entry, bytes);
  await opened.value.list(packageFiles.manifest);
  const done = await opened.value.finish();
  if (!done.ok) throw new Error(done.fault.code);
  return file;
}

describe.skipIf(absent.length > 0)('what the sheet tells the receiver to type', () => {
  test('opens a package for a key, unpacks it, and finds every file and both signatures whole', async () => {
    expect(run('age-keygen', ['-o', 'clave.txt']).status).toBe(0);
    const key = /age1[a-z0-9]+/.exec(readFileSync(path.join(folder, 'clave.txt'), 'utf8'))?.[0] ?? '';
    const file = await seal('REMISION-AAAA-AAAA.age', { kind: 'keys', keys: [key] });
    const opened = run('age', ['-d', '-i', 'clave.txt', '-o', 'remision.tar', file]);
    expect(opened).toEqual({ text: '', status: 0 });
    const out = path.join(folder, 'abierto');
    mkdirSync(out);
    expect(run('tar', ['-xf', path.join(folder, 'remision.tar')], out)).toEqual({ text: '', status: 0 });
    expect(readdirSync(out, { recursive: true, encoding: 'utf8' }).sort()).toEqual([
      'LEAME.txt',
      'acuse.pdf',
      'anexos.pdf',
      'manifest-sha256.txt',
      'pruebas',
      'pruebas/prueba-001.jpg',
      'remision.pdf',
    ]);
    const sums = run('sha256sum', ['-c', '--strict', 'manifest-sha256.txt'], out);
    expect(sums.status).toBe(0);
    expect(sums.text.match(/: OK$/gm)).toHaveLength(5);
    writeFileSync(path.join(out, 'pruebas/prueba-001.jpg'), 'otra cosa');
    expect(run('sha256sum', ['-c', 'manifest-sha256.txt'], out).status).not.toBe(0);

    const store = mkdtempSync(path.join(folder, 'nss-'));
    run('certutil', ['-N', '-d', store, '--empty-password']);
    run('certutil', ['-A', '-d', store, '-n', 'office', '-t', 'CT,C,C', '-i', path.join(folder, 'root.pem')]);
    for (const pdf of ['remision.pdf', 'anexos.pdf']) {
      const { text } = run('pdfsig', ['-nssdir', store, pdf], out);
      expect(text, pdf).toContain('Signature is Valid.');
      expect(text, pdf).toContain('Total document signed');
    }
  });

  test('opens a package under six words that are typed into a terminal, and no other words', async () => {
    const file = await seal('REMISION-BBBB-BBBB.age', { kind: 'words', words });
    expect(typed(file, words, 'palabras.tar')).toBe(0);
    const listed = run('tar', ['-tf', 'palabras.tar']);
    expect(listed.text.trim().split('\n')).toEqual([...content.map(([name]) => name), 'manifest-sha256.txt']);
    expect(typed(file, words.replace('hueso', 'queso'), 'otras.tar')).not.toBe(0);
  });
});

/** Has age ask for the words on a terminal of its own. @returns its exit code */
function typed(file: string, answer: string, out: string): number {
  const script = `
import os, pty, sys
child, terminal = pty.fork()
if child == 0:
    os.execvp('age', ['age', '-d', '-o', sys.argv[3], sys.argv[1]])
said = b''
while b'passphrase' not in said:
    said += os.read(terminal, 1024)
os.write(terminal, sys.argv[2].encode() + b'\\n')
try:
    while os.read(terminal, 1024):
        pass
except OSError:
    pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
`;
  return run('python3', ['-c', script, file, answer, path.join(folder, out)]).status ?? -1;
}
