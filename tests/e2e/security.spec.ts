// Each lock of the window, and somebody who tries to pick it.
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { callNames } from '../../shared/ipc/names.ts';
import { callHost, executable, expect, launchArguments, test, withoutSandbox } from '../support/electron-app.ts';
import { openOffice, sampleNewOffice } from '../support/journey.ts';

/** Listens for refusals of the content policy; `violations()` gives the directives that were hit. */
async function watchPolicy(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    (globalThis as unknown as { seen: string[] }).seen = seen;
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
  });
  return () => page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
}

/** Leaves a mark in the page that only survives while the page stays. */
async function markPage(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => void Object.assign(globalThis, { mark: true }));
  return () => page.evaluate(() => 'mark' in globalThis);
}

function windowCount(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
}

test.describe('isolation', () => {
  test('the window process is confined by the operating system', async ({ app, page }) => {
    test.skip(process.platform !== 'linux' || withoutSandbox, 'needs Linux and an ordinary user');
    await page.waitForLoadState();
    const pid = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId(),
    );
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    expect(status).toMatch(/^Seccomp:\s+2$/m);
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
  });

  test('the window runs with the preferences it was meant to', async ({ app, page }) => {
    await page.waitForLoadState();
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
        getLastWebPreferences: () => Record<string, unknown>;
      };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
    for (const name of ['allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures', 'plugins']) {
      expect(preferences[name], name).toBeFalsy();
    }
  });

  test('the page has no Node and nothing of Electron', async ({ page }) => {
    const names = [
      'require',
      'module',
      'exports',
      'process',
      'global',
      'Buffer',
      '__dirname',
      'electron',
      'ipcRenderer',
    ];
    expect(await page.evaluate((all) => all.filter((name) => name in globalThis), names)).toEqual([]);
    expect(await page.evaluate(() => [location.origin, isSecureContext])).toEqual(['app://office', true]);
  });

  test('the page gets the calls of the contract, frozen, and nothing else', async ({ page }) => {
    const host = await page.evaluate(() => {
      const { host: given } = globalThis as unknown as { host: Record<string, unknown> };
      const attempts = [
        () => (given['appInfo'] = () => 'mine'),
        () => (given['extra'] = 1),
        () => ((globalThis as Record<string, unknown>)['host'] = {}),
      ].map((attempt) => {
        const before = given['appInfo'];
        try {
          attempt();
        } catch {
          // strict mode says so, sloppy mode does not: what counts is that nothing changed
        }
        return (
          given['appInfo'] === before &&
          !('extra' in given) &&
          (globalThis as Record<string, unknown>)['host'] === given
        );
      });
      return { names: Object.keys(given).sort(), kinds: Object.values(given).map((value) => typeof value), attempts };
    });
    expect(host.names).toEqual([...callNames, 'on'].sort());
    expect(new Set(host.kinds)).toEqual(new Set(['function']));
    expect(host.attempts).toEqual([true, true, true]);
  });

  test('listeners hear only events of the contract, and get no event object', async ({ app, page }) => {
    const refused = await page.evaluate(() => {
      const { host } = globalThis as unknown as { host: { on: (name: string, listener: () => void) => void } };
      try {
        host.on('ELECTRON_INTERNAL', () => undefined);
        return false;
      } catch {
        return true;
      }
    });
    expect(refused).toBe(true);
    const heard = page.evaluate(
      () =>
        new Promise<unknown[]>((resolve) => {
          const { host } = globalThis as unknown as {
            host: { on: (name: string, listener: (...all: unknown[]) => void) => void };
          };
          host.on('locked', (...all) => resolve(all));
        }),
    );
    await expect(async () => {
      await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
      expect(await Promise.race([heard, Promise.resolve('nothing yet')])).toEqual([{}]);
    }).toPass();
  });
});

