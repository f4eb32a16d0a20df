// What leaves nothing behind: sockets, arguments, environment, log and memory of the app during a clerk's ordinary work.
import { cpSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { fromHex, utf8 } from '../../shared/kernel/bytes.ts';
import {
  continueDraft,
  finalise,
  lock,
  openLastDocument,
  sampleNewOffice,
  saveAs,
  sign,
  unlock,
  verify,
} from '../support/journey.ts';
import { expect, test } from '../support/prepared-app.ts';
import { mayBeSearched, searchMemory, talkOf } from '../support/process-secrets.ts';
import { shortInspection } from '../support/short-inspection.ts';
import { openSockets, processTree, type OpenSocket } from '../support/sockets.ts';
import { rawKeys, startVault, unlock as unlockVault, valueOf } from '../support/vault-builder.ts';

const { passphrase } = sampleNewOffice;

/** The test driver talks to two ports of the main process that were open before anybody worked. */
function foreignSockets(pid: number, driver: ReadonlySet<number>): readonly OpenSocket[] {
  return openSockets(processTree(pid)).filter(
    ({ localPort, remotePort }) => !driver.has(localPort) && !driver.has(remotePort),
  );
}

const employer = String(shortInspection().values['employerName']);

function windowPid(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId());
}

/** A text as V8 writes it into a heap snapshot. */
const inHeap = (text: string): string =>
  text.replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);

/** How often texts stand in the JavaScript memory of the window, as it is written out for whoever looks for leaks. */
async function searchHeap(
  app: ElectronApplication,
  texts: Readonly<Record<string, string>>,
): Promise<Record<string, number>> {
  const file = test.info().outputPath(`window-${Date.now()}.heapsnapshot`);
  await app.evaluate(
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]!.webContents.takeHeapSnapshot(to),
    file,
  );
  const heap = readFileSync(file, 'utf8');
  rmSync(file);
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, heap.split(inHeap(text)).length - 1]));
}

const nothingOf = (needles: Readonly<Record<string, unknown>>): Record<string, number> =>
  Object.fromEntries(Object.keys(needles).map((name) => [name, 0]));

test('ordinary work opens no socket and leaves no secret in arguments, environment, log or keys in memory', async ({
  start,
}) => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  test.setTimeout(150_000);
  const { app, page, userData } = await start({ from: 'draft', locked: true });
  const pid = app.process().pid!;
  const driver = new Set(
    openSockets(processTree(pid))
      .filter(({ listens }) => listens)
      .map(({ localPort }) => localPort),
  );
  const seen: OpenSocket[] = [];
  let looks = 0;
  const watching = setInterval(() => {
    looks += 1;
    seen.push(...foreignSockets(pid, driver));
  }, 200);

  await unlock(page, passphrase);
  await continueDraft(page);
  await page.keyboard.press('Control+S');
  await finalise(page);
  await sign(page, sampleNewOffice);
  expect(await verify(page)).toEqual(['VÁLIDA']);
  await saveAs(app, page, path.join(userData, 'acta-guardada.pdf'));
  for (const place of [2, 4, 5, 6, 7]) {
    await page.keyboard.press(`Control+${place}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  await openLastDocument(page);

  const talk = talkOf(processTree(pid));
  expect(talk.length).toBeGreaterThan(2);
  expect(talk.filter(({ environmentRead }) => environmentRead).length).toBeGreaterThan(0);
  const told = [passphrase, sampleNewOffice.person.name, ...passphrase.split(' ').filter((word) => word.length > 4)];
  const leaks = talk.flatMap(({ pid: of, text }) =>
    told.filter((secret) => text.includes(secret)).map((secret) => [of, secret]),
  );
  expect(leaks).toEqual([]);

  // the keys of this office, opened beside the app from a copy of its vault
  const copy = test.info().outputPath('vault');
  cpSync(path.join(userData, 'vault'), copy, { recursive: true });
  const vault = await startVault(copy, { now: Date.now });
  const [person] = valueOf(vault.listPeople());
  const session = valueOf(await unlockVault(vault, person!.id, passphrase));
  const office = valueOf(vault.openOffice());
  const keys = Object.entries(await rawKeys(session)).map(([name, hex]) => [name, fromHex(hex)] as const);
  const needles: Record<string, Uint8Array> = { officeKey: office.officeKey.slice(), ...Object.fromEntries(keys) };
  expect(Object.keys(needles).length).toBeGreaterThanOrEqual(3);
  // the control: as long as the office is open its key lies where it is looked for
  expect(searchMemory(pid, needles)['officeKey']).toBeGreaterThan(0);

  // the control for the window: what was written stands in its memory
  const typedBefore = await searchHeap(app, { employer, passphrase });
  expect(typedBefore['employer']).toBeGreaterThan(0);
  const worked = await windowPid(app);

  await lock(page);
  clearInterval(watching);
  // its process is gone, and with it all that it held: the system gives nobody memory that it has not wiped
  // nor does a button of the mouse lead back to it
  const canGoBack = app.evaluate(({ BrowserWindow }) => {
    const contents: { readonly canGoBack: () => boolean } = BrowserWindow.getAllWindows()[0]!.webContents;
    return contents.canGoBack();
  });
  expect(await canGoBack).toBe(false);
  await expect.poll(() => processTree(pid), { timeout: 10_000 }).not.toContain(worked);
  expect(await windowPid(app)).not.toBe(worked);
  expect(await searchHeap(app, { employer, passphrase })).toEqual({ employer: 0, passphrase: 0 });
  const written = { ...needles, utf8: utf8(employer), utf16: Buffer.from(employer, 'utf16le') };
  for (const child of processTree(pid).filter((one) => one !== pid)) {
    // the system keeps sandboxed processes closed; a run without the sandbox sees them all
    if (mayBeSearched(child)) expect(searchMemory(child, written), `process ${child}`).toEqual(nothingOf(written));
  }
  expect(looks).toBeGreaterThan(10);
  expect(seen).toEqual([]);
  await app.evaluate(async () => {
    const { require: load } = (process as unknown as { mainModule: { require: (name: string) => unknown } }).mainModule;
    const { setFlagsFromString } = load('node:v8') as { setFlagsFromString: (flags: string) => void };
    const { runInNewContext } = load('node:vm') as { runInNewContext: (code: string) => unknown };
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    for (let n = 0; n < 4; n += 1) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
  await expect.poll(() => searchMemory(pid, needles), { timeout: 20_000 }).toEqual(nothingOf(needles));
  // what a person typed cannot be wiped from the main process's JavaScript (docs/SECURITY.md): counted, not promised
  for (const [what, text] of Object.entries({ passphrase, employer })) {
    const left = searchMemory(pid, { utf8: utf8(text), utf16: Buffer.from(text, 'utf16le') });
    test.info().annotations.push({ type: `${what} left in the main process`, description: JSON.stringify(left) });
  }

  const log = path.join(userData, 'logs', 'atalaya.log');
  const lines = await Promise.resolve()
    .then(() => readFileSync(log, 'utf8'))
    .catch(() => '');
  for (const secret of told) expect(lines).not.toContain(secret);
});
