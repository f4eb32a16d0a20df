import { gzipSync } from 'node:zlib';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { concatBytes, fromUtf8, sha256, toBase64Url, toHex, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { canonicalJson, type Json } from '../../shared/kernel/canonical-json.ts';
import { newId } from '../../shared/kernel/id.ts';
import { appendChanges } from '../../shared/record/append.ts';
import type { Change, ChangeIntent } from '../../shared/record/change.ts';
import { webCryptoSigner } from '../../shared/signature/cms.ts';
import { generateSigningKeys, issueInstallationCertificate } from '../../shared/signature/authority.ts';
import type { SignerKey } from '../../shared/signature/signer.ts';
import { BUNDLE_FOLDER, bundlePaths } from '../../shared/bundle/bundle-layout.ts';
import { caseLines } from '../../shared/bundle/change-lines.ts';
import { tipsOf } from '../../shared/bundle/check-case.ts';
import type { Envelope } from '../../shared/bundle/envelope.ts';
import { signEnvelope } from '../../shared/bundle/envelope-signature.ts';
import {
  archiveStart,
  bundleSeconds,
  planBundle,
  type BundlePlan,
  type PayloadFile,
} from '../../shared/bundle/plan-bundle.ts';
import {
  createBundleReader,
  type BundleEvent,
  type BundleReaderInput,
  type BundleSummary,
} from '../../shared/bundle/read-bundle.ts';
import { sealBytes, type SeriesSeal } from '../../shared/bundle/seal.ts';
import { tarEntry, TAR_END } from '../../shared/bundle/tar.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { testOffice, YEARS } from './signable-pdf.ts';

/** When the bundles of these tests are made. */
export const MADE_AT = '2026-11-24T15:00:00.000Z';

/** A new pair of keys of age, of the kind that offices have. */
export async function newAgeKeys(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const identity = await generateHybridIdentity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** An installation of an office, with what it signs and seals with. */
export interface Installation {
  readonly office: string;
  readonly replica: string;
  readonly certificate: Bytes;
  /** SHA-256 of the certificate, base64url */
  readonly cert: string;
  readonly signer: SignerKey;
  /** IEEE P1363 */
  readonly sign: (bytes: Bytes) => Promise<Bytes>;
  /** PKCS #8, for fixtures */
  readonly privateKey: CryptoKey;
}

/** A root of a ministry, and a way to make installations that it certifies. */
export interface Ministry {
  readonly root: Bytes;
  /** the root as if it were an installation */
  readonly authority: Installation;
  readonly installation: (office: string, replica?: string) => Promise<Installation>;
}

/** A ministry that does not exist. */
export async function testMinistry(): Promise<Ministry> {
  const { root, keys } = await testOffice('Ministerio Ficticio');
  const installation = async (office: string, replica = newId()): Promise<Installation> => {
    const pair = await generateSigningKeys();
    const certificate = await issueInstallationCertificate({
      subject: { code: office, name: `Equipo de ${office}`, replica, organization: 'Ministerio Ficticio' },
      publicKey: pair.publicKey,
      authority: { certificate: root, privateKey: keys.privateKey },
      ...YEARS,
    });
    return installationOf({ office, replica, certificate, privateKey: pair.privateKey });
  };
  const parts = { office: 'RAIZ', replica: newId(), certificate: root, privateKey: keys.privateKey };
  return { root, authority: await installationOf(parts), installation };
}

/** An installation from its parts. */
export async function installationOf(
  parts: Pick<Installation, 'office' | 'replica' | 'certificate' | 'privateKey'>,
): Promise<Installation> {
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  return {
    ...parts,
    cert: toBase64Url(await sha256(parts.certificate)),
    signer: webCryptoSigner(parts.privateKey, parts.certificate, []),
    sign: async (bytes) => new Uint8Array(await crypto.subtle.sign(algorithm, parts.privateKey, bytes)),
  };
}

/** Signs the end of a series, as an installation does before it sends. */
export async function sealTips(
  changes: readonly Change[],
  { replica, cert, sign }: Pick<Installation, 'replica' | 'cert' | 'sign'>,
): Promise<readonly SeriesSeal[]> {
  const seals: SeriesSeal[] = [];
  for (const tip of tipsOf(changes.filter(({ op }) => op.r === replica))) {
    const of = changes.find(({ id }) => id === tip.h);
    if (of === undefined) continue;
    const parts = { c: of.op.c, ...tip, t: of.op.t, cert };
    seals.push({ ...parts, sig: toBase64Url(await sign(sealBytes(parts))) });
  }
  return seals;
}

/** A case as it goes into a bundle. */
export interface BundleCase {
  readonly id: string;
  readonly changes: readonly Change[];
  readonly seals: readonly SeriesSeal[];
}

/** An invented case: so many changes by one installation, sealed. */
export async function inventedCase(by: Installation, count = 10, id = newId()): Promise<BundleCase> {
  const intents: ChangeIntent[] = Array.from({ length: count }, (_, i) => ({
    entity: `inspection/${id}`,
    field: `field${i % 20}`,
    kind: 'set',
    value: `La persona inventada número ${i} dice que sí: «así fue».`,
  }));
  const changes = writeChanges(by, id, [], intents);
  return { id, changes, seals: await sealTips(changes, by) };
}

/** More changes of a case by an installation, as it would write them. @returns the new ones only */
export function writeChanges(
  { replica }: Pick<Installation, 'replica'>,
  caseId: string,
  existing: readonly Change[],
  intents: readonly ChangeIntent[],
): readonly Change[] {
  const clock = { now: () => Date.parse(MADE_AT) };
  return appendChanges(intents, { caseId, installationId: replica, author: 'inspectora', existing, clock });
}

/** A file to put into a bundle. */
export interface BundleFile {
  readonly tipo: Exclude<PayloadFile['tipo'], 'cambios'>;
  readonly ruta: string;
  readonly bytes: Bytes;
}

/** A piece of evidence or a paper, under the name that its bytes give it. */
export async function fileByHash(tipo: 'adjunto' | 'documento', bytes: Bytes, ending = 'jpg'): Promise<BundleFile> {
  const hash = toHex(await sha256(bytes));
  return { tipo, bytes, ruta: tipo === 'adjunto' ? bundlePaths.evidence(hash, ending) : bundlePaths.paper(hash) };
}

/** What a bundle of a test is made of. */
export interface BundleOrder {
  readonly from: Installation;
  readonly to: Envelope['destinatarios'];
  readonly cases?: readonly BundleCase[];
  readonly files?: readonly BundleFile[];
  readonly tipo?: Envelope['tipo'];
  readonly id?: string;
  readonly sec?: Envelope['sec'];
  readonly creado?: string;
  /** instead of the lines of the cases; as text, or packed with what the envelope is to say of it */
  readonly lines?: string | { readonly packed: Bytes; readonly desc: number; readonly lineas: number };
  /** changes the envelope before it is signed, as an infected computer could */
  readonly alter?: (envelope: Record<string, unknown>) => void;
}

/** A bundle as it is before it is sealed for its recipients. */
export interface BuiltBundle {
  /** the whole archive */
  readonly tar: Bytes;
  readonly envelope: Envelope;
  readonly envelopeBytes: Bytes;
}

/** Makes a bundle in memory, the way the app does it. */
export async function buildBundle(order: BundleOrder): Promise<BuiltBundle> {
  return await signBundle(await planOf(order), order);
}

/** A bundle that lacks only its signature. */
export interface UnsignedBundle {
  readonly plan: BundlePlan;
  /** the entries behind the texts, as they stand in the archive */
  readonly payload: Bytes;
}

/** Plans a bundle; where many differ in their envelope only, once is enough. */
export async function planOf(order: BundleOrder): Promise<UnsignedBundle> {
  const { from, to, cases = [], files = [] } = order;
  const { packed, ...sizes } = packLines(order);
  const described: { file: PayloadFile; bytes: Bytes }[] = [
    { bytes: packed, file: { ...(await place('cambios', bundlePaths.changes, packed)), ...sizes } },
  ];
  for (const file of files) described.push({ bytes: file.bytes, file: await placeOf(file) });
  const offices = [...new Set(to.map(({ oficina }) => oficina))];
  const plan = planBundle({
    envelopeInput: {
      id: order.id ?? newId(),
      tipo: order.tipo ?? 'traspaso',
      emisor: { oficina: from.office, replica: from.replica, cert: from.cert },
      destinatarios: to,
      sec: order.sec ?? offices.map((a) => ({ a, n: 1, ant: null })),
      creado: order.creado ?? `${MADE_AT}#0000`,
      casos: cases.map(({ id, changes: all }) => ({ id, series: tipsOf(all) })),
    },
    files: described.map(({ file }) => file),
  });
  const mtime = bundleSeconds(plan.envelope);
  const payload = plan.envelope.archivos.flatMap(({ ruta }) => {
    const bytes = described.find(({ file }) => file.ruta === ruta)?.bytes;
    return bytes === undefined ? [] : [tarEntry(BUNDLE_FOLDER + ruta, bytes, mtime)];
  });
  return { plan, payload: concatBytes(...payload, TAR_END) };
}

/** Signs a bundle over its envelope, or over what somebody makes of it. */
export async function signBundle(
  { plan, payload }: UnsignedBundle,
  { from, alter }: Pick<BundleOrder, 'from' | 'alter'>,
): Promise<BuiltBundle> {
  const altered = alteredBytes(plan.envelopeBytes, alter);
  const signature = await signEnvelope(altered, from.signer, MADE_AT);
  const tar = concatBytes(archiveStart({ ...plan, envelopeBytes: altered }, signature), payload);
  return { tar, envelope: plan.envelope, envelopeBytes: altered };
}

function packLines({ lines, cases = [] }: BundleOrder): { packed: Bytes; desc: number; lineas: number } {
  if (typeof lines === 'object') return lines;
  const text = lines ?? cases.map((one) => linesOf(one)).join('');
  const plain = utf8(text);
  return { packed: new Uint8Array(gzipSync(plain)), desc: plain.length, lineas: text.split('\n').length - 1 };
}

/** The lines of a case as they stand in a bundle, the last line end too. */
export function linesOf({ changes, seals }: Pick<BundleCase, 'changes' | 'seals'>): string {
  return [...caseLines(changes, seals), ''].join('\n');
}

const places = new WeakMap<BundleFile, PayloadFile>();

/** What an envelope says of a file, worked out once. */
async function placeOf(file: BundleFile): Promise<PayloadFile> {
  const known = places.get(file) ?? (await place(file.tipo, file.ruta, file.bytes));
  places.set(file, known);
  return known;
}

async function place<T extends string>(
  tipo: T,
  ruta: string,
  bytes: Bytes,
): Promise<{ tipo: T; ruta: string; bytes: number; sha256: string }> {
  return { tipo, ruta, bytes: bytes.length, sha256: toHex(await sha256(bytes)) };
}

function alteredBytes(bytes: Bytes, alter: BundleOrder['alter']): Bytes {
  if (alter === undefined) return bytes;
  const envelope = JSON.parse(fromUtf8(bytes)) as Record<string, Json>;
  alter(envelope);
  return utf8(canonicalJson(envelope));
}

/** What a reader of a test knows: the installations it trusts, and its own keys. */
export function knowing(
  installations: readonly Installation[],
  ownKeys: BundleReaderInput['ownKeys'],
): BundleReaderInput {
  return {
    now: Date.parse(MADE_AT),
    ownKeys,
    checkSender: ({ emisor }) =>
      Promise.resolve(
        installations.some(({ office, replica, cert }) =>
          [office === emisor.oficina, replica === emisor.replica, cert === emisor.cert].every(Boolean),
        )
          ? ok('trusted')
          : { ok: false, fault: { code: 'bundle/unknown-sender' } },
      ),
    certificateOf: (replica, hash) =>
      installations.find((one) => one.replica === replica && one.cert === hash)?.certificate,
  };
}

/** Reads a whole archive in pieces. @returns all that it brought, and the summary */
export async function readAll(
  tar: Bytes,
  input: BundleReaderInput,
  piece = 64 * 1024,
): Promise<Result<{ readonly events: readonly BundleEvent[]; readonly summary: BundleSummary }>> {
  const reader = createBundleReader(input);
  const events: BundleEvent[] = [];
  for (let at = 0; at < tar.length; at += piece) {
    const brought = await reader.feed(tar.slice(at, at + piece));
    if (!brought.ok) return brought;
    events.push(...brought.value);
  }
  const summary = await reader.end();
  return summary.ok ? ok({ events, summary: summary.value }) : summary;
}
