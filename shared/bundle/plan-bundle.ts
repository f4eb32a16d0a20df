import { concatBytes, toHex, utf8, type Bytes } from '../kernel/bytes.ts';
import { sha256Now } from '../kernel/sha256.ts';
import { parseHybridTime } from '../record/hybrid-time.ts';
import { BUNDLE_FOLDER, bundlePaths } from './bundle-layout.ts';
import { BUNDLE_CONTEXT, DATA_MODEL, envelopeBytes, type Envelope, type EnvelopeFile } from './envelope.ts';
import { tarEntry } from './tar.ts';

/** What whoever makes a bundle says of it; the rest of the envelope follows from the files. */
export type EnvelopeInput = Omit<Envelope, 'ctx' | 'esquema' | 'archivos'>;

/** A file of a bundle that is not made here. */
export type PayloadFile = Exclude<EnvelopeFile, { readonly tipo: 'bagit' }>;

/** A small file as it goes into the archive. */
export interface BagText {
  /** below the bundle's folder */
  readonly ruta: string;
  readonly bytes: Bytes;
}

/** A bundle, thought out: what is signed, and the texts that make its folder a bag. */
export interface BundlePlan {
  readonly envelope: Envelope;
  readonly envelopeBytes: Bytes;
  /** in the order of the archive */
  readonly texts: readonly BagText[];
}

/**
 * Plans a bundle: puts the files into the order of the format, writes the texts of a BagIt bag (RFC 8493) and the envelope.
 * Whether what comes out is an envelope is told by `parseEnvelope`, which whoever writes should ask before signing.
 * @param parts.files everything under `data/`, in any order; the changes are among them
 */
export function planBundle({
  envelopeInput,
  files,
}: {
  readonly envelopeInput: EnvelopeInput;
  readonly files: readonly PayloadFile[];
}): BundlePlan {
  const payload = KIND_ORDER.flatMap((kind) => files.filter(({ tipo }) => tipo === kind));
  const texts = bagTexts(envelopeInput, payload);
  const envelope: Envelope = {
    ...envelopeInput,
    ctx: BUNDLE_CONTEXT,
    esquema: DATA_MODEL,
    archivos: [...texts.map(bagFile), ...payload],
  };
  return { envelope, envelopeBytes: envelopeBytes(envelope), texts };
}

/** What is read first stands first (see `filePlace`). */
const KIND_ORDER = ['confianza', 'cambios', 'indice', 'ajustes', 'acuse', 'adjunto', 'documento'] as const;

/** True when the envelope names the very texts that belong to its files: a bag that says something else is no bag. */
export function hasBagTexts(envelope: Envelope): boolean {
  const payload = envelope.archivos.filter((file): file is PayloadFile => file.tipo !== 'bagit');
  const expected = bagTexts(envelope, payload).map(bagFile);
  return expected.every(({ ruta, bytes, sha256: hash }, at) => {
    const file = envelope.archivos[at];
    return file?.ruta === ruta && file.bytes === bytes && file.sha256 === hash;
  });
}

/** The start of the archive: the envelope, its signature and the texts. Then come the files, each as in `tar.ts`. */
export function archiveStart({ envelope, envelopeBytes: bytes, texts }: BundlePlan, signature: Bytes): Bytes {
  const mtime = bundleSeconds(envelope);
  const start = [{ ruta: bundlePaths.envelope, bytes }, { ruta: bundlePaths.signature, bytes: signature }, ...texts];
  return concatBytes(...start.map((file) => tarEntry(BUNDLE_FOLDER + file.ruta, file.bytes, mtime)));
}

/** The time that all files of a bundle bear, seconds since 1970: when it was made. */
export function bundleSeconds({ creado }: Pick<Envelope, 'creado'>): number {
  return Math.floor((parseHybridTime(creado)?.milliseconds ?? 0) / 1000);
}

function bagTexts(input: EnvelopeInput, payload: readonly PayloadFile[]): readonly BagText[] {
  const octets = payload.reduce((sum, { bytes }) => sum + bytes, 0);
  const info = [
    `Source-Organization: ${input.emisor.oficina}`,
    `Bagging-Date: ${input.creado.slice(0, 10)}`,
    `External-Identifier: ${input.id}`,
    `Payload-Oxum: ${octets}.${payload.length}`,
  ];
  return [
    { ruta: bundlePaths.bagit, bytes: utf8('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n') },
    { ruta: bundlePaths.bagInfo, bytes: utf8(info.map((line) => `${line}\n`).join('')) },
    {
      ruta: bundlePaths.manifest,
      bytes: utf8(payload.map(({ sha256: hash, ruta }) => `${hash}  ${ruta}\n`).join('')),
    },
  ];
}

function bagFile({ ruta, bytes }: BagText): EnvelopeFile {
  return { ruta, bytes: bytes.length, sha256: toHex(sha256Now(bytes)), tipo: 'bagit' };
}
