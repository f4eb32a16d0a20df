import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { fromBase64 } from '../../shared/kernel/bytes.ts';
import { toPem } from '../../shared/signature/certificate.ts';
import { released } from '../released/released.ts';
import { goldenBundles, goldenKeys, openGolden } from '../support/golden-bundles.ts';

// A second reader, written from docs/formats alone in another language, reads what released versions wrote. On a developer's
// computer without its tools it is skipped and said so; where everything is checked (CI is set) that is a failure.
const needed = { python3: '--version', openssl: 'version', qpdf: '--version' } as const;
const absent = Object.entries(needed).flatMap(([name, arg]) => (spawnSync(name, [arg]).error ? [name] : []));
if (absent.length > 0 && process.env['CI']) throw new Error(`missing here: ${absent.join(', ')}`);
if (absent.length > 0) console.warn(`skipped, for want of ${absent.join(', ')}`);

vi.setConfig({ testTimeout: 60_000 });
const work = mkdtempSync(path.join(tmpdir(), 'atalaya-formats-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** What the reader printed; or the sentence with which it refused. */
function read(...args: readonly string[]): unknown {
  const script = path.join(import.meta.dirname, 'formats.py');
  const { stdout, stderr, status } = spawnSync('python3', [script, ...args], { encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout) : stderr.trim();
}

function flipped(file: string, at: number, name: string): string {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  const copy = path.join(work, name);
  writeFileSync(copy, bytes);
  return copy;
}

describe.skipIf(absent.length > 0).each(released)('what $known.version wrote', ({ folder, known }) => {
  test('the journal: every digest, and that each frame follows the one before', () => {
    const journal = path.join(folder, 'profile', 'journal');
    expect(read('journal', journal)).toMatchObject({ frames: expect.any(Number) as number });
    const [file = ''] = readdirSync(journal).filter((name) => name.endsWith('.atj'));
    const whole = path.join(journal, file);
    const { length } = readFileSync(whole);
    expect(read('journal', flipped(whole, 10, '000001.atj'))).toEqual(read('journal', whole));
    expect(read('journal', flipped(whole, length - 5, '000002.atj'))).toMatch(/^frame \d+ is damaged$/);
    expect(read('journal', flipped(whole, 260, '000003.atj'))).toMatch(/damaged|cut off/);
  });

  test('the copy: manifest, parts, and the journal in it', () => {
    const file = path.join(folder, known.snapshot);
    const { code, name } = known.office;
    expect(read('snapshot', file)).toMatchObject({ appVersion: known.version, office: { code, name }, evidence: 1 });
    const at = readFileSync(file).indexOf('"vaultId"') + 14;
    expect(read('snapshot', flipped(file, at, 'copia.atalaya'))).toBe('the manifest was changed');
    expect(read('snapshot', flipped(file, readFileSync(file).length - 2000, 'copia.atalaya'))).toMatch(
      /as the manifest says/,
    );
  });

  test('the paper: its record, and what its code says', () => {
    const file = path.join(folder, known.paper.file);
    const { number, employer } = known.paper;
    expect(read('paper', file)).toMatchObject({ number, employer, format: 'atalaya/inspection/v1', revisions: 3 });
  });
});

describe.skipIf(absent.length > 0).each(goldenBundles)('a bundle of the kind $kind', (golden) => {
  test('is read whole, and one changed byte is refused', async () => {
    const certificates = path.join(work, `certificates-${golden.kind}`);
    mkdirSync(certificates);
    for (const { replica, certificate } of goldenKeys.installations) {
      writeFileSync(path.join(certificates, `${replica}.pem`), toPem(fromBase64(certificate)));
    }
    const root = path.join(work, 'root.pem');
    writeFileSync(root, toPem(fromBase64(goldenKeys.root)));
    const tar = path.join(work, `${golden.kind}.tar`);
    writeFileSync(tar, await openGolden(golden));
    expect(read('bundle', tar, '-', certificates, root)).toMatchObject({
      ...{ identity: golden.identity, tipo: golden.kind },
      changes: golden.changes,
      cases: golden.cases.map(({ id }) => id),
    });
    const { length } = readFileSync(tar);
    expect(read('bundle', flipped(tar, 600, 'envelope.tar'), '-', certificates, root)).toMatch(/openssl/);
    const changed = flipped(tar, length - 1600, 'end.tar');
    expect(read('bundle', changed, '-', certificates, root)).toMatch(
      /as the envelope says|padding|behind the end|checksum/,
    );
  });
});

/** The line of JSON under `## Worked example` of a page. */
function exampleOf(page: string): unknown {
  const text = readFileSync(path.resolve(import.meta.dirname, `../../docs/formats/${page}`), 'utf8');
  const [, json = ''] = /## Worked example[\s\S]*?```json\n([\s\S]*?)```/.exec(text) ?? [];
  return JSON.parse(json);
}

test.skipIf(absent.length > 0)(
  'the worked examples of the pages are what the reader finds in the fixtures',
  async () => {
    const { folder, known } = released[0]!;
    cpSync(path.join(folder, 'profile', 'journal'), path.join(work, 'journal'), { recursive: true });
    expect(exampleOf('journal.md')).toEqual(read('journal', path.join(work, 'journal')));
    expect(exampleOf('snapshot.md')).toEqual(read('snapshot', path.join(folder, known.snapshot)));
    expect(exampleOf('json-attachment.md')).toEqual(read('paper', path.join(folder, known.paper.file)));
    const [golden] = goldenBundles;
    const tar = path.join(work, 'example.tar');
    writeFileSync(tar, await openGolden(golden!));
    const found = read(
      'bundle',
      tar,
      '-',
      path.join(work, `certificates-${golden!.kind}`),
      path.join(work, 'root.pem'),
    );
    expect(exampleOf('bundle.md')).toEqual(found);
  },
);
