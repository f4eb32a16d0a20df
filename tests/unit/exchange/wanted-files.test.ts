import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../renderer/db/database.ts';
import { finalise, listDocumentsOf, readDocument } from '../../../renderer/db/documents.ts';
import { gatherForBundle } from '../../../renderer/db/gather-bundle.ts';
import { closeDatabase } from '../../../renderer/db/open.ts';
import { isWhole, WantedFiles } from '../../../renderer/features/exchange/wanted-files.ts';
import { bundlePaths } from '../../../shared/bundle/bundle-layout.ts';
import type { EnvelopeFile } from '../../../shared/bundle/envelope.ts';
import { sha256, toHex, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { fail, ok } from '../../../shared/kernel/result.ts';
import type { PaperCard } from '../../../shared/merge/bundle-index.ts';
import { MemoryEvidence } from '../../support/evidence-port.ts';
import { sampleFinalise } from '../../support/sample-finalise.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../support/session.ts';
import { carry, takeIn, type CarriedCase } from '../../support/two-offices.ts';

fakeStorageManager();
const person = samplePerson(['chief', 'inspector']);
const sealed = utf8('%PDF-1.7 one');
const byAna = utf8('%PDF-1.7 one + by Ana');
const byBeto = utf8('%PDF-1.7 one + by Beto');

let a: Database;
let b: Database;
let caseId: string;
let bundle: CarriedCase['bundle'];
let paper: PaperCard;

beforeEach(async () => {
  [a, b] = [await new TestOffice().create(person), await new TestOffice().create(person)];
  caseId = newId();
  got(await finalise(a, sampleFinalise({ caseId })));
  const carried = await carry(a, caseId);
  ({ bundle } = carried);
  got(await takeIn(b, carried));
  paper = got(await gatherForBundle(a, caseId, { withProtected: false })).papers[0]!;
});
afterEach(() => {
  closeDatabase(a);
  closeDatabase(b);
});

async function fileOf(bytes: Bytes, tipo: 'documento' | 'adjunto' = 'documento'): Promise<EnvelopeFile> {
  const hash = toHex(await sha256(bytes));
  return { tipo, sha256: hash, bytes: bytes.length, ruta: bundlePaths.paper(hash) };
}

async function signed(id: string, signer: string, bytes: Bytes): Promise<PaperCard> {
  const revision = { sha256: toHex(await sha256(bytes)), size: bytes.length, at: paper.madeAt, signer };
  return { ...paper, id, revisions: [...paper.revisions, revision] };
}

async function feed(files: WantedFiles, bytes: Bytes) {
  const file = await fileOf(bytes);
  got(files.begin(file));
  files.bytes(bytes.slice(0, 5));
  files.bytes(bytes.slice(5));
  return await files.end(file);
}

const begin = (papers: readonly PaperCard[]): WantedFiles =>
  new WantedFiles({ db: b, port: new MemoryEvidence(), bundle }, papers);

test('papers that were signed apart come both, whatever the order of the revisions that they share', async () => {
  const papers = [await signed(paper.id, 'Ana', byAna), await signed(newId(), 'Beto', byBeto)];
  for (const order of [
    [sealed, byAna, byBeto],
    [byBeto, byAna, sealed],
  ]) {
    const files = begin(papers);
    for (const bytes of order) got(await feed(files, bytes));
    const here = got(await listDocumentsOf(b, caseId));
    expect(here.map(({ revisions }) => revisions.at(-1)?.signer).sort()).toEqual(['Ana', 'Beto']);
    for (const { id, revisions } of here) {
      const { pdf } = got(await readDocument(b, id));
      expect(pdf).toEqual(revisions.at(-1)?.signer === 'Ana' ? byAna : byBeto);
    }
  }
});

test('a file that nobody wants is not kept, and one of another length than it is said to have is refused', async () => {
  const files = begin([paper]);
  const huge = { ...(await fileOf(byAna)), bytes: 8 * 1024 ** 3 - 1 };
  expect(files.begin(huge)).toEqual(ok(undefined));
  files.bytes(byAna);
  expect(await files.end(huge)).toEqual(ok(undefined));
  const longer = { ...(await fileOf(sealed)), bytes: sealed.length + 1 };
  expect(files.begin(longer)).toEqual(fail('bundle/content', { part: longer.ruta }));
  const size = 300 * 1024 ** 2;
  const large = { ...paper, revisions: paper.revisions.map((one) => ({ ...one, size })) };
  const claimed = { ...(await fileOf(sealed)), bytes: size };
  expect(begin([large]).begin(claimed)).toEqual(fail('bundle/content', { part: claimed.ruta }));
  expect(got(await listDocumentsOf(b, caseId))).toEqual([]);
});

test('a bundle is whole when each file is in it that its index tells of for the cases that are taken', async () => {
  const piece = utf8('a picture');
  const pieces = [{ caseId, id: newId(), sha256: toHex(await sha256(piece)) }];
  const archivos = [await fileOf(sealed), await fileOf(piece, 'adjunto')];
  const check = (files: readonly EnvelopeFile[], chosen = caseId) =>
    isWhole({ envelope: { archivos: files }, index: { papers: [paper], pieces } } as never, new Set([chosen]));
  expect(check(archivos)).toEqual(ok(undefined));
  const missing = fail('bundle/content', { part: bundlePaths.index });
  for (const file of archivos) expect(check(archivos.filter((one) => one !== file))).toEqual(missing);
  // a paper is no piece of evidence
  expect(check([await fileOf(sealed), await fileOf(piece)])).toEqual(missing);
  expect(check([], newId())).toEqual(ok(undefined));
});
