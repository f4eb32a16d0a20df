// Works one stretch of a simulated year with the app's own code, and says on its standard output what was acknowledged.
// Somebody may kill it. node year-work.mjs <YearPlan as JSON>
import 'fake-indexeddb/auto';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { moveCase, openCaseFile, saveCaseFile } from '../../renderer/db/cases.ts';
import { finalise, readDocument } from '../../renderer/db/documents.ts';
import { discardDraft, saveDraft } from '../../renderer/db/drafts.ts';
import { addEvidence, openEvidence, readEvidence, type EvidenceInput } from '../../renderer/db/evidence.ts';
import { listBundles } from '../../renderer/db/ledger.ts';
import { offerNumberOf } from '../../renderer/db/numbers.ts';
import { readRecord, saveRecord } from '../../renderer/db/records.ts';
import { checkBundle } from '../../renderer/features/exchange/check-bundle.ts';
import { copyBundle, unsealBundle } from '../../renderer/features/exchange/open-bundle.ts';
import { sendBundle } from '../../renderer/parts/exchange/send-bundle.ts';
import { takeInBundle } from '../../renderer/features/exchange/take-in-bundle.ts';
import { ownBytes } from '../../shared/kernel/bytes.ts';
import { newId } from '../../shared/kernel/id.ts';
import { renderPdf } from '../../shared/pdf/render.ts';
import { setValue } from '../../shared/record/draft.ts';
import { firstInspection } from '../../shared/record/record-name.ts';
import { certify, makeAuthority, stickOf } from '../support/exchange-trust.ts';
import { sampleInspection } from '../support/inspection-builder.ts';
import { pdfAssets } from '../support/pdf-assets.ts';
import { makeProfile, openProfile, type ProfileOffice } from '../support/profile-office.ts';
import { sampleReport } from '../support/report-builder.ts';
import { sampleFinalise } from '../support/sample-finalise.ts';
import { fakeStorageManager, got } from '../support/session.ts';
import { workerHere } from '../support/unpack-here.ts';
import { yearPerson, type YearLine, type YearPlan } from './year-plan.ts';

const plan = JSON.parse(process.argv[2] ?? '{}') as YearPlan;
const clock = { now: () => Date.now() };
const usual = { numberTemplate: '', acronym: '' };
const quiet = { onProgress: () => undefined, signal: new AbortController().signal, startWorker: workerHere };
const PIECE_BYTES = 60_000;
/** Of so many cases one gets a piece of evidence. */
const PER_PIECE = 4;

function say(line: YearLine): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function enter(name: string, code: string): Promise<ProfileOffice> {
  const userData = path.join(plan.folder, name);
  const out = path.join(plan.folder, `${name}-archivos`);
  for (const folder of [userData, out]) mkdirSync(folder, { recursive: true });
  const setup = { userData, clock, database: name, out };
  if (existsSync(path.join(userData, 'vault', 'keyring.json'))) return got(await openProfile(setup, yearPerson));
  return got(
    await makeProfile(setup, {
      office: { name: `Oficina Regional ${code}`, code, municipality: '0501' },
      person: { name: yearPerson.name, position: 'Jefa regional', credential: 'IT-0912' },
      roles: ['inspector', 'chief', 'supervisor', 'administrator'],
      passphrase: yearPerson.passphrase,
    }),
  );
}

/** What was acknowledged so far: the newest revision of each case, papers, pieces and bundles. */
function acknowledged(): readonly YearLine[] {
  const file = path.join(plan.folder, 'acknowledged.jsonl');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as YearLine);
}

async function check(office: ProfileOffice, lines: readonly YearLine[]): Promise<void> {
  const bundles = new Set(got(await listBundles(office.db)).map(({ id }) => id));
  for (const line of lines) {
    const missing = await findMissing(office, line, bundles);
    if (missing !== undefined) say({ kind: 'lost', what: missing });
  }
  const chain = got(await office.ledger.checkAudit());
  if (chain.brokenAt !== undefined) say({ kind: 'lost', what: `acts: broken at ${chain.brokenAt}` });
  say({ kind: 'checked' });
}

async function findMissing(
  { db, evidence }: ProfileOffice,
  line: YearLine,
  bundles: ReadonlySet<string>,
): Promise<string | undefined> {
  switch (line.kind) {
    case 'case': {
      const record = await readRecord(db, line.id);
      const revision = record.ok ? revisionOf(record.value.draft.values['employerName']) : -1;
      return revision >= line.revision ? undefined : `case ${line.id}: revision ${revision} of ${line.revision}`;
    }
    case 'document': {
      const paper = await readDocument(db, line.id);
      return paper.ok && sha256(paper.value.pdf) === line.sha256 ? undefined : `paper ${line.id}`;
    }
    case 'piece': {
      const { pieces } = got(await readEvidence(db, line.caseId));
      for (const piece of pieces) {
        const opened = await openEvidence(db, evidence, { caseId: line.caseId, piece, why: 'other' });
        if (opened.ok && sha256(opened.value) === line.sha256) return undefined;
      }
      return `piece of ${line.caseId}`;
    }
    case 'bundle':
      return bundles.has(line.id) ? undefined : `bundle ${line.id}`;
    case 'archived':
    case 'lost':
    case 'checked':
    case 'done':
      return undefined;
  }
}

const revisionOf = (name: unknown): number => Number(String(name).split(' · ').at(-1));

