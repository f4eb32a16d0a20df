// One process, one task: node measure-exchange.mjs <task> <size> <changes> <folder>. Prints ExchangeFigures as JSON.
import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Decrypter } from 'age-encryption';
import { archive, archiveSize } from '../../electron/exchange/archive.ts';
import { envelopeFile } from '../../electron/exchange/bundle-files.ts';
import { largerPieces } from '../../electron/exchange/larger-pieces.ts';
import { Spool } from '../../electron/exchange/spool.ts';
import { writeOut } from '../../electron/exchange/write-out.ts';
import { mostSealedBytes, sealStream, type Sealing } from '../../electron/packages/seal-stream.ts';
import { ImportBatches } from '../../renderer/db/import-batches.ts';
import { BUNDLE_FOLDER, bundlePaths } from '../../shared/bundle/bundle-layout.ts';
import { caseLines } from '../../shared/bundle/change-lines.ts';
import { tipsOf } from '../../shared/bundle/check-case.ts';
import { signEnvelope } from '../../shared/bundle/envelope-signature.ts';
import { archiveStart, bundleSeconds, planBundle } from '../../shared/bundle/plan-bundle.ts';
import { createBundleReader } from '../../shared/bundle/read-bundle.ts';
import type { Envelope } from '../../shared/bundle/envelope.ts';
import { fromBase64, ownBytes, randomBytes, toBase64, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { newId } from '../../shared/kernel/id.ts';
import {
  installationOf,
  knowing,
  MADE_AT,
  newAgeKeys,
  sealTips,
  testMinistry,
  writeChanges,
  type Installation,
} from '../support/bundle-builder.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../support/session.ts';
import { intentsOf } from './makers/case-intents.ts';

/** What one process found. */
export interface ExchangeFigures {
  /** CPU milliseconds of all its threads, of the work alone */
  readonly cpu: number;
  /** milliseconds of the work alone */
  readonly wall: number;
  /** bytes of the lines, or of the attachments */
  readonly bytes: number;
  /** the most memory that the process ever had, megabytes */
  readonly memory: number;
}

const NAME = 'TRASPASO-7K2M-9QXD.age';
const PIECE = 1024 * 1024;
/** Cases that are measured together: asking for the time that was used costs more than some of what it measures. */
const BATCH = 50;
/** Bytes of one piece of evidence. */
const EVIDENCE = 64 * PIECE;

/** What the reading process needs of the one that wrote. */
interface Written {
  readonly identity: string;
  readonly recipient: string;
  readonly office: string;
  readonly replica: string;
  /** base64 */
  readonly certificate: string;
}

/** Adds up what the work itself takes, not what makes its material. */
class Meter {
  cpu = 0;
  wall = 0;

  async time<T>(work: () => Promise<T>): Promise<T> {
    const [before, start] = [process.cpuUsage(), performance.now()];
    const done = await work();
    const { user, system } = process.cpuUsage(before);
    this.cpu += (user + system) / 1000;
    this.wall += performance.now() - start;
    return done;
  }
}

const [, , task = '', size = '', changes = '', folder = ''] = process.argv;
const tasks: Readonly<Record<string, () => Promise<Omit<ExchangeFigures, 'memory'>>>> = {
  export: () => exportCases(Number(size), Number(changes)),
  'export-peer': () => peerOfLines(),
  check: () => readCases(false),
  import: () => readCases(true),
  pieces: () => exportPieces(Number(size)),
  'pieces-peer': () => peerOfPieces(Number(size)),
};
const found = await tasks[task]?.();
const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
process.stdout.write(`${JSON.stringify({ ...found, memory: Number(kilobytes) / 1024 })}\n`);

/** A bundle on its way: who writes it, and what is kept for it. */
async function begin() {
  const ministry = await testMinistry();
  const from = await ministry.installation('LCE');
  const keys = await newAgeKeys();
  const rescue = await newAgeKeys();
  const spool = await Spool.begin(path.join(folder, `espera-${newId()}`));
  const written: Written = {
    ...keys,
    ...{ office: from.office, replica: from.replica, certificate: toBase64(from.certificate) },
  };
  writeFileSync(path.join(folder, 'written.json'), JSON.stringify(written));
  const sealing: Sealing = { kind: 'keys', keys: [keys.recipient, rescue.recipient] };
  return { from, spool, sealing, keys, rescue };
}

/** Signs the envelope over what is kept, seals the archive and writes it, as the app's main process does. */
async function finish(
  { from, spool, sealing, keys, rescue }: Awaited<ReturnType<typeof begin>>,
  casos: Envelope['casos'],
): Promise<void> {
  const files = spool.files.map(envelopeFile);
  const plan = planBundle({
    envelopeInput: {
      ...{ id: newId(), tipo: 'traspaso', casos, creado: `${MADE_AT}#0000` },
      emisor: { oficina: from.office, replica: from.replica, cert: from.cert },
      destinatarios: [
        { oficina: 'TGU', clave: keys.recipient },
        { oficina: 'RESCATE', clave: rescue.recipient },
      ],
      sec: [{ a: 'TGU', n: 1, ant: null }],
    },
    files,
  });
  const start = archiveStart(plan, await signEnvelope(plan.envelopeBytes, from.signer, MADE_AT));
  const parts = {
    start,
    mtime: bundleSeconds(plan.envelope),
    files: plan.envelope.archivos
      .filter(({ tipo }) => tipo !== 'bagit')
      .map(({ ruta, bytes }) => ({ path: BUNDLE_FOLDER + ruta, name: ruta, size: bytes })),
  };
  const sealed = await sealStream(
    archive(parts, (name) => spool.read(name)),
    sealing,
  );
  const most = mostSealedBytes(archiveSize(parts), 2);
  const source = largerPieces(sealed as AsyncIterable<Uint8Array>);
  got(await writeOut({ folder, name: NAME, source, size: most }));
  await spool.remove();
}

async function exportCases(count: number, each: number): Promise<Omit<ExchangeFigures, 'memory'>> {
  const meter = new Meter();
  const bundle = await begin();
  const plain = createWriteStream(path.join(folder, 'lines.jsonl'));
  const casos: Envelope['casos'][number][] = [];
  let bytes = 0;
  for (let done = 0; done < count; done += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - done) }, (_, i) => {
      const id = newId();
      return { id, all: writeChanges(bundle.from, id, [], intentsOf(id, done + i, each)) };
    });
    const text = await meter.time(async () => {
      const lines: string[] = [];
      for (const { id, all } of batch) {
        lines.push(...caseLines(all, await sealTips(all, bundle.from)));
        casos.push({ id, series: tipsOf(all) });
      }
      const packed = utf8(`${lines.join('\n')}\n`);
      await bundle.spool.add({ name: bundlePaths.changes, bytes: packed, last: done + BATCH >= count });
      return packed;
    });
    bytes += text.length;
    if (!plain.write(text)) await once(plain, 'drain');
  }
  await new Promise<void>((resolve) => plain.end(resolve));
  await meter.time(() => finish(bundle, casos));
  return { cpu: meter.cpu, wall: meter.wall, bytes };
}

