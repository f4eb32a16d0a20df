// Electron's main process: an office of many records, opened and saved by the app's code and by a bare script, in turn.
// electron vault-window.cjs <records>. Prints VaultFigures as JSON. With `take` behind it only takes so many cases in, and prints
// TakeFigures.
import '../../electron/web-crypto.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { app, BrowserWindow, ipcMain } from 'electron';
import * as v from 'valibot';
import { createLog } from '../../electron/disk/log.ts';
import { createJournalHandlers } from '../../electron/host/journal.ts';
import { Ledger } from '../../electron/journal/ledger.ts';
import { calls, type Session } from '../../shared/ipc/contract.ts';
import { randomBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { newId } from '../../shared/kernel/id.ts';
import { fail } from '../../shared/kernel/result.ts';
import { sealBox, sessionUse } from '../../shared/vault/box.ts';
import { importDataKey } from '../../shared/vault/seal.ts';
import { appCalls, type SaveTimes, type TakeFigures, type VaultFigures, type VaultPage } from './vault-calls.ts';
import { reportFigures } from './report-figures.ts';

const OPENINGS = 11;
const SAVES = 60;
/** The first saves and searches are spent on compiling. */
const WARM_UP = 8;

const isTaking = process.argv.at(-1) === 'take';
const records = Number(process.argv.at(isTaking ? -2 : -1));
const folder = path.join(app.getPath('userData'), 'bench');
const clock = { now: () => Date.now() };
const [vaultId, officeId, installationId, personId] = [newId(), newId(), newId(), newId()];
const roles: Session['person']['roles'] = ['inspector', 'supervisor', 'administrator'];
const rawKeys = { office: randomBytes(32), reserved: randomBytes(32) };

// the windows come and go
app.on('window-all-closed', () => undefined);
reportFigures(isTaking ? measureTaking : measure);

async function measureTaking(): Promise<TakeFigures> {
  mkdirSync(folder, { recursive: true });
  const ledger = await beginLedger();
  answerPage(ledger, () => Promise.resolve());
  const taken = await inPage((page) => page.take(records));
  await ledger.close();
  return taken;
}

async function measure(): Promise<VaultFigures> {
  mkdirSync(folder, { recursive: true });
  const ledger = await beginLedger();
  const bare = await open(path.join(folder, 'bare'), 'a');
  answerPage(ledger, async (bytes) => {
    await bare.write(bytes);
    await bare.datasync();
  });
  await inPage((page) => page.fill(records));
  // the first opening of either reads the files from the disk
  await inPage((page) => page.openOurs());
  const openOurs: number[] = [];
  const openBare: number[] = [];
  for (let run = 0; run < OPENINGS; run += 1) {
    openOurs.push(await inPage((page) => page.openOurs()));
    openBare.push(await inPage((page) => page.openBare(records)));
  }
  const window = await openPage();
  try {
    await ask(window, (page) => page.openOurs());
    await ask(window, (page) => page.search());
    const { found, shown } = await ask(window, (page) => page.search());
    const memory = memoryOf(window);
    const settle = await ask(window, (page) => page.settle());
    const saves = await ask(window, (page) => page.save(WARM_UP + SAVES));
    return {
      openOurs,
      openBare,
      save: withoutWarmUp(saves),
      search: found,
      texts: shown,
      settle,
      memory,
    };
  } finally {
    window.destroy();
    await bare.close();
    await ledger.close();
  }
}

function withoutWarmUp({ ours, bare, rows, preparing, journal, tables }: SaveTimes): SaveTimes {
  const cut = (times: readonly number[]): number[] => times.slice(WARM_UP);
  return {
    ours: cut(ours),
    bare: cut(bare),
    rows: cut(rows),
    preparing: cut(preparing),
    journal: cut(journal),
    tables: cut(tables),
  };
}

async function beginLedger(): Promise<Ledger> {
  const log = createLog({ folder: path.join(folder, 'logs'), clock });
  const findFrame = () => Promise.resolve(undefined);
  const ledger = new Ledger({ folder: path.join(folder, 'journal'), clock, log, findFrame });
  const keyOf = (raw: Bytes) => importDataKey(new Uint8Array(raw));
  const level = async (raw: Bytes) => ({ current: 1, keys: new Map([[1, await keyOf(raw)]]) });
  const office = await level(rawKeys.office);
  const reserved = await level(rawKeys.reserved);
  const keys = { office, reserved, journal: await keyOf(randomBytes(32)) };
  const begun = await ledger.begin({
    vaultId,
    officeId,
    installationId: officeId,
    personId,
    roles,
    keys,
    restored: false,
  });
  if (!begun.ok) throw new Error(begun.fault.code);
  return ledger;
}

/** The app's calls with the app's own parsing and handlers; signing in without a keyring. */
function answerPage(ledger: Ledger, appendBare: (bytes: Bytes) => Promise<void>): void {
  const handlers = createJournalHandlers({ ledger });
  for (const name of appCalls) {
    const handler = handlers[name] as (input: unknown) => Promise<unknown>;
    ipcMain.handle(name, async (_event, input: unknown) => {
      const parsed = v.safeParse(calls[name].input, input);
      return parsed.success ? await handler(parsed.output) : fail('ipc/bad-input', { call: name });
    });
  }
  ipcMain.handle('signIn', (_event, publicKey: Bytes) => sessionFor(ledger, publicKey));
  ipcMain.handle('appendBare', (_event, bytes: Bytes) => appendBare(bytes));
}

async function sessionFor(ledger: Ledger, publicKey: Bytes): Promise<Session> {
  const journal = ledger.state();
  if (journal === undefined) throw new Error('no journal');
  const boxed = async (level: 'office' | 'reserved') => [
    { epoch: 1, box: await sealBox(publicKey, sessionUse(vaultId, `${level}/1`), rawKeys[level]) },
  ];
  return {
    vaultId,
    officeId,
    installationId,
    person: { id: personId, name: 'x', position: 'x', credential: 'x', roles, state: 'active', pending: false },
    office: { name: 'x', code: 'LCE', municipality: '0101' },
    policy: { idleMinutes: 10 },
    keys: { office: await boxed('office'), reserved: await boxed('reserved') },
    journal,
  };
}

/** A page of its own for each piece of work: nothing is compiled or cached in it. */
async function inPage<T>(work: (page: VaultPage) => Promise<T>): Promise<T> {
  const window = await openPage();
  try {
    return await ask(window, work);
  } finally {
    window.destroy();
  }
}

async function openPage(): Promise<BrowserWindow> {
  const html = path.join(folder, 'page.html');
  const script = path.join(__dirname, 'vault-page.js');
  writeFileSync(html, `<!doctype html><meta charset="utf-8"><script src="file://${script}"></script>`);
  const preload = path.join(__dirname, 'vault-preload.cjs');
  // in a window that is hidden timers wait for a second
  const window = new BrowserWindow({ width: 400, height: 300, webPreferences: { preload, sandbox: true } });
  await window.loadFile(html);
  return window;
}

/** Has the page do something. */
async function ask<T>(window: BrowserWindow, work: (page: VaultPage) => Promise<T>): Promise<T> {
  const page = new Proxy({} as VaultPage, {
    get: (_, name) => (argument: unknown) =>
      window.webContents.executeJavaScript(
        `bench.${String(name)}(${argument === undefined ? '' : JSON.stringify(argument)})`,
      ),
  });
  return await work(page);
}

/** Working set of the page's process, MB. */
function memoryOf(window: BrowserWindow): number {
  const pid = window.webContents.getOSProcessId();
  const process = app.getAppMetrics().find((metric) => metric.pid === pid);
  if (process === undefined) throw new Error('the page has no process');
  return process.memory.workingSetSize / 1024;
}
