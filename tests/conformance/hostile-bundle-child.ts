// Reads a bundle and says what came of it and how much memory that took; started by bundle-memory.test.ts.
import { createReadStream, openAsBlob, readFileSync } from 'node:fs';
import { readSealed } from '../../renderer/verifier-page/read-sealed.ts';
import { createBundleReader } from '../../shared/bundle/read-bundle.ts';
import { fromBase64, ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { ok } from '../../shared/kernel/result.ts';

/** What the reader knows, as the test writes it down. */
export interface HostileSetup {
  readonly now: number;
  readonly ownKey: string;
  /** base64 DER: of the only office there is */
  readonly certificate: string;
}

const [, , what = '', file = '', setupFile = ''] = process.argv;
const outcome = what === 'sealed' ? await readWhole(file) : await readInside(file);
process.stdout.write(`${JSON.stringify({ outcome, megabytes: mostMegabytes() })}\n`);

/** The most memory that this process ever had. What the usage counter says begins with what whoever started it had. */
function mostMegabytes(): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

/** The archive, as it comes out of the decryption. */
async function readInside(archive: string): Promise<string> {
  const { now, ownKey, certificate } = JSON.parse(readFileSync(setupFile, 'utf8')) as HostileSetup;
  const der = fromBase64(certificate);
  const reader = createBundleReader({
    ...{ now, ownKeys: [ownKey], certificateOf: () => der },
    checkSender: () => Promise.resolve(ok('trusted')),
  });
  for await (const chunk of createReadStream(archive, { highWaterMark: 64 * 1024 })) {
    const fed = await reader.feed(ownBytes(chunk as Bytes));
    if (!fed.ok) return fed.fault.code;
  }
  const whole = await reader.end();
  return whole.ok ? 'accepted' : whole.fault.code;
}

/** The sealed file, as the page for prosecutors gets it. */
async function readWhole(sealed: string): Promise<string> {
  const blob = await openAsBlob(sealed);
  const opening = { kind: 'words', words: 'flauta arpa soldado paloma gratis hueso' } as const;
  const found = await readSealed({ sealed: blob, opening, roots: [], now: 0 }, () => undefined);
  return found.ok ? 'accepted' : found.fault.code;
}
