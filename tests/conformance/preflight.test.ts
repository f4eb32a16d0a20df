// PDFBox's preflight on a twin of every paper in PDF/A-1b, the only profile that it knows.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { a1bTwin } from '../support/a1b-twin.ts';
import { wallPapers } from '../support/wall-papers.ts';

// Debian's libpdfbox2-java, and libjaxb-api-java, which brings a class that Java itself had up to 8
const names = ['preflight', 'pdfbox2', 'fontbox2', 'xmpbox', 'commons-logging', 'commons-io', 'jaxb-api'];
const jars = [...names, 'javax.activation'].map((name) => `/usr/share/java/${name}.jar`);
const isAbsent = !jars.every((jar) => existsSync(jar)) || spawnSync('java', ['-version']).error !== undefined;
if (isAbsent && process.env['CI']) throw new Error('missing here: java, libpdfbox2-java, libjaxb-api-java');
if (isAbsent) console.warn('skipped, for want of java, libpdfbox2-java, libjaxb-api-java');
vi.setConfig({ testTimeout: 240_000 });

const home = mkdtempSync(path.join(tmpdir(), 'atalaya-preflight-'));
const folder = path.join(home, 'papers');
mkdirSync(folder);
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** What preflight objects to, by file; one run of Java for all of them. */
function objections(): ReadonlyMap<string, readonly string[]> {
  const args = ['-cp', jars.join(':'), 'org.apache.pdfbox.preflight.Validator_A1b', 'xml', 'group', folder];
  const { stderr } = spawnSync('java', args, { encoding: 'utf8' });
  const file = `${folder}.preflight.xml`;
  if (!existsSync(file)) throw new Error(`preflight said nothing: ${stderr.slice(-2000)}`);
  const said = readFileSync(file, 'utf8');
  const found = new Map<string, readonly string[]>();
  for (const [, name = '', inside = ''] of said.matchAll(/<preflight name="([^"]*)">([\s\S]*?)<\/preflight>/g)) {
    const isValid = /<isValid[^>]*>true</.test(inside);
    const errors = [...inside.matchAll(/<code>([^<]*)<\/code>\s*<details>([^<]*)</g)].map(
      ([, code, what]) => `${code} ${what}`,
    );
    found.set(path.basename(name), isValid ? [] : ['not valid', ...new Set(errors)]);
  }
  return found;
}

test.skipIf(isAbsent)('every paper has a twin that preflight finds nothing against', async () => {
  const made: string[] = [];
  for (const { name, addressees, make } of wallPapers) {
    const [addressee = 'file'] = addressees;
    const file = `${name}.pdf`;
    writeFileSync(path.join(folder, file), a1bTwin(await make(addressee, 'letter', 'least')));
    made.push(file);
  }
  // one that preflight must refuse: else it would say nothing of the others
  const paper = await wallPapers[0]!.make('file', 'letter', 'least');
  const broken = Buffer.from(a1bTwin(paper)).toString('latin1').replace('<pdfaid:part>1<', '<pdfaid:part>2<');
  writeFileSync(path.join(folder, 'broken.pdf'), Buffer.from(broken, 'latin1'));
  const said = objections();
  expect(said.get('broken.pdf')).toContain('not valid');
  expect(made.flatMap((name) => (said.get(name) ?? ['not judged']).map((one) => `${name}: ${one}`))).toEqual([]);
});
