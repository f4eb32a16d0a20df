// The one door between the window and the computer, and what is let through a crack.
import { callNames } from '../../shared/ipc/names.ts';
import { callHost, expect, test } from '../support/electron-app.ts';

/** A document small enough to read here; Chromium's viewer repairs what is missing. */
const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>endobj
trailer<</Root 1 0 R>>
`;

test('garbage is refused by every call, and changes nothing', async ({ page }) => {
  const outcomes = await page.evaluate(async (names) => {
    const deep: Record<string, unknown> = {};
    let level = deep;
    for (let depth = 0; depth < 100; depth += 1) level = level['a'] = {} as Record<string, unknown>;
    const garbage: unknown[] = [
      undefined,
      null,
      0,
      -1,
      Number.NaN,
      true,
      '',
      'x'.repeat(100_000),
      [],
      [[]],
      new Date(0),
      new Map([[1, 2]]),
      deep,
      new Uint8Array(8),
      new ArrayBuffer(8),
      new Error('no'),
      { unknown: 1 },
      JSON.parse('{"__proto__": {"x": 1}, "y": 1}'),
      { pdf: 'text' },
      { pdf: new Uint16Array(4) },
      { pdf: {}, suggestedName: '../../x' },
      { personId: "' OR 1", passphrase: '' },
      { token: 'x'.repeat(65) },
      { report: { template: 'other' } },
      { office: null, person: [], passphrase: 5 },
    ];
    const { host } = globalThis as unknown as { host: Record<string, (input: unknown) => Promise<unknown>> };
    return Promise.all(
      names.flatMap((name) =>
        garbage.map(async (input, index) => {
          const output = (await host[name]!(input)) as { ok: boolean; fault?: { code: string } };
          return { call: `${name}(garbage ${index})`, code: output.ok ? 'accepted' : output.fault?.code };
        }),
      ),
    );
  }, callNames);
  expect(outcomes.length).toBe(callNames.length * 25);
  expect(outcomes.filter(({ code }) => code !== 'ipc/bad-input')).toEqual([]);
  expect(await callHost(page, 'appInfo', {})).toMatchObject({ ok: true, value: { office: 'new' } });
});

test('what cannot cross does not reach the door', async ({ page }) => {
  const crossed = await page.evaluate(async () => {
    const { host } = globalThis as unknown as { host: Record<string, (input: unknown) => Promise<unknown>> };
    const inputs = [() => 1, { f: () => 1 }, document.body, window, Symbol('s'), new Proxy({}, {})];
    const outcomes = await Promise.allSettled(inputs.map(async (input) => host['openPreview']!(input)));
    return outcomes.map((outcome) =>
      outcome.status === 'rejected' ? 'refused' : (outcome.value as { ok: boolean }).ok,
    );
  });
  expect(crossed.filter((outcome) => outcome === true)).toEqual([]);
});

test('a frame inside the page has no door', async ({ page }) => {
  const found = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const srcdoc = Object.assign(document.createElement('iframe'), { srcdoc: '<p>hi' });
    document.body.append(srcdoc);
    await new Promise((resolve) => (srcdoc.onload = resolve));
    return [frame, srcdoc].map(({ contentWindow }) => 'host' in contentWindow!);
  });
  expect(found).toEqual([false, false]);
});

test('another window with the same preload reaches nothing', async ({ app, page }) => {
  await page.waitForLoadState();
  const outcome = await app.evaluate(async ({ app: main, BrowserWindow }) => {
    const preload = `${main.getAppPath()}/out/main/preload.cjs`;
    const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await other.loadURL('app://office/');
    const reached: unknown = await other.webContents.executeJavaScript(
      'window.host.appInfo({}).then(() => "reached", (error) => String(error))',
    );
    other.destroy();
    return reached;
  });
  expect(outcome).toMatch(/No handler registered/);
});

test('a document is shown by the built-in reader, under its own policy, until it is closed', async ({ app, page }) => {
  const preview = await page.evaluate(async (text) => {
    const { host } = globalThis as unknown as {
      host: { openPreview: (input: unknown) => Promise<{ ok: true; value: { token: string; url: string } }> };
    };
    const { value } = await host.openPreview({ pdf: new TextEncoder().encode(text) });
    document.body.append(
      Object.assign(document.createElement('iframe'), { src: value.url, width: '800', height: '600' }),
    );
    const { headers } = await fetch(value.url);
    return { ...value, type: headers.get('content-type'), policy: headers.get('content-security-policy') };
  }, PDF);
  expect(preview.url).toBe(`app://office/document/${preview.token}.pdf`);
  expect(preview).toMatchObject({ type: 'application/pdf', policy: "frame-ancestors 'self'" });
  await expect
    .poll(() =>
      app.evaluate(({ webContents }) =>
        webContents
          .getAllWebContents()
          .flatMap((contents) => contents.mainFrame.framesInSubtree.map((frame) => frame.url)),
      ),
    )
    .toContain('chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html');

  await callHost(page, 'closePreview', { token: preview.token });
  expect(await page.evaluate((url) => fetch(url).then(({ status }) => status), preview.url)).toBe(404);
});
