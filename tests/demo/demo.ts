// The whole main job in the real app, driven by keyboard, on invented people and facts. See build/demo.mjs.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDF } from '@libpdf/core';
import type { ElectronApplication, Page } from '@playwright/test';
import { papers, type Paper } from '../../shared/report/report.ts';
import { callHost, launchApp } from '../support/electron-app.ts';
import { ministryOffice, type Desk } from '../support/exchange-desks.ts';
import { sampleInspection } from '../support/inspection-builder.ts';
import {
  addPerson,
  finalise,
  newInspection,
  openOffice,
  sampleNewOffice,
  saveAs,
  saveOfficeCertificate,
  secondPerson,
  sign,
  verifiedSignatures,
  verify,
  verifyFile,
  waitUntilKept,
} from '../support/journey.ts';
import { Camera } from './camera.ts';
import { stayOpen } from './stay-open.ts';
import { transfer } from './transfer.ts';

/** A file the demo left behind. */
interface Made {
  readonly file: string;
  readonly kind: 'acta' | 'office-certificate';
  readonly sha256: string;
  readonly bytes: number;
  readonly number?: string;
  readonly paper?: Paper;
  readonly pages?: number;
  readonly signers?: readonly string[];
  /** what the app's own verifier says of each signature */
  readonly verdicts?: readonly string[];
}

const folder = process.argv[2] ?? '';
mkdirSync(folder, { recursive: true });
for (const name of ['failed.png', 'failed-second.png', 'stick']) {
  rmSync(path.join(folder, name), { recursive: true, force: true });
}
const made: Made[] = [];
const timings: Record<string, number> = {};

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const done = await work();
  timings[name] = Math.round(performance.now() - start);
  process.stderr.write(`demo: ${name} ${timings[name]} ms\n`);
  return done;
}

function fileFacts(file: string): Pick<Made, 'file' | 'sha256' | 'bytes'> {
  const bytes = readFileSync(path.join(folder, file));
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}

/** One inspection on one paper, from the empty form to the saved file. Two people sign on letter paper. */
async function makeActa(app: ElectronApplication, page: Page, camera: Camera, paper: Paper): Promise<void> {
  await step(`${paper}: type the inspection`, async () => {
    await newInspection(page, sampleInspection());
    await waitUntilKept(page);
  });
  if (paper === 'letter') await camera.take('inspection');
  const number = await step(`${paper}: review, finalise, read back`, () => finalise(page, { paper }));
  const signers = [sampleNewOffice.person.name];
  await step(`${paper}: sign and verify`, () => sign(page, sampleNewOffice));
  if (paper === 'letter') {
    const { name } = secondPerson.person;
    await step('letter: second signature', () => sign(page, { ...secondPerson, place: name, certificate: name }));
    signers.push(name);
    await camera.take('document');
  }
  const verdicts = await step(`${paper}: verify again`, () => verify(page));
  const file = `acta-${paper}.pdf`;
  await step(`${paper}: save`, () => saveAs(app, page, path.join(folder, file)));
  const pages = (await PDF.load(readFileSync(path.join(folder, file)))).getPageCount();
  made.push({ ...fileFacts(file), kind: 'acta', number, paper, pages, signers, verdicts });
}

const cameraOf = (app: ElectronApplication, page: Page, ...names: readonly string[]): Camera =>
  new Camera(
    { app, page },
    { folder: path.join(folder, 'screenshots', ...names), sizes: ['1366x768'], themes: ['light'] },
  );

async function run(app: ElectronApplication): Promise<unknown> {
  const page = await app.firstWindow();
  const camera = cameraOf(app, page);
  await camera.take('first-run');
  await step('open a new office', () => openOffice(page, ministryOffice));
  await stayOpen(page);
  await camera.take('home');
  await step('add a second person', () => addPerson(page, secondPerson));
  await saveOfficeCertificate(app, page, path.join(folder, 'office-certificate.pem'));
  made.push({ ...fileFacts('office-certificate.pem'), kind: 'office-certificate' });

  for (const paper of papers) await makeActa(app, page, camera, paper);

  const verdicts = await step('verify the saved file as a stranger would', async () => {
    await verifyFile(page, { name: 'acta-letter.pdf', bytes: readFileSync(path.join(folder, 'acta-letter.pdf')) });
    return verifiedSignatures(page);
  });
  await camera.take('verified');
  const transferred = await withSecondOffice((second) => {
    const cameras = { first: camera, second: cameraOf(second.app, second.page, 'second-office') };
    const stick = path.join(folder, 'stick');
    mkdirSync(stick, { recursive: true });
    return transfer({ first: { app, page }, second, cameras, stick, step });
  });
  const info = await callHost(page, 'appInfo', {});
  return {
    made,
    transferred,
    verified: { file: 'acta-letter.pdf', verdicts },
    timingsMs: timings,
    runtime: info.ok
      ? { app: info.value.version, electron: info.value.electron, chrome: info.value.chrome, node: process.version }
      : undefined,
  };
}

async function withSecondOffice<T>(work: (desk: Desk) => Promise<T>): Promise<T> {
  const profile = mkdtempSync(path.join(tmpdir(), 'atalaya-demo-second-'));
  const other = await launchApp({ userData: profile });
  const window = await other.firstWindow();
  try {
    return await work({ app: other, page: window });
  } catch (error) {
    await window.screenshot({ path: path.join(folder, 'failed-second.png') });
    throw error;
  } finally {
    await other.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

const userData = mkdtempSync(path.join(tmpdir(), 'atalaya-demo-'));
// the same cost of a guessed passphrase as for users: tests make it cheap, a demonstration must not
const app = await launchApp({ userData, env: { ATALAYA_KDF_MEMORY_KIB: '' } });
try {
  const summary = await run(app);
  writeFileSync(path.join(folder, 'summary.json'), `${JSON.stringify(summary, undefined, 2)}\n`);
  process.stderr.write(`demo: ${made.length} files and summary.json in ${folder}\n`);
} catch (error) {
  const page = await app.firstWindow();
  await page.screenshot({ path: path.join(folder, 'failed.png') });
  throw error;
} finally {
  await app.close();
  rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
}
