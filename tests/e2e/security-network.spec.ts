// The app is silent: whatever asks, nothing leaves this computer, and nothing sensitive is granted.
import type { ElectronApplication } from '@playwright/test';
import { expect, launchApp, newUserData, test } from '../support/electron-app.ts';
import { openOutside, type Outside } from '../support/outside.ts';
import { openSockets, processTree } from '../support/sockets.ts';

test.describe('silence', () => {
  let outside: Outside;
  test.beforeEach(async () => {
    outside = await openOutside();
  });
  test.afterEach(async () => {
    await outside.close();
  });

  test('the outside is really there to be reached', async () => {
    await fetch(outside.url);
    expect(outside.visits()).toBe(1);
  });

  test('the page reaches nobody', async ({ page }) => {
    const answers = await page.evaluate(async (url) => {
      const answer = (run: () => Promise<unknown>): Promise<string> =>
        run().then(
          () => 'reached',
          () => 'refused',
        );
      const load = (tag: string, attributes: Record<string, string>): Promise<unknown> =>
        new Promise((resolve, reject) => {
          const element = document.createElement(tag);
          element.onload = resolve;
          element.onerror = reject;
          for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
          document.head.append(element);
        });
      const socket = (make: () => WebSocket | EventSource): Promise<unknown> =>
        new Promise((resolve, reject) => {
          const open = make();
          open.onopen = resolve;
          open.onerror = reject;
        });
      const results = await Promise.all([
        answer(() => fetch(url)),
        answer(() => fetch(url, { mode: 'no-cors' })),
        answer(() => fetch('https://example.com/')),
        answer(
          () =>
            new Promise((resolve, reject) => {
              const request = new XMLHttpRequest();
              request.onload = resolve;
              request.onerror = reject;
              request.open('GET', url);
              request.send();
            }),
        ),
        answer(() => socket(() => new WebSocket(url.replace('http', 'ws')))),
        answer(() => socket(() => new EventSource(url))),
        answer(() => load('img', { src: url })),
        answer(() => load('script', { src: url })),
        answer(() => load('link', { rel: 'stylesheet', href: url })),
        answer(() => import(/* @vite-ignore */ url)),
      ]);
      navigator.sendBeacon(url, 'x');
      for (const rel of ['prefetch', 'preconnect', 'dns-prefetch', 'preload', 'modulepreload', 'prerender']) {
        document.head.append(Object.assign(document.createElement('link'), { rel, href: url, as: 'script' }));
      }
      const link = Object.assign(document.createElement('a'), { href: '#x', ping: url });
      document.body.append(link);
      link.click();
      return results;
    }, outside.url);
    expect(new Set(answers)).toEqual(new Set(['refused']));
    await page.waitForTimeout(500);
    expect(outside.visits()).toBe(0);
  });

  test('WebRTC reaches nobody', async ({ page }) => {
    const candidates = await page.evaluate(
      async ({ tcpPort, udpPort }) => {
        const peer = new RTCPeerConnection({
          iceServers: [
            { urls: `stun:127.0.0.1:${udpPort}` },
            { urls: `turn:127.0.0.1:${udpPort}?transport=udp`, username: 'u', credential: 'c' },
            { urls: `turn:127.0.0.1:${tcpPort}?transport=tcp`, username: 'u', credential: 'c' },
          ],
        });
        const found: string[] = [];
        peer.onicecandidate = ({ candidate }) => {
          if (candidate?.candidate) found.push(candidate.candidate);
        };
        peer.createDataChannel('x');
        await peer.setLocalDescription(await peer.createOffer());
        await new Promise((resolve) => setTimeout(resolve, 3000));
        return found;
      },
      { tcpPort: outside.tcpPort, udpPort: outside.udpPort },
    );
    expect(candidates).toEqual([]);
    expect(outside.visits()).toBe(0);
  });

  test('even the main process is refused by the session', async ({ app, page }) => {
    await page.waitForLoadState();
    const answers = await app.evaluate(async ({ net, session }, url) => {
      const attempt = (run: () => Promise<unknown>): Promise<string> =>
        run().then(
          () => 'reached',
          () => 'refused',
        );
      return Promise.all([
        attempt(() => net.fetch(url)),
        attempt(() => session.defaultSession.fetch(url)),
        attempt(() => net.fetch('https://example.com/')),
        attempt(() => session.defaultSession.resolveHost('example.com')),
      ]);
    }, outside.url);
    expect(new Set(answers)).toEqual(new Set(['refused']));
    expect(outside.visits()).toBe(0);
  });

  test('behind the session there is no way out either', async ({ app, page }) => {
    await page.waitForLoadState();
    // the request filter taken away: the switches alone must hold
    const answer = await app.evaluate(async ({ session }, url) => {
      session.defaultSession.webRequest.onBeforeRequest(null);
      return session.defaultSession.fetch(url).then(
        () => 'reached',
        () => 'refused',
      );
    }, outside.url);
    expect(answer).toBe('refused');
    expect(outside.visits()).toBe(0);
  });

  test('no process of the app has a network socket but those of the test driver', async ({ app, page }) => {
    test.skip(process.platform !== 'linux', 'reads /proc');
    await page.waitForLoadState();
    await page.waitForTimeout(1000);
    const tree = processTree(app.process().pid!);
    expect(tree.length).toBeGreaterThan(2);
    const sockets = openSockets(tree);
    // the driver talks to --inspect=0 and --remote-debugging-port=0; both listen on the loopback address
    const driver = new Set(sockets.filter(({ listens }) => listens).map(({ localPort }) => localPort));
    expect(driver.size).toBeLessThanOrEqual(2);
    expect(sockets.filter(({ localPort, remotePort }) => !driver.has(localPort) && !driver.has(remotePort))).toEqual(
      [],
    );
  });
});