/** A case from its opening to a text that was thrown away, with two saves. */
async function workCase({ db, evidence }: ProfileOffice, n: number): Promise<string> {
  const id = newId();
  const employerName = `Maquila ${n} del Valle`;
  got(await openCaseFile(db, id, { openedOn: '2026-11-24', employerName, stage: 'draft' }, usual));
  const draft = sampleInspection();
  for (const revision of [1, 2]) {
    const known = await readRecord(db, id, firstInspection(id));
    const basedOn = known.ok ? known.value.changes : 0;
    got(
      await saveRecord(db, {
        caseId: id,
        draft: setValue(draft, 'employerName', `${employerName} · ${revision}`),
        basedOn,
      }),
    );
    say({ kind: 'case', id, revision });
  }
  got(await saveDraft(db, { caseId: id, draft: setValue(draft, 'place', 'Tela'), basedOn: 0, summary: employerName }));
  got(await discardDraft(db, id, firstInspection(id)));
  if (n % PER_PIECE === 0) {
    const bytes = ownBytes(randomBytes(PIECE_BYTES));
    const piece: EvidenceInput['piece'] = {
      ...{ name: 'IMG.jpg', type: 'image/jpeg', isProtected: false, note: '', thumb: 'AAAA', width: 8, height: 8 },
      ...{ takenAt: '2026-11-24T09:15:00', takenFrom: 'camera', from: 'button' },
    };
    got(await addEvidence(db, evidence, { caseId: id, bytes, piece }));
    say({ kind: 'piece', caseId: id, sha256: sha256(bytes) });
  }
  return id;
}

/** The acta of a case, laid out by the app's own engine. */
async function seal({ db }: ProfileOffice, caseId: string, pdf: Uint8Array<ArrayBuffer>): Promise<void> {
  const { draft, changes } = got(await readRecord(db, caseId));
  const { number, numbering } = got(await offerNumberOf(db, { type: 'ORD', year: 2026 }, usual));
  const sample = sampleFinalise({ caseId, draft, basedOn: changes, number, numbering });
  const { documentId } = got(await finalise(db, { ...sample, document: { ...sample.document, pdf } }));
  say({ kind: 'document', id: documentId, sha256: sha256(pdf) });
}

async function archive({ db }: ProfileOffice, caseId: string): Promise<void> {
  const doer = { id: db.personId, name: yearPerson.name };
  const moved = await moveCase(db, caseId, { from: 'draft', to: 'annulled', reason: 'Se abrió por duplicado', doer });
  // done before a kill, and not told any more
  if (moved.ok || moved.fault.code !== 'db/changed-meanwhile') got(moved);
  say({ kind: 'archived', id: caseId });
}

/** Takes cases from one office to the other on the stick. */
async function carry(from: ProfileOffice, to: ProfileOffice, caseIds: readonly string[]): Promise<string> {
  const folder = path.join(plan.folder, 'memoria', newId());
  mkdirSync(folder, { recursive: true });
  const order = { place: await stickOf(from, folder), to: [to.db.officeCode], caseIds, protectedReason: undefined };
  const sent = got(await sendBundle({ ...quiet, ...from }, order));
  const [bundle] = got(await to.host.findBundles({ place: await stickOf(to, folder) }));
  const opened = got(await unsealBundle(to.db, to.host, got(await copyBundle(to.host, bundle!)), {}));
  const checked = got(await checkBundle({ ...quiet, ...to }, opened));
  got(await takeInBundle({ ...quiet, ...to }, checked, new Set(checked.cases.map(({ caseId }) => caseId))));
  return sent.id;
}

/** The other office goes on with a case that it was sent before, and sends it back. */
async function bringBack(caseId: string): Promise<string> {
  const known = await readRecord(other.db, caseId);
  if (!known.ok || known.value.changes === 0) return await carry(office, other, [caseId]);
  // its acta may be sealed already: the file itself goes on
  got(await saveCaseFile(other.db, caseId, { note: 'Pasó por San Pedro Sula' }));
  return await carry(other, office, [caseId]);
}

fakeStorageManager();
const office = await enter('office', 'LCE');
const other = await enter('otra', 'SPS');
const known = acknowledged();
if (got(await office.host.exchangeFacts({})).rootWords === undefined) await makeAuthority(office);
if (got(await other.host.exchangeFacts({})).rootWords === undefined) await certify(office, other);
await check(office, known);

const archived = new Set(known.flatMap((line) => (line.kind === 'archived' ? [line.id] : [])));
const open = [...new Set(known.flatMap((line) => (line.kind === 'case' ? [line.id] : [])))].filter(
  (id) => !archived.has(id),
);
const assets = pdfAssets();
const begun = known.filter(({ kind }) => kind === 'case').length / 2;
let toThere: string | undefined;
const left = { documents: plan.documents, bundles: plan.bundles };
for (let n = 0; n < plan.cases; n += 1) {
  const id = await workCase(office, Math.round(begun) + n);
  open.push(id);
  // papers and bundles are spread over the stretch
  while (left.documents > 0 && left.documents >= (plan.documents * (plan.cases - n)) / plan.cases) {
    const { pdf } = got(await renderPdf(sampleReport(), assets));
    await seal(office, id, pdf);
    left.documents -= 1;
  }
  while (left.bundles > 0 && left.bundles >= (plan.bundles * (plan.cases - n)) / plan.cases) {
    const sent = left.bundles % 2 === 0 ? await carry(office, other, [id]) : await bringBack(toThere ?? id);
    say({ kind: 'bundle', id: sent });
    toThere = id;
    left.bundles -= 1;
  }
  while (open.length > plan.open) await archive(office, open.shift() ?? '');
}
for (const { ledger, db } of [office, other]) {
  db.tables.close();
  await ledger.close();
}
say({ kind: 'done' });
process.exit(0);