test.describe('content', () => {
  test('no text becomes code', async ({ page }) => {
    const violations = await watchPolicy(page);
    const ran = await page.evaluate(async () => {
      const marks = globalThis as unknown as Record<string, boolean>;
      // code that the test driver runs may evaluate text; what a timer runs is the page's own
      const attempt = (run: () => unknown): void => void setTimeout(run, 0);
      const evaluate = globalThis.eval;
      attempt(() => evaluate('marks_eval = true'));
      attempt(() => (evaluate.constructor as (code: string) => () => void)('globalThis.marks_function = true')());
      attempt(() => Reflect.apply(setTimeout, globalThis, ['marks_timeout = true', 0]));
      const add = (tag: string, set: (element: HTMLElement) => void): void => {
        const element = document.createElement(tag);
        set(element);
        document.body.append(element);
      };
      add('script', (element) => (element.textContent = 'marks_inline = true'));
      add('script', (element) => element.setAttribute('src', 'data:text/javascript,marks_data = true'));
      add('script', (element) =>
        element.setAttribute('src', URL.createObjectURL(new Blob(['marks_blob = true'], { type: 'text/javascript' }))),
      );
      add('div', (element) => (element.innerHTML = '<img src="data:," onerror="marks_handler = true">'));
      add('a', (element) => {
        element.setAttribute('href', 'javascript:marks_link = true');
        element.click();
      });
      attempt(() => new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))));
      await new Promise((resolve) => setTimeout(resolve, 300));
      return Object.keys(marks).filter((name) => name.startsWith('marks_'));
    });
    expect(ran).toEqual([]);
    expect(new Set(await violations())).toEqual(
      new Set(['script-src', 'script-src-elem', 'script-src-attr', 'worker-src']),
    );
  });

  test('no style, base, object or frame that is not a file of the app', async ({ page }) => {
    const violations = await watchPolicy(page);
    const result = await page.evaluate(async () => {
      const add = (tag: string, attributes: Record<string, string>, content = ''): void => {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        element.textContent = content;
        document.body.append(element);
      };
      add('style', {}, 'body { outline: 7px solid red }');
      add('p', { style: 'outline: 7px solid red' });
      add('object', { data: 'data:text/html,hi' });
      add('embed', { src: 'data:application/pdf,hi' });
      document.head.append(Object.assign(document.createElement('base'), { href: 'https://example.com/' }));
      await new Promise((resolve) => setTimeout(resolve, 300));
      return {
        outline: getComputedStyle(document.body).outlineWidth,
        attribute: getComputedStyle(document.querySelector('p[style]')!).outlineWidth,
        base: document.baseURI,
      };
    });
    expect(result.outline).not.toBe('7px');
    expect(result.attribute).not.toBe('7px');
    expect(result.base).toBe('app://office/');
    const seen = await violations();
    for (const directive of ['style-src-elem', 'style-src-attr', 'object-src', 'base-uri']) {
      expect(seen).toContain(directive);
    }
  });

  test('every answer carries the policy, also a refusal', async ({ page }) => {
    const headers = await page.evaluate(() =>
      Promise.all(
        ['/', '/missing.js'].map(async (path) => {
          const { headers: all } = await fetch(path);
          return [all.get('content-security-policy'), all.get('x-content-type-options'), all.get('cache-control')];
        }),
      ),
    );
    for (const [policy, sniffing, cache] of headers) {
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("worker-src 'self'");
      expect(policy).toContain("object-src 'none'");
      expect(policy).not.toContain('unsafe');
      expect(sniffing).toBe('nosniff');
      expect(cache).toBe('no-store');
    }
  });

  test('no path leads out of the window folder', async ({ page }) => {
    const paths = [
      '/../main/main.cjs',
      '/..%2fmain%2fmain.cjs',
      '/%2e%2e/%2e%2e/package.json',
      '/..%5c..%5cpackage.json',
      '/assets/..%2f..%2fmain%2fmain.cjs',
      '//etc/passwd',
      '/%00index.html',
      '/C:%5cWindows%5cwin.ini',
      '/assets/',
      '/%E0%A4%A',
      '/document/00000000000000000000000000000000.pdf',
    ];
    const statuses = await page.evaluate(
      (all) =>
        Promise.all(
          all.map((path) =>
            fetch(`app://office${path}`).then(
              ({ status }) => status,
              () => 'refused',
            ),
          ),
        ),
      paths,
    );
    const answered = paths.filter((_path, index) => statuses[index] !== 404 && statuses[index] !== 'refused');
    expect(answered).toEqual([]);
    expect(await page.evaluate(() => fetch('app://office/', { method: 'POST' }).then(({ status }) => status))).toBe(
      405,
    );
    const foreign = await page.evaluate(() =>
      fetch('app://elsewhere/index.html').then(
        () => 'answered',
        () => 'refused',
      ),
    );
    expect(foreign).toBe('refused');
  });
});

