// What a version of the app leaves for all later ones: a profile, a copy, a bundle and a signed paper of an invented office, made
// by all of the app's code but its screens, and what must be found in them. See build/fixtures.mjs.
import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  chmodSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { answer } from '../../electron/documents/answer.ts';
import { createSignHandlers } from '../../electron/host/sign.ts';
import { snapshotJobs } from '../../electron/snapshots/snapshot-jobs.ts';
import { Snapshots } from '../../electron/snapshots/snapshots.ts';
import { openCaseFile } from '../../renderer/db/cases.ts';
import { finalise, keepRevision } from '../../renderer/db/documents.ts';
import { saveDraft } from '../../renderer/db/drafts.ts';
import { addEvidence, type EvidenceInput } from '../../renderer/db/evidence.ts';
import { offerNumberOf } from '../../renderer/db/numbers.ts';
import { saveOffice } from '../../renderer/db/settings.ts';
import { sendBundle } from '../../renderer/parts/exchange/send-bundle.ts';
import { ownBytes } from '../../shared/kernel/bytes.ts';
import { newId } from '../../shared/kernel/id.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { LAYOUT } from '../../shared/journal/write.ts';
import type { CheckedPdf } from '../../electron/documents/protocol.ts';
import { prepareActa } from '../../shared/report/acta.ts';
import type { PreparedSignature } from '../../shared/signature/signer.ts';
import { verifyPdf } from '../../shared/signature/verify.ts';
import { certify, makeAuthority, stickOf } from '../support/exchange-trust.ts';
import { pdfAssets } from '../support/pdf-assets.ts';
import { makeProfile, type ProfileOffice } from '../support/profile-office.ts';
import { fakeStorageManager, got } from '../support/session.ts';
import { shortInspection } from '../support/short-inspection.ts';
import type { Known } from './known.ts';

const [folder = '', version = ''] = process.argv.slice(2);
const outside = mkdtempSync(path.join(tmpdir(), 'atalaya-released-'));
const clock = { now: () => Date.now() };
const assets = pdfAssets();
const numbering = { numberTemplate: '', acronym: '' };
const author = { name: 'Iris Damaris Güity', passphrase: 'guacamaya vidrio 4 tambor añil' };
const offices = {
  ministry: { name: 'Oficina Regional de La Ceiba', code: 'LCE', municipality: '0101' },
  office: { name: 'Oficina Regional de San Pedro Sula', code: 'SPS', municipality: '0501' },
};
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function openOffice(name: keyof typeof offices): Promise<ProfileOffice> {
  const [userData, out] = [path.join(outside, name), path.join(outside, `${name}-archivos`)];
  for (const place of [userData, out]) mkdirSync(place, { recursive: true });
  const person = { name: author.name, position: 'Jefa regional', credential: 'IT-0912' };
  return got(
    await makeProfile(
      { userData, clock, database: name, out },
      { office: offices[name], person, roles: ['inspector', 'chief', 'administrator'], passphrase: author.passphrase },
    ),
  );
}

async function addPiece({ db, evidence }: ProfileOffice, caseId: string): Promise<void> {
  // the beginning of a JPEG: what a version leaves behind is carried along for ever
  const bytes = ownBytes(Uint8Array.from({ length: 900 }, (_, i) => [0xff, 0xd8, 0xff, 0xe0][i] ?? i % 251));
  const piece: EvidenceInput['piece'] = {
    ...{ name: 'IMG_0001.jpg', type: 'image/jpeg', isProtected: false, note: '', thumb: 'AAAA', width: 8, height: 8 },
    ...{ takenAt: '2026-11-24T09:15:00', takenFrom: 'camera', from: 'button' },
  };
  got(await addEvidence(db, evidence, { caseId, bytes, piece }));
}

async function openCase({ db }: ProfileOffice, employerName: string): Promise<string> {
  const id = newId();
  got(await openCaseFile(db, id, { openedOn: '2026-11-24', employerName, stage: 'draft' }, numbering));
  return id;
}

