import type { ElectronApplication } from '@playwright/test';
import { continueDraft, finalise, lock, openLastDocument, sampleNewOffice, sign, unlock } from '../support/journey.ts';
import { expect, test } from '../support/prepared-app.ts';

/** What the main process held and what it answered, while it was listened to. */
interface Overheard {
  readonly secrets: number;
  readonly answers: number;
  /** calls whose answer held a secret, and its form */
  readonly leaks: readonly string[];
}

/**
 * From now on, remembers every key that comes into being in the main process, and every answer it gives the page.
 * Keys are caught where they are opened, derived and handed to WebCrypto, before anybody can wipe them.
 */
function listen(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => {
    const secrets = new Set<string>();
    const answers: { readonly call: string; readonly answer: unknown }[] = [];
    Object.assign(globalThis, { overheard: { secrets, answers } });
    const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
    /** In a private key of 138 bytes: where the secret number itself lies (RFC 5915 in RFC 5958). */
    const scalar = (bytes: Uint8Array): Uint8Array => (bytes.length === 138 ? bytes.slice(36, 68) : bytes);
    const keep = (data: unknown): void => {
      const bytes = ArrayBuffer.isView(data)
        ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
        : data instanceof ArrayBuffer
          ? new Uint8Array(data)
          : new Uint8Array();
      if (bytes.length === 32 || bytes.length === 138) secrets.add(hex(scalar(bytes)));
    };
    const subtle = Object.getPrototypeOf(crypto.subtle) as Record<string, (...all: unknown[]) => Promise<unknown>>;
    for (const name of ['importKey', 'decrypt', 'deriveBits', 'exportKey']) {
      const original = subtle[name]!;
      subtle[name] = async function (this: unknown, ...all: unknown[]) {
        if (name === 'importKey') keep(all[1]);
        const made = await Reflect.apply(original, this, all);
        if (name !== 'importKey') keep(made);
        return made;
      };
    }
    const { ipc } = BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
      ipc: { _invokeHandlers: Map<string, (...all: unknown[]) => Promise<unknown>> };
    };
    for (const [call, handler] of ipc._invokeHandlers) {
      ipc._invokeHandlers.set(call, async (...all) => {
        const answer = await handler(...all);
        answers.push({ call, answer });
        return answer;
      });
    }
  });
}

/** Looks for every key in every answer: as bytes, hexadecimal and base64. */
function compare(app: ElectronApplication): Promise<Overheard> {
  return app.evaluate(() => {
    const { secrets, answers } = (
      globalThis as unknown as {
        overheard: { secrets: Set<string>; answers: { readonly call: string; readonly answer: unknown }[] };
      }
    ).overheard;
    const flatten = (value: unknown): string => {
      if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
      if (typeof value === 'object' && value !== null) return Object.values(value).map(flatten).join('\n');
      return String(value);
    };
    const forms = [...secrets].flatMap((key) => {
      const bytes = Buffer.from(key, 'hex');
      return [key, key.toUpperCase(), bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')];
    });
    const leaks = answers.flatMap(({ call, answer }) => {
      const text = flatten(answer);
      return forms.filter((form) => text.includes(form)).map((form) => `${call}: ${form.length} characters`);
    });
    return { secrets: secrets.size, answers: answers.length, leaks };
  });
}

test('no answer of the main process holds an open key, whatever a person does', async ({ start }) => {
  const { app, page } = await start({ from: 'draft', locked: true });
  await listen(app);
  await unlock(page, sampleNewOffice.passphrase);
  await continueDraft(page);
  await page.keyboard.press('Control+S');
  await finalise(page);
  await sign(page, sampleNewOffice);
  for (const place of [2, 4, 5, 6]) {
    await page.keyboard.press(`Control+${place}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  await lock(page);
  await unlock(page, sampleNewOffice.passphrase);
  await openLastDocument(page);

  const overheard = await compare(app);
  expect(overheard.leaks).toEqual([]);
  // the slot and its passphrase, both halves of the person, each level, the journal: twice, as there are two sessions
  expect(overheard.secrets).toBeGreaterThan(10);
  expect(overheard.answers).toBeGreaterThan(20);
});