test.describe('staying put', () => {
  const elsewhere = [
    'http://127.0.0.1:9/',
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,hi',
    'app://other/',
    'chrome://gpu/',
  ];

  test('the window opens no other window', async ({ app, page }) => {
    const opened = await page.evaluate(
      (urls) =>
        urls
          .map((url) => window.open(url))
          .concat(window.open('/'), window.open())
          .filter((other) => other !== null).length,
      elsewhere,
    );
    expect(opened).toBe(0);
    await page.evaluate(() => {
      for (const target of ['_blank', 'other']) {
        const link = Object.assign(document.createElement('a'), { href: '/', target });
        document.body.append(link);
        link.click();
        link.dispatchEvent(new MouseEvent('click', { button: 1, ctrlKey: true }));
      }
    });
    await page.waitForTimeout(300);
    expect(await windowCount(app)).toBe(1);
  });

  for (const [way, go] of Object.entries({
    'location.href': (url: string): void => {
      location.href = url;
    },
    'location.replace': (url: string) => location.replace(url),
    link: (url: string) => Object.assign(document.createElement('a'), { href: url }).click(),
    form: (url: string) => {
      const form = Object.assign(document.createElement('form'), { action: url, method: 'post' });
      document.body.append(form);
      form.submit();
    },
    'meta refresh': (url: string) => {
      const meta = Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0;url=${url}` });
      document.head.append(meta);
    },
  })) {
    test(`the window goes nowhere by ${way}`, async ({ page }) => {
      const isStill = await markPage(page);
      for (const url of elsewhere) {
        await page.evaluate(go, url).catch(() => undefined);
        await page.waitForTimeout(150);
        expect(page.url(), url).toBe('app://office/');
        expect(await isStill(), url).toBe(true);
      }
    });
  }

  test('an emptied window comes back', async ({ page }) => {
    const isStill = await markPage(page);
    await page.evaluate(() => {
      location.href = 'about:blank';
    });
    // while it navigates there is no page to ask
    await expect.poll(() => isStill().catch(() => true)).toBe(false);
    await expect.poll(() => page.url()).toBe('app://office/');
    await expect(page).toHaveTitle(/Atalaya/);
  });

  test('a page that starts anew never gets the process of the one before, the first of a run included', async ({
    app,
    page,
  }) => {
    const pid = (): Promise<number> =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId());
    const seen = new Set([await pid()]);
    for (let turn = 0; turn < 3; turn += 1) {
      const isStill = await markPage(page);
      await page.evaluate(() => location.reload());
      await expect.poll(() => isStill().catch(() => true)).toBe(false);
      await expect.poll(() => page.url()).toBe('app://office/');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const next = await pid();
      expect(seen).not.toContain(next);
      seen.add(next);
    }
    // every page but the first parts with whatever was there before it, by its own policy, too
    const policy = await app.evaluate(async ({ session }) =>
      (await session.defaultSession.fetch('app://office/')).headers.get('cross-origin-opener-policy'),
    );
    expect(policy).toBe('same-origin');
  });

  test('a frame shows nothing from elsewhere', async ({ page }) => {
    for (const url of [...elsewhere, 'blob:app://office/1', '/']) {
      await page.evaluate((src) => {
        document.body.append(Object.assign(document.createElement('iframe'), { src }));
      }, url);
    }
    await page.waitForTimeout(500);
    const shown = page
      .frames()
      .slice(1)
      .map((frame) => frame.url());
    expect(shown.filter((url) => url !== '' && url !== 'about:blank' && !url.startsWith('chrome-error:'))).toEqual([]);
  });

  test('a webview does not come to life', async ({ app, page }) => {
    const before = await app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
    await page.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'app://office/');
      document.body.append(view);
    });
    await page.waitForTimeout(300);
    expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(before);
  });

  test('nothing is downloaded', async ({ app, page, userData }) => {
    await app.evaluate(({ app: main }, folder) => main.setPath('downloads', folder), userData);
    await page.evaluate(() => {
      const href = URL.createObjectURL(new Blob(['secret']));
      Object.assign(document.createElement('a'), { href, download: 'leak.txt' }).click();
    });
    await page.waitForTimeout(500);
    expect(await readdir(userData)).not.toContain('leak.txt');
    expect(await windowCount(app)).toBe(1);
  });

  test('a second start ends at once and brings the first window to the front', async ({ app, page, userData }) => {
    await page.waitForLoadState();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide());
    const second = spawn(executable(), launchArguments(userData), { stdio: 'ignore' });
    const code = await new Promise((resolve) => second.once('exit', resolve));
    expect(code).toBe(0);
    await expect
      .poll(() =>
        app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible())),
      )
      .toEqual([true]);
  });
});

test.describe('when things end', () => {
  test('a page that starts anew finds the office locked', async ({ page }) => {
    await openOffice(page, sampleNewOffice);
    expect(await callHost(page, 'appInfo', {})).toMatchObject({ value: { office: 'open' } });
    await page.reload();
    await expect.poll(() => callHost(page, 'appInfo', {})).toMatchObject({ value: { office: 'locked' } });
  });

  test('a page that dies is opened again, written down without a word of it, and told to whoever comes', async ({
    app,
    page,
    userData,
  }) => {
    await page.waitForLoadState();
    await app.evaluate(({ dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
    });
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer());
    // first the end, then the new page: the crash is told some moments after it was asked for, and until then the old
    // page still looks well
    await expect
      .poll(async () => JSON.parse(await readFile(path.join(userData, 'endings.json'), 'utf8')) as unknown)
      .toMatchObject({ untold: true, endings: [{ kind: 'window' }] });
    await expect
      .poll(() =>
        app.evaluate(({ BrowserWindow }) => {
          const { webContents } = BrowserWindow.getAllWindows()[0]!;
          return !webContents.isCrashed() && !webContents.isLoading() && webContents.getTitle().includes('Atalaya');
        }),
      )
      .toBe(true);
    const log = await readFile(path.join(userData, 'logs', 'atalaya.log'), 'utf8');
    expect(log).toMatch(/^\{"at":"[^"]+","call":"window","reason":"[a-z-]+"\}$/m);
    // the driver waits for the dead page for ever
    app.process().kill('SIGKILL');
  });
});