/** An acta, sealed and signed. */
async function makeActa(office: ProfileOffice, draft: ReturnType<typeof shortInspection>) {
  const { db, vault, ledger } = office;
  const { number, numbering: taken } = got(await offerNumberOf(db, { type: 'ORD', year: 2026 }, numbering));
  const named = { ...offices.office, letterhead: ['República de Honduras'] };
  const madeAt = new Date(clock.now()).toISOString();
  const { report, recordHash } = await prepareActa({
    ...{ office: named, draft, number, version: 1, addressee: 'file', paper: 'letter', madeAt, draftMark: false },
  });
  const rendered = got(await answer({ kind: 'render', report }, assets)) as CheckedPdf;
  const settings = { letterhead: named.letterhead, chiefName: '', chiefPosition: '' };
  const document = {
    title: report.title,
    paper: 'letter',
    addressee: 'file',
    pages: rendered.pages,
    recordHash,
  } as const;
  const { documentId } = got(
    await finalise(db, {
      ...{ caseId: newId(), draft, basedOn: 0, version: 1, number, numbering: taken, reason: '' },
      document: { ...document, madeAt, settings, pdf: rendered.pdf },
    }),
  );
  const sign = createSignHandlers({
    ...{ vault, ledger, clock, credentialsFolder: path.join(outside, 'office', 'vault', 'credentials') },
    dialogs: {
      chooseCertificateFile: () => Promise.resolve(undefined),
      chooseSaveFile: () => Promise.resolve(undefined),
    },
    prepare: async (pdf, room) => (await answer({ kind: 'prepare', pdf, room }, assets)) as Result<PreparedSignature>,
    askTimestamp: () => Promise.reject(new Error('nobody switched it on')),
    proveAuthority: () => Promise.reject(new Error('nobody switched it on')),
  });
  const { certificates, roots } = got(await sign.listCertificates({}));
  const signed = got(
    await sign.signDocument({
      ...{ pdf: rendered.pdf, field: rendered.fields[0]?.name ?? '', certificateId: certificates[0]?.id ?? newId() },
      ...{ passphrase: author.passphrase, reason: 'Soy quien levantó el acta', place: 'La Ceiba, Atlántida' },
    }),
  );
  const { signer, signedAt: at, pdf } = signed;
  got(await keepRevision(db, documentId, { pdf, signer, at }));
  const verdict = await verifyPdf(pdf, { roots, now: new Date(clock.now()) });
  const verdicts = verdict.kind === 'signed' ? verdict.signatures.map((one) => one.verdict) : [];
  return { pdf, number, verdicts };
}

fakeStorageManager();
const ministry = await openOffice('ministry');
const office = await openOffice('office');
await makeAuthority(ministry);
await certify(ministry, office);

const sent = await openCase(ministry, 'Maquila Ñandú & Güity');
await addPiece(ministry, sent);
const quiet = { onProgress: () => undefined, signal: new AbortController().signal };
const order = { place: await stickOf(ministry, outside), to: ['SPS'], caseIds: [sent], protectedReason: undefined };
const { names } = got(await sendBundle({ ...quiet, ...ministry }, order));
const bundle = readFileSync(path.join(outside, 'TRASPASOS', names[0] ?? ''));

const second = { name: 'Tomás Centeno Bátiz', position: 'Inspector de trabajo', credential: 'IT-0461' };
got(
  await office.host.addPerson({
    person: { ...second, roles: ['inspector'] },
    passphrase: 'cumbre tela zafiro mapache',
  }),
);
const settings = {
  letterhead: ['República de Honduras'],
  paper: 'oficio',
  numberTemplate: '',
  acronym: 'STSS',
} as const;
got(await saveOffice(office.db, { ...settings, chiefName: '', chiefPosition: '' }));
const acta = await makeActa(office, shortInspection());
await addPiece(office, await openCase(office, 'Finca El Ébano'));
const draft = 'Taller Río Lindo';
const typed = shortInspection({ employerName: draft });
got(await saveDraft(office.db, { caseId: newId(), draft: typed, basedOn: 0, summary: draft }));
const userData = path.join(outside, 'office');
const snapshots = await Snapshots.open({
  ...{ userData, clock, appVersion: version, layout: LAYOUT, work: snapshotJobs, ledger: office.ledger },
  log: { write: () => undefined },
  record: (act) => office.ledger.record(act),
});
got(await snapshots.take());
const { n: acts } = got(await office.ledger.checkAudit());
const sheets = office.sheets;
await office.host.lock({});

const copies = path.join(userData, 'copias');
const snapshot = readdirSync(copies).find((name) => name.endsWith('.atalaya')) ?? '';
mkdirSync(folder, { recursive: true });
cpSync(path.join(copies, snapshot), path.join(folder, snapshot));
for (const name of ['vault', 'journal', 'evidencias']) {
  cpSync(path.join(userData, name), path.join(folder, 'profile', name), { recursive: true });
}
writeFileSync(path.join(folder, names[0] ?? ''), bundle);
writeFileSync(path.join(folder, 'acta.pdf'), acta.pdf);
// the app lets nobody else read its files; tests run as somebody else
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  const file = path.join(folder, name);
  chmodSync(file, statSync(file).isDirectory() ? 0o755 : 0o644);
}
const known: Known = {
  ...{
    version,
    madeAt: new Date(clock.now()).toISOString(),
    person: author,
    office: offices.office,
    sheets,
    people: 2,
    acts,
  },
  paper: {
    ...{ file: 'acta.pdf', sha256: sha256(acta.pdf), number: acta.number },
    ...{ employer: 'Ñoño & Güity', verdicts: acta.verdicts },
  },
  settings: { acronym: settings.acronym, paper: settings.paper },
  ...{ case: 'Finca El Ébano', draft, snapshot },
  bundle: { file: names[0] ?? '', sha256: sha256(bundle), employer: 'Maquila Ñandú & Güity', pieces: 1 },
};
writeFileSync(path.join(folder, 'known.json'), `${JSON.stringify(known, undefined, 2)}\n`);
rmSync(outside, { recursive: true, force: true });
process.stderr.write(`fixtures: ${folder}\n`);
process.exit(0);