test.describe('permissions', () => {
  test('everything a page can ask for is denied', async ({ page }) => {
    const states = await page.evaluate(async () => {
      const names = [
        'geolocation',
        'camera',
        'microphone',
        'notifications',
        'midi',
        'clipboard-read',
        'clipboard-write',
        'background-sync',
        'accelerometer',
        'gyroscope',
        'magnetometer',
        'screen-wake-lock',
        'payment-handler',
        'idle-detection',
        'display-capture',
        'storage-access',
        'window-management',
        'local-fonts',
      ];
      const query = async (name: string): Promise<[string, string]> => {
        const status = await navigator.permissions.query({ name: name as PermissionName }).catch(() => undefined);
        return [name, status?.state ?? 'unknown here'];
      };
      return Promise.all(names.map(query));
    });
    expect(states.filter(([, state]) => state === 'granted')).toEqual([]);
    expect(states.filter(([, state]) => state === 'denied').length).toBeGreaterThan(8);
  });

  test('asking anyway ends in a refusal', async ({ page }) => {
    const answers = await page.evaluate(async () => {
      const wide = navigator as unknown as Record<string, Record<string, (...all: unknown[]) => Promise<unknown>>>;
      const globals = globalThis as unknown as Record<string, (options?: unknown) => Promise<unknown>>;
      const attempts: Record<string, () => Promise<unknown>> = {
        geolocation: () =>
          new Promise((resolve, reject) => {
            navigator.geolocation.getCurrentPosition(resolve, reject, { timeout: 2000 });
          }),
        camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
        microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
        screen: () => navigator.mediaDevices.getDisplayMedia(),
        'clipboard read': () => navigator.clipboard.readText(),
        midi: () => navigator.requestMIDIAccess(),
        usb: () => wide['usb']!['requestDevice']!({ filters: [] }),
        hid: () =>
          wide['hid']!['requestDevice']!({ filters: [] }).then(
            (found) => (found as unknown[]).length || Promise.reject(new Error('none')),
          ),
        serial: () => wide['serial']!['requestPort']!(),
        bluetooth: () => wide['bluetooth']!['requestDevice']!({ acceptAllDevices: true }),
        'open a file': () => globals['showOpenFilePicker']!(),
        'save a file': () => globals['showSaveFilePicker']!(),
        'service worker': () => navigator.serviceWorker.register('/sw.js'),
      };
      const slow = (): Promise<string> => new Promise((resolve) => setTimeout(() => resolve('no answer'), 4000));
      const outcome = async (run: () => Promise<unknown>): Promise<string> => {
        try {
          await run();
          return 'granted';
        } catch {
          return 'refused';
        }
      };
      const named = Object.entries(attempts).map(async ([name, run]) => [
        name,
        await Promise.race([outcome(run), slow()]),
      ]);
      return [...(await Promise.all(named)), ['notifications', await Notification.requestPermission()]];
    });
    expect(answers.filter(([, answer]) => answer !== 'refused' && answer !== 'denied')).toEqual([]);
  });

  test('only the database may stay: persistent storage is granted', async ({ page }) => {
    expect(
      await page.evaluate(async () => [await navigator.storage.persist(), await navigator.storage.persisted()]),
    ).toEqual([true, true]);
  });
});

test('the data folder is the one it was told', async () => {
  const userData = await newUserData();
  const app: ElectronApplication = await launchApp({ userData });
  expect(await app.evaluate(({ app: main }) => main.getPath('userData'))).toBe(userData);
  await app.close();
});
