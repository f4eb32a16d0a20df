// Points of Electron's security tutorial that the other security specs do not attack (docs/electron-checklist.md).
import type { Page } from '@playwright/test';
import * as v from 'valibot';
import { faultCodes } from '../../shared/kernel/fault.ts';
import { calls } from '../../shared/ipc/contract.ts';
import { callNames, type CallName } from '../../shared/ipc/names.ts';
import { expect, test } from '../support/electron-app.ts';
import { openOutside } from '../support/outside.ts';
import { fitting, makeDice, nearMiss, plainGarbage } from '../support/schema-fuzz.ts';
import { ask, makeSixPeople, signIn } from '../support/six-people.ts';

test('the page reads no other origin: no file, no foreign host, no frame of another origin', async ({ page }) => {
  const outside = await openOutside();
  const read = await page.evaluate(async (url) => {
    const attempt = async (name: string, run: () => Promise<unknown>): Promise<string> => {
      const got = await run().then(
        (text) => `${name}: ${String(text).slice(0, 20)}`,
        () => '',
      );
      return got;
    };
    const frameText = (src: string): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const frame = Object.assign(document.createElement('iframe'), { src });
        frame.onload = () => {
          try {
            const text = frame.contentDocument?.body.textContent ?? '';
            if (text === '') reject(new Error('nothing'));
            else resolve(text);
          } catch (error) {
            reject(error instanceof Error ? error : new Error('refused'));
          }
        };
        setTimeout(() => reject(new Error('late')), 800);
        document.body.append(frame);
      });
    const all = await Promise.all([
      attempt('fetch file', () => fetch('file:///etc/passwd').then((answer) => answer.text())),
      attempt('fetch host', () => fetch(url).then((answer) => answer.text())),
      attempt('fetch no-cors', () => fetch(url, { mode: 'no-cors' })),
      attempt('frame file', () => frameText('file:///etc/passwd')),
      attempt('frame host', () => frameText(url)),
      attempt('frame data', () => frameText('data:text/html,<p>hola')),
    ]);
    return all.filter((said) => said !== '');
  }, outside.url);
  expect(read).toEqual([]);
  expect(outside.visits()).toBe(0);
  await outside.close();
});

test('nothing experimental of Chromium is switched on, and its own extras are off', async ({ app, page }) => {
  const given = await app.evaluate(({ app: main, BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>;
    };
    const { experimentalFeatures, enableBlinkFeatures } = contents.getLastWebPreferences();
    const switches = ['enable-experimental-web-platform-features', 'enable-blink-features', 'disable-web-security'];
    return {
      switches: switches.filter((name) => main.commandLine.hasSwitch(name)),
      features: main.commandLine.getSwitchValue('enable-features').split(','),
      ...{ experimentalFeatures, enableBlinkFeatures },
    };
  });
  expect(given.switches).toEqual([]);
  expect(given.experimentalFeatures).toBeFalsy();
  expect(given.enableBlinkFeatures).toBeFalsy();
  // the engine of the database is the one feature that the app itself asks for
  expect(given.features.filter((name) => !name.startsWith('IdbSqlite') && name !== '')).toEqual([]);
  expect(
    await page.evaluate(() =>
      ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker'].filter((name) => name in globalThis),
    ),
  ).toEqual([]);
});

test('no address is ever handed to the operating system', async ({ app, page }) => {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => Promise.resolve(void opened.push(url));
    shell.openPath = (target) => Promise.resolve((opened.push(target), ''));
  });
  await page.evaluate(async () => {
    for (const url of [
      'https://example.com/',
      'mailto:x@example.com',
      'file:///etc/passwd',
      'ms-settings:',
      'smb://x/y',
      'tel:1',
    ]) {
      for (const target of ['', '_blank']) {
        const link = Object.assign(document.createElement('a'), { href: url, target });
        document.body.append(link);
        link.click();
      }
      window.open(url);
      location.href = url;
      document.body.append(Object.assign(document.createElement('iframe'), { src: url }));
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  });
  expect(await app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual([]);
  expect(page.url()).toBe('app://office/');
});

/** What a page that was taken over gets for each input; `silent` where no answer comes within 20 s. */
function callAll(
  page: Page,
  batch: readonly { readonly name: CallName; readonly input: unknown }[],
): Promise<string[]> {
  return page.evaluate(
    async (asked) => {
      const { host } = globalThis as unknown as {
        host: Record<string, (input: unknown) => Promise<{ ok: boolean; fault?: { code: string } }>>;
      };
      return Promise.all(
        asked.map(({ name, input }) =>
          Promise.race([
            host[name]!(input).then(
              (answer) => (answer.ok ? 'ok' : (answer.fault?.code ?? 'no code')),
              (error: unknown) => `crash ${String(error)}`,
            ),
            new Promise<string>((resolve) => setTimeout(() => resolve(`silent`), 20_000)),
          ]),
        ),
      );
    },
    batch as { name: CallName; input: unknown }[],
  );
}