/** Gzip, SHA-256 and age over the same lines, and nothing else. */
async function peerOfLines(): Promise<Omit<ExchangeFigures, 'memory'>> {
  const meter = new Meter();
  const keys = await newAgeKeys();
  const rescue = await newAgeKeys();
  const hash = createHash('sha256');
  let bytes = 0;
  await meter.time(async () => {
    const gzip = createReadStream(path.join(folder, 'lines.jsonl'), { highWaterMark: PIECE / 2 }).pipe(createGzip());
    const hashed = async function* () {
      for await (const piece of gzip as AsyncIterable<Buffer>) {
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
    };
    const sealed = await sealStream(hashed(), { kind: 'keys', keys: [keys.recipient, rescue.recipient] });
    await toFile(sealed, 'peer.age');
    hash.digest();
  });
  return { cpu: meter.cpu, wall: meter.wall, bytes };
}

async function toFile(sealed: ReadableStream<Uint8Array>, name: string): Promise<void> {
  const from = Readable.from(sealed);
  await pipeline(from, createWriteStream(path.join(folder, name)));
}

/** Decrypts and checks everything. @param isKept whether each case is kept in a database as well */
async function readCases(isKept: boolean): Promise<Omit<ExchangeFigures, 'memory'>> {
  const meter = new Meter();
  const written = JSON.parse(readFileSync(path.join(folder, 'written.json'), 'utf8')) as Written;
  const known = await readingOf(written);
  fakeStorageManager();
  const db = isKept ? await new TestOffice().create(samplePerson(['inspector', 'supervisor'])) : undefined;
  const batches = db === undefined ? undefined : new ImportBatches(db, { id: newId(), code: '7K2M-9QXD' });
  const reader = createBundleReader(known);
  const decrypter = new Decrypter();
  decrypter.addIdentity(written.identity);
  let bytes = 0;
  await meter.time(async () => {
    const file = Readable.toWeb(createReadStream(path.join(folder, NAME), { highWaterMark: PIECE }));
    const plain = await decrypter.decrypt(file as ReadableStream<Uint8Array>);
    for await (const piece of plain as unknown as AsyncIterable<Uint8Array>) {
      for (let at = 0; at < piece.length; at += 65_536) {
        for (const event of got(await reader.feed(ownBytes(piece.subarray(at, at + 65_536))))) {
          if (event.kind === 'case' && batches !== undefined) got(await batches.add(event));
        }
      }
      bytes += piece.length;
    }
    got(await reader.end());
    if (batches !== undefined) got(await batches.end());
  });
  return { cpu: meter.cpu, wall: meter.wall, bytes };
}

async function readingOf({ office, replica, certificate, recipient }: Written) {
  const der = fromBase64(certificate);
  const nobody = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const from: Installation = await installationOf({ office, replica, certificate: der, privateKey: nobody.privateKey });
  return knowing([from], [recipient]);
}

/** Bytes that no packer makes smaller, the same each time. */
function* evidence(megabytes: number): Generator<Bytes> {
  const block = noise(PIECE);
  for (let i = 0; i < megabytes; i += 1) {
    new DataView(block.buffer).setUint32(0, i);
    yield block.slice();
  }
}

function noise(length: number): Bytes {
  const block = new Uint8Array(length);
  for (let at = 0; at < length; at += 65_536) block.set(randomBytes(Math.min(65_536, length - at)), at);
  return block;
}

async function exportPieces(megabytes: number): Promise<Omit<ExchangeFigures, 'memory'>> {
  const meter = new Meter();
  const bundle = await begin();
  await bundle.spool.add({ name: bundlePaths.changes, bytes: utf8(''), last: true });
  let waiting = 0;
  let name = '';
  for (const bytes of evidence(megabytes)) {
    // the window names a piece by its hash before it sends it
    if (waiting === 0) name = bundlePaths.evidence(createHash('sha256').update(bytes).digest('hex'), 'mp4');
    waiting += bytes.length;
    const last = waiting === EVIDENCE;
    if (last) waiting = 0;
    await meter.time(() => bundle.spool.add({ name, bytes, last }));
  }
  if (waiting > 0) await meter.time(() => bundle.spool.add({ name, bytes: new Uint8Array(0), last: true }));
  await meter.time(() => finish(bundle, []));
  return { cpu: meter.cpu, wall: meter.wall, bytes: megabytes * PIECE };
}

/** The same bytes through age alone, onto the disk. */
async function peerOfPieces(megabytes: number): Promise<Omit<ExchangeFigures, 'memory'>> {
  const meter = new Meter();
  const keys = await newAgeKeys();
  await meter.time(async () => {
    const source = Readable.from(evidence(megabytes)) as AsyncIterable<Uint8Array>;
    await toFile(await sealStream(source, { kind: 'keys', keys: [keys.recipient] }), 'copy.age');
  });
  return { cpu: meter.cpu, wall: meter.wall, bytes: megabytes * PIECE };
}
