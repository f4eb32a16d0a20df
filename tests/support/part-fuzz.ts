import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { acknowledgementBytes, readAcknowledgement } from '../../shared/bundle/acknowledgement.ts';
import { AGE_HEADER_BYTES, readAgeHeader } from '../../shared/bundle/age-header.ts';
import { BundleError } from '../../shared/bundle/bundle-error.ts';
import { caseLines, createLineReader } from '../../shared/bundle/change-lines.ts';
import { checkEnvelopeSignature } from '../../shared/bundle/envelope-signature.ts';
import { envelopeBytes, parseEnvelope } from '../../shared/bundle/envelope.ts';
import { readSettings, settingsBytes } from '../../shared/bundle/settings-file.ts';
import { TAR_END, tarEntry, TarReader } from '../../shared/bundle/tar.ts';
import { assert } from '../../shared/kernel/assert.ts';
import { concatBytes, equalBytes, ownBytes, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { canonicalJson, type Json } from '../../shared/kernel/canonical-json.ts';
import { readCanonicalJson } from '../../shared/kernel/canonical-read.ts';
import { bundleIndexJson, parseBundleIndex } from '../../shared/merge/bundle-index.ts';
import { verifyChange } from '../../shared/record/verify-change.ts';
import { readTrustList, trustListBytes } from '../../shared/roster/trust-list.ts';
import { chanceFrom, type Chance } from '../../shared/sample/random.ts';
import { damaged, twisted } from './fuzz-mutations.ts';
import { goldenBundles, goldenFile, openGolden } from './golden-bundles.ts';
import { takeApart } from './tar-surgery.ts';

// A whole bundle is made and signed before it is read: some hundred in a second. What reads its parts, before or after its signature,
// takes a thousandth of that, so that millions of damaged parts can be read in minutes.

/** One reader of hostile bytes. */
interface Part {
  readonly name: string;
  /** what it reads when nobody damaged it */
  readonly good: Bytes;
  /** whether it is JSON, of which single values can be replaced */
  readonly isJson: boolean;
  /**
   * Reads it.
   * @returns the bytes that say the same as what was accepted, of which there may be only these; otherwise why not
   */
  readonly read: (bytes: Bytes) => Accepted | string | Promise<Accepted | string>;
}
type Accepted = { readonly again: Bytes };

const folder = path.resolve(import.meta.dirname, '../fixtures/bundle-fuzz');
/** A part of a few kilobytes is read in a fraction of a millisecond; this is a hang on any computer. CPU milliseconds. */
const HANG_MS = 5_000;

/**
 * Makes what reads the damaged part of a seed: which part, and what is wrong with it, follows from the seed. It tells the part and what
 * was found, and throws on a crash, a hang, or an acceptance of bytes that are not the only ones with that content.
 */
export async function partFuzz(): Promise<(seed: number) => Promise<string>> {
  const parts = await allParts();
  for (const { name, good, read } of parts) {
    const found = await read(good);
    assert(typeof found !== 'string' && equalBytes(found.again, good), `${name}: the good one is not accepted`);
  }
  return async (seed) => {
    const part = parts[seed % parts.length];
    assert(part !== undefined, 'a part for each seed');
    try {
      return `${part.name}: ${await readOne(part, chanceFrom(seed))}`;
    } catch (error) {
      throw new Error(`seed ${seed} (${part.name})`, { cause: error });
    }
  };
}

async function readOne(part: Part, chance: Chance): Promise<string> {
  const bytes = part.isJson && chance.under(2) === 0 ? twistedJson(part.good, chance) : damaged(part.good, chance);
  const start = performance.now();
  const found = await part.read(bytes);
  assert(performance.now() - start < HANG_MS || (await usedMs(part, bytes)) < HANG_MS, 'too slow');
  if (typeof found === 'string') return found;
  assert(equalBytes(found.again, bytes), 'accepted other bytes with the same content');
  return 'accepted';
}

/** CPU milliseconds: on a busy computer what took long may have waited. */
async function usedMs({ read }: Part, bytes: Bytes): Promise<number> {
  const before = process.cpuUsage();
  await read(bytes);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function twistedJson(good: Bytes, chance: Chance): Bytes {
  const value = JSON.parse(Buffer.from(good).toString()) as Record<string, unknown>;
  twisted(value, chance);
  return utf8(canonicalJson(value as Json));
}

async function allParts(): Promise<readonly Part[]> {
  const tar = ownBytes(readFileSync(path.join(folder, 'base.tar')));
  const pieces = takeApart(tar);
  const piece = (end: string): Bytes => {
    const found = pieces.find(({ name }) => name.endsWith(end));
    assert(found !== undefined, `${end} in the bundle that is damaged`);
    return found.content;
  };
  const envelope = piece('sobre.json');
  const json = (name: string, good: Bytes, read: (json: Json) => Bytes | string): Part => ({
    name,
    good,
    isJson: true,
    read: (bytes) => {
      const value = readCanonicalJson(bytes);
      const found = value === undefined ? 'no canonical JSON' : read(value);
      return typeof found === 'string' ? found : { again: found };
    },
  });
  return [
    { name: 'archive', good: tar, isJson: false, read: readTar },
    { name: 'age header', good: ageHeader(), isJson: false, read: readHeader },
    {
      name: 'signature',
      good: piece('sobre.p7s'),
      isJson: false,
      read: async (bytes) => {
        const checked = await checkEnvelopeSignature(bytes, envelope);
        // no other signature holds: the key is not here
        return checked.ok ? { again: piece('sobre.p7s') } : checked.fault.code;
      },
    },
    {
      name: 'envelope',
      good: envelope,
      isJson: true,
      read: (bytes) => {
        const parsed = parseEnvelope(bytes);
        return parsed.ok ? { again: envelopeBytes(parsed.value) } : parsed.fault.code;
      },
    },
    { name: 'lines', good: ownBytes(gunzipSync(piece('.gz'))), isJson: false, read: readLines },
    json('index', sampleIndex(), (value) => {
      const read = parseBundleIndex(value);
      return read.ok ? utf8(bundleIndexJson(read.value)) : read.fault.code;
    }),
    json('settings', sampleSettings(), (value) => {
      const read = readSettings(value);
      return read.ok ? settingsBytes(read.value) : read.fault.code;
    }),
    json('acknowledgement', sampleAcknowledgement(), (value) => {
      const read = readAcknowledgement(value);
      return read === undefined ? 'no acknowledgement' : acknowledgementBytes(read);
    }),
    {
      name: 'trust list',
      good: await goldenTrustList(),
      isJson: true,
      read: (bytes) => {
        const list = readTrustList(bytes);
        return list.ok ? { again: trustListBytes(list.value) } : list.fault.code;
      },
    },
  ];
}

function readTar(bytes: Bytes): Accepted | string {
  const reader = new TarReader();
  const again: Bytes[] = [];
  let entry: { readonly name: string; readonly mtime: number; content: Bytes } | undefined;
  try {
    for (const event of reader.feed(bytes)) {
      if (event.kind === 'begin') entry = { name: event.name, mtime: event.mtime, content: new Uint8Array(0) };
      else if (entry === undefined) throw new Error('content of nothing');
      else if (event.kind === 'bytes') entry.content = concatBytes(entry.content, event.bytes);
      else again.push(tarEntry(entry.name, entry.content, entry.mtime));
    }
  } catch (error) {
    return refusal(error);
  }
  return reader.isDone ? { again: concatBytes(...again, TAR_END) } : 'cut short';
}

function readLines(bytes: Bytes): Accepted | string {
  const lines = bytes.reduce((sum, byte) => sum + (byte === 0x0a ? 1 : 0), 0);
  try {
    const reader = createLineReader({ bytes: bytes.length, lines });
    const half = Math.floor(bytes.length / 2);
    const cases = [...reader.push(bytes.subarray(0, half)), ...reader.push(bytes.subarray(half)), ...reader.end()];
    const isRight = cases.every(({ id, changes }) =>
      changes.every((change) => verifyChange(change) && change.op.c === id),
    );
    assert(isRight, 'accepted a change that is not what it says');
    // a seal on a change that is not there is read here, and refused by whoever knows what the envelope announces
    const sealsKnown = cases.every(({ changes, seals }) => seals.every(({ h }) => changes.some(({ id }) => id === h)));
    if (!sealsKnown) return 'seals on nothing';
    const again = cases.flatMap(({ changes, seals }) => [...caseLines(changes, seals)]);
    return { again: utf8(again.map((line) => `${line}\n`).join('')) };
  } catch (error) {
    return refusal(error);
  }
}

/** What a sealed file begins with is read before anything opens it, so there is nothing to compare with but its own rules. */
function readHeader(bytes: Bytes): Accepted | string {
  const read = readAgeHeader(bytes);
  if (!read.ok) return read.fault.code;
  const header = Buffer.from(bytes.subarray(0, read.value.length)).toString('latin1');
  const recipients = header.split('\n').filter((line) => line.startsWith('-> '));
  const stanza = read.value.opening === 'words' ? '-> scrypt ' : '-> mlkem768x25519 ';
  assert(read.value.length <= Math.min(bytes.length, AGE_HEADER_BYTES), 'a header that is longer than the file');
  assert(header.startsWith('age-encryption.org/v1\n') && header.endsWith('\n'), 'a header of another format');
  assert(
    recipients.length > 0 && recipients.every((line) => `${line} `.startsWith(stanza)),
    'a recipient of another kind',
  );
  return { again: bytes };
}

function refusal(error: unknown): string {
  if (error instanceof BundleError) return error.fault.code;
  throw error;
}

function ageHeader(): Bytes {
  const [first] = goldenBundles;
  assert(first !== undefined, 'a sealed bundle among the fixtures');
  return goldenFile(first.file).slice(0, 8 * 1024);
}

async function goldenTrustList(): Promise<Bytes> {
  for (const bundle of goldenBundles) {
    for (const { content } of takeApart(await openGolden(bundle))) if (readTrustList(content).ok) return content;
  }
  throw new Error('no trust list among the fixtures');
}

const ID = '0f000000-0000-4000-8000-000000000001';
const AT = '2026-11-24T15:00:00.000Z';
const DIGEST = 'ab'.repeat(32);

function sampleSettings(): Bytes {
  const who = { por: 'Ana Mejía', fecha: AT };
  return settingsBytes({
    number: 7,
    settings: [
      { area: 'terms', clave: 'appeal', ...who, valor: { days: 3, norm: 'art. 5', confirmed: null } },
      { area: 'closures', clave: ID, ...who, valor: [{ from: '2026-12-24', to: '2026-12-26' }] },
    ],
    withdrawn: [{ area: 'institutions', clave: 'fiscalia', ...who }],
  });
}

function sampleAcknowledgement(): Bytes {
  return acknowledgementBytes({ de: 'SPS', a: 'LCE', recibidos: [{ id: ID, n: 3, sobre: DIGEST }], faltan: [1, 2] });
}

function sampleIndex(): Bytes {
  const index = bundleIndexJson({
    papers: [
      {
        ...{
          id: ID,
          caseId: ID,
          kind: 'inspection',
          record: { kind: 'inspection', id: ID },
          number: 'STSS-ORD-LCE-00001-2026',
        },
        ...{
          version: 1,
          title: 'Acta de inspección',
          paper: 'letter',
          addressee: 'file',
          pages: 3,
          madeAt: AT,
          reason: '',
        },
        revisions: [{ sha256: DIGEST, at: AT, size: 90_000, signer: 'Ana Mejía' }],
        recordHash: DIGEST,
        settings: { letterhead: ['STSS'], chiefName: 'Luis Paz', chiefPosition: 'Jefe' },
      },
    ],
    pieces: [{ caseId: ID, id: ID, sha256: DIGEST }],
  });
  return utf8(index);
}