/** How often one call is made with an input that fits. */
const MOST_FITTING = 3;

/** End the session, the office or the database by being done right: each has a test of its own. */
const ENDS: ReadonlySet<CallName> = new Set([
  'lock',
  'clearDatabase',
  'seedJournal',
  'restoreSnapshot',
  'createOffice',
  'recover',
  'unlock',
]);

test('three thousand near-misses and fitting inputs at the real handlers: each gets a code, none a crash', async ({
  app,
  page,
}) => {
  test.setTimeout(180_000);
  await app.evaluate(({ dialog, BrowserWindow }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
    BrowserWindow.getAllWindows()[0]!.webContents.print = (_options, done) => done?.(false, 'cancelled');
  });
  const { office } = await makeSixPeople(page);
  const dice = makeDice(1130);
  const names = callNames.filter((name) => !ENDS.has(name));
  const fitted = new Map<CallName, number>();
  /** An input for a call; one that fits only so often, since what it sets off may take a second. */
  const inputFor = (name: CallName): unknown => {
    const schema = calls[name].input;
    const input = dice.next() < 0.25 ? fitting(schema, dice) : nearMiss(schema, dice, plainGarbage);
    if (!v.safeParse(schema, input).success) return input;
    const before = fitted.get(name) ?? 0;
    fitted.set(name, before + 1);
    return before < MOST_FITTING ? input : { ...(input as object), extra: before };
  };
  const counts = new Map<string, number>();
  const wrong: string[] = [];
  for (let round = 0; round < 30; round += 1) {
    const batch = Array.from({ length: 100 }, (_, n) => {
      const name = names[(round * 100 + n) % names.length]!;
      return { name, input: inputFor(name) };
    });
    const codes = await callAll(page, batch);
    codes.forEach((code, n) => {
      counts.set(code, (counts.get(code) ?? 0) + 1);
      const isKnown = code === 'ok' || (faultCodes as readonly string[]).includes(code);
      if (!isKnown || code === 'host/unexpected') wrong.push(`${batch[n]!.name}: ${code}`);
    });
  }
  expect(wrong).toEqual([]);
  // made in the page: the runner itself takes too long over an argument that deep
  const deep = await page.evaluate(async (asked) => {
    const { host } = globalThis as unknown as {
      host: Record<string, (input: unknown) => Promise<{ ok: boolean; fault?: { code: string } }>>;
    };
    let level: unknown = 'x';
    for (let n = 0; n < 400; n += 1) level = n % 2 === 0 ? [level] : { a: level };
    const answers = await Promise.all(asked.map((name) => host[name]!({ a: level })));
    return answers.map(({ fault }) => fault?.code);
  }, names);
  expect(new Set(deep)).toEqual(new Set(['ipc/bad-input']));
  expect(counts.get('ipc/bad-input')).toBeGreaterThan(1000);
  // what fitted came as far as the handlers, which said what was wrong with it, each in its own words
  expect(counts.size).toBeGreaterThan(8);
  // whole, and open to whoever has the passphrase
  expect((await ask(page, 'checkAudit', {})).brokenAt).toBeUndefined();
  // not as the maker, for whom wrong passphrases were tried
  const session = await signIn(page, office.people.chief);
  expect(session.journal.state).toBe('whole');
  expect(await page.evaluate(() => ({}))).toEqual({});
});

test('a hidden window with the same preload, and frames of the page, are refused for every call', async ({
  app,
  page,
}) => {
  await page.waitForLoadState();
  const outcomes = await app.evaluate(
    async ({ app: main, BrowserWindow }, names) => {
      const preload = `${main.getAppPath()}/out/main/preload.cjs`;
      const other = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, nodeIntegrationInSubFrames: true },
      });
      await other.loadURL('app://office/');
      const reached = (await other.webContents.executeJavaScript(
        `Promise.all(${JSON.stringify(names)}.map((name) => window.host[name]({}).then(() => name, (error) => String(error))))`,
      )) as string[];
      other.destroy();
      return reached;
    },
    [...callNames],
  );
  expect(outcomes).toHaveLength(callNames.length);
  expect(outcomes.filter((said) => !said.includes('No handler registered'))).toEqual([]);
});
