import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { concatBytes, fromHex, latin1 } from '../../shared/kernel/bytes.ts';

/** Programs of others that know nothing of this app. */
const PROGRAMS = {
  openssl: ['version'],
  pdfsig: ['-v'],
  qpdf: ['--version'],
  certutil: ['-H'],
  pdftotext: ['-v'],
} as const;
type Program = keyof typeof PROGRAMS;

/**
 * Which of the programs are not installed here.
 * @throws where everything must be checked (CI is set) and one is missing
 */
export function missingJudges(): string[] {
  const missing = Object.entries(PROGRAMS).flatMap(([name, args]) => (spawnSync(name, args).error ? [name] : []));
  if (missing.length > 0 && process.env['CI'] !== undefined) throw new Error(`not installed: ${missing.join(', ')}`);
  return missing;
}

/** What a program says, on both channels. */
function ask(program: Program, ...args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return stdout + stderr;
}

/** The answers of all programs about one signed file. */
export interface Opinions {
  /** poppler's, with the office's certificate in its store */
  readonly pdfsig: string;
  /** OpenSSL's of each signature, as CAdES */
  readonly openssl: readonly string[];
  readonly qpdf: string;
  readonly text: string;
}

/**
 * Asks the programs about a file.
 * @param pdf path of the signed file
 * @param root path of the office's certificate, PEM
 */
export function askJudges(pdf: string, root: string): Opinions {
  const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-judges-'));
  const store = mkdtempSync(path.join(folder, 'nss-'));
  ask('certutil', '-N', '-d', store, '--empty-password');
  ask('certutil', '-A', '-d', store, '-n', 'office', '-t', 'CT,C,C', '-i', root);
  return {
    pdfsig: ask('pdfsig', '-nssdir', store, pdf),
    openssl: signaturesOf(readFileSync(pdf)).map(({ cms, covered }, i) => {
      const [container, content] = [path.join(folder, `${i}.der`), path.join(folder, `${i}.bin`)];
      writeFileSync(container, cms);
      writeFileSync(content, covered);
      const files = ['-in', container, '-content', content, '-CAfile', root, '-out', path.join(folder, 'out')];
      return ask('openssl', 'cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-purpose', 'any', ...files);
    }),
    qpdf: ask('qpdf', '--check', pdf),
    text: ask('pdftotext', '-layout', pdf, '-'),
  };
}

/** Each signature of a document: its container, and the bytes it is for. */
function signaturesOf(pdf: Uint8Array): { readonly cms: Uint8Array; readonly covered: Uint8Array }[] {
  return [...latin1(pdf).matchAll(/\/ByteRange ?\[0 (\d+) (\d+) (\d+)/g)].map((range) => {
    const [before = 0, after = 0, rest = 0] = range.slice(1).map(Number);
    const padded = fromHex(latin1(pdf.subarray(before + 1, after - 1)));
    // a SEQUENCE longer than 255 bytes states its length in two octets
    const length = 4 + ((padded[2] ?? 0) << 8) + (padded[3] ?? 0);
    return {
      cms: padded.slice(0, length),
      covered: concatBytes(pdf.subarray(0, before), pdf.subarray(after, after + rest)),
    };
  });
}
