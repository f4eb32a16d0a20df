// What a version of the app leaves for all later ones: a profile, a copy, a bundle and a signed paper of an invented office,
// and what must be found in them. See build/fixtures.mjs.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCase, openCase } from '../support/casework.ts';
import { copiesOf, snapshotsIn } from '../support/damage.ts';
import { callHost, launchApp, newUserData } from '../support/electron-app.ts';
import {
  certify,
  makeAuthority,
  ministryOffice,
  regionalOffice,
  sendAll,
  toExchange,
  type Desk,
} from '../support/exchange-desks.ts';
import {
  addPerson,
  finalise,
  lock,
  newInspection,
  openOffice,
  saveAs,
  secondPerson,
  sign,
  verify,
  waitUntilKept,
} from '../support/journey.ts';
import { pressButton } from '../support/keyboard.ts';
import { answerWithFiles } from '../support/photograph.ts';
import { shortInspection } from '../support/short-inspection.ts';
import type { Known } from './known.ts';

const [folder = '', version = ''] = process.argv.slice(2);
const outside = mkdtempSync(path.join(tmpdir(), 'atalaya-released-'));
const profiles = { ministry: await newUserData(), office: await newUserData() };

async function openDesk(userData: string): Promise<Desk> {
  const app = await launchApp({ userData });
  return { app, page: await app.firstWindow() };
}

/** A small picture: what a version leaves behind is carried along for ever. */
async function picture({ page }: Desk, name: string): Promise<string> {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 48);
    canvas.getContext('2d')!.fillRect(8, 8, 40, 20);
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())];
  });
  const file = path.join(outside, name);
  writeFileSync(file, Buffer.from(bytes));
  return file;
}

async function addPiece(desk: Desk, file: string): Promise<void> {
  await answerWithFiles(desk.app, [file]);
  await pressButton(desk.page, 'Agregar archivos');
  await desk.page.getByRole('list', { name: 'Piezas de evidencia' }).getByRole('listitem').first().waitFor();
}

async function settled<T>(
  answer: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false }>,
): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
}

const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

const ministry = await openDesk(profiles.ministry);
await openOffice(ministry.page, ministryOffice);
const office = await openDesk(profiles.office);
const sheets = await openOffice(office.page, regionalOffice);
await makeAuthority(ministry);
await certify(ministry, office, outside);

process.stderr.write('fixtures: a bundle\n');
const sent = { employer: 'Maquila Ñandú & Güity', type: 'Inspección ordinaria', origin: 'De oficio' };
await createCase(ministry.page, sent);
await addPiece(ministry, await picture(ministry, 'IMG_0001.jpg'));
const stick = path.join(outside, 'MEMORIA');
mkdirSync(stick);
await sendAll(ministry, { office: 'Oficina Regional de San Pedro Sula (SPS)', stick });
await ministry.app.close();
const bundles = path.join(stick, 'TRASPASOS');
const bundle = readdirSync(bundles)[0] ?? '';

process.stderr.write('fixtures: an office\n');
const { page, app } = office;
await addPerson(page, secondPerson);
await newInspection(page, shortInspection());
await waitUntilKept(page);
const number = await finalise(page, { paper: 'letter' });
await sign(page, regionalOffice);
const verdicts = await verify(page);
mkdirSync(folder, { recursive: true });
const paper = path.join(folder, 'acta.pdf');
await saveAs(app, page, paper);
await createCase(page, { employer: 'Finca El Ébano', type: 'Inspección ordinaria', origin: 'De oficio' });
await addPiece(office, await picture(office, 'IMG_0002.jpg'));
await openCase(page, 'Finca El Ébano');
const draft = 'Taller Río Lindo';
await newInspection(page, shortInspection({ employerName: draft }));
await waitUntilKept(page);
await toExchange(office);
const { n: acts } = await settled(callHost(page, 'checkAudit', {}));
await settled(callHost(page, 'takeSnapshot', {}));
await lock(page);
await app.close();

const copies = copiesOf(profiles.office);
const snapshot = snapshotsIn(copies).at(-1) ?? '';
cpSync(snapshot, path.join(folder, path.basename(snapshot)));
for (const name of ['vault', 'journal', 'evidencias', 'engine.json']) {
  cpSync(path.join(profiles.office, name), path.join(folder, 'profile', name), { recursive: true });
}
cpSync(path.join(bundles, bundle), path.join(folder, bundle));
// the app lets nobody else read its files; tests run as somebody else
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  const file = path.join(folder, name);
  chmodSync(file, statSync(file).isDirectory() ? 0o755 : 0o644);
}
const known: Known = {
  version,
  madeAt: new Date().toISOString(),
  person: { name: regionalOffice.person.name, passphrase: regionalOffice.passphrase },
  office: regionalOffice.office,
  sheets,
  people: 2,
  acts,
  paper: { file: 'acta.pdf', sha256: sha256(paper), number, employer: 'Ñoño & Güity', verdicts },
  case: 'Finca El Ébano',
  draft,
  snapshot: path.basename(snapshot),
  bundle: { file: bundle, sha256: sha256(path.join(bundles, bundle)), employer: sent.employer, pieces: 1 },
};
writeFileSync(path.join(folder, 'known.json'), `${JSON.stringify(known, undefined, 2)}\n`);
for (const left of [outside, profiles.ministry, profiles.office]) rmSync(left, { recursive: true, force: true });
process.stderr.write(`fixtures: ${folder}\n`);
