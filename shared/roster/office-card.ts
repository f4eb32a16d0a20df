import * as v from 'valibot';
import { concatBytes, fromBase64, toBase64, utf8, type Bytes } from '../kernel/bytes.ts';
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

const CONTEXT = 'ficha/v1';
const CARD_MAX = 16_384;

const OfficeCard = v.strictObject({
  ctx: v.literal(CONTEXT),
  /** code of the office */
  oficina: OfficeCode,
  nombre: Name,
  /** the installation: one computer of the office */
  replica: Replica,
  /** what it was called before it was put back from copies; what it wrote under these names it may seal as well */
  antes: v.pipe(v.array(Replica), v.maxLength(64)),
  /** what bundles for it are sealed to */
  clave: HybridKey,
  /** base64: the key it signs with, ECDSA P-256 */
  spki: Base64Der,
  creado: Moment,
});
/** How an installation presents itself to the ministry: nothing in it is secret, and nothing of it is believed yet. */
export type OfficeCard = v.InferOutput<typeof OfficeCard>;

const CardFile = v.strictObject({ ficha: OfficeCard, firma: Base64Der });

/** The card as its words are made of. */
export function cardBytes(card: OfficeCard): Bytes {
  return canonicalBytes(card);
}

/** What the installation signs, to prove that the key on the card is its own. */
export function cardProofBytes(card: OfficeCard): Bytes {
  return concatBytes(utf8(`${CONTEXT}\u0000`), cardBytes(card));
}

/** Puts a card together. */
export function makeCard(of: Omit<OfficeCard, 'ctx'>): OfficeCard {
  return { ctx: CONTEXT, ...of };
}

/** The file of a card. @param proof over {@link cardProofBytes}: ECDSA P-256 with SHA-256, IEEE P1363 */
export function cardFile(card: OfficeCard, proof: Bytes): Bytes {
  return canonicalBytes({ ficha: card, firma: toBase64(proof) });
}

/**
 * Reads the file of a card and checks that whoever made it holds its key. Whose it really is, only the words tell.
 * @param file hostile input
 * @returns the card; `trust/not-a-card`, `trust/not-signed`
 */
export async function readCard(file: Bytes): Promise<Result<OfficeCard>> {
  const read = file.length <= CARD_MAX ? readCanonical(CardFile, file) : undefined;
  if (read === undefined) return fail('trust/not-a-card');
  const { ficha, firma } = read;
  try {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const key = await crypto.subtle.importKey('spki', fromBase64(ficha.spki), algorithm, false, ['verify']);
    const how = { name: 'ECDSA', hash: 'SHA-256' };
    const isOwn = await crypto.subtle.verify(how, key, fromBase64(firma), cardProofBytes(ficha));
    return isOwn ? ok(ficha) : fail('trust/not-signed');
  } catch {
    // a key that is no point of the curve has signed nothing
    return fail('trust/not-signed');
  }
}
