import * as v from 'valibot';
import { fromBase64, toBase64, type Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import {
  Base64Der,
  canonicalBytes,
  HybridKey,
  Moment,
  Name,
  OfficeCode,
  readCanonical,
  Replica,
} from './canonical-file.ts';

const CONTEXT = 'confianza/v1';
/** A thousand computers; the whole country has a few dozen offices. */
const LIST_MAX = 8 * 1024 * 1024;

const Installation = v.strictObject({
  replica: Replica,
  /** base64 DER, issued by the root */
  cert: Base64Der,
  /** certificates of before for the same key: seals of years ago name them */
  anteriores: v.exactOptional(v.array(Base64Der)),
  /** former ids, for whose series its seals count as well */
  antes: v.exactOptional(v.array(Replica)),
  clave: HybridKey,
  estado: v.picklist(['activo', 'revocado']),
  desde: Moment,
  /** end of the certificate, or when it was revoked */
  hasta: Moment,
  motivo: v.exactOptional(Name),
});
export type Installation = v.InferOutput<typeof Installation>;

const TrustedOffice = v.strictObject({ oficina: OfficeCode, nombre: Name, equipos: v.array(Installation) });
export type TrustedOffice = v.InferOutput<typeof TrustedOffice>;

const TrustList = v.strictObject({
  ctx: v.literal(CONTEXT),
  /** only grows */
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  emitida: Moment,
  hasta: Moment,
  oficinas: v.array(TrustedOffice),
  /** code of the central office, which alone sends settings to the others; lists of before have none, and none may then */
  central: v.exactOptional(OfficeCode),
  /** every bundle between offices is also sealed to it; two persons of the ministry open with it what nobody else can */
  rescate: HybridKey,
  /** base64 DER: the ministry's root, which signs this list */
  raiz: Base64Der,
});
/** Which offices there are, with which computers, and which of these are believed no more. */
export type TrustList = v.InferOutput<typeof TrustList>;

/** A list with its signature: detached CMS by the root, DER. */
export interface SignedTrustList {
  readonly list: Bytes;
  readonly signature: Bytes;
}

const TrustFile = v.strictObject({ firma: Base64Der, lista: TrustList });

/** The list as it is signed. */
export function trustListBytes(list: TrustList): Bytes {
  return canonicalBytes(list);
}

/** Puts a list together. */
export function makeTrustList(of: Omit<TrustList, 'ctx'>): TrustList {
  return { ctx: CONTEXT, ...of };
}

/**
 * Reads a list; who signed it is not looked at.
 * @returns the list, or `trust/not-a-list`
 */
export function readTrustList(bytes: Bytes): Result<TrustList> {
  const list = bytes.length <= LIST_MAX ? readCanonical(TrustList, bytes) : undefined;
  if (list === undefined) return fail('trust/not-a-list');
  const installations = list.oficinas.flatMap(({ equipos }) => equipos);
  const replicas = installations.map(({ replica }) => replica);
  const former = installations.flatMap(({ antes = [] }) => antes);
  const codes = list.oficinas.map(({ oficina }) => oficina);
  // the same computer or office twice would let two readers find different answers
  const isClear =
    new Set(replicas).size === replicas.length &&
    new Set(former).size === former.length &&
    new Set(codes).size === codes.length;
  return isClear ? ok(list) : fail('trust/not-a-list');
}

/** One file with list and signature, as the ministry hands it out. */
export function trustFile({ list, signature }: SignedTrustList): Result<Bytes> {
  const read = readTrustList(list);
  return read.ok ? ok(canonicalBytes({ firma: toBase64(signature), lista: read.value })) : read;
}

/**
 * Takes a file of the ministry apart; nothing is checked but its form.
 * @param file hostile input
 * @returns list and signature, or `trust/not-a-list`
 */
export function readTrustFile(file: Bytes): Result<SignedTrustList> {
  const read = file.length <= 2 * LIST_MAX ? readCanonical(TrustFile, file) : undefined;
  if (read === undefined) return fail('trust/not-a-list');
  return ok({ list: trustListBytes(read.lista), signature: fromBase64(read.firma) });
}

/** An installation with its office. */
export interface ListedInstallation extends Installation {
  readonly office: TrustedOffice;
}

/**
 * The installation that a series was taken over by, when its computer was put back from a copy and got another id.
 * @returns undefined when nobody took it over
 */
export function findSuccessor(list: TrustList, replica: string): Installation | undefined {
  return list.oficinas.flatMap(({ equipos }) => equipos).find(({ antes }) => antes?.includes(replica) === true);
}

/** Whether the list knows a computer by this id, or knew one. */
export function isInstallation(list: TrustList, id: string): boolean {
  return findInstallation(list, id) !== undefined || findSuccessor(list, id) !== undefined;
}

/** The installation with this id; undefined when the ministry knows none. */
export function findInstallation(list: TrustList, replica: string): ListedInstallation | undefined {
  for (const office of list.oficinas) {
    const found = office.equipos.find((one) => one.replica === replica);
    if (found !== undefined) return { ...found, office };
  }
  return undefined;
}
