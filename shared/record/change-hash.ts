import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import { sha256OfText } from '../kernel/sha256.ts';
import type { ChangeOp } from './change.ts';

// Labels keep one kind of hash from ever being taken for another. They are a data format (ADR 0004).
const OP_LABEL = 'traspaso/asiento/v1\0';
const VALUE_LABEL = 'traspaso/valor/v1\0';

/** The id of a change: base64url SHA-256 of its label and canonical form (43 characters). */
export function changeId(op: ChangeOp): string {
  return changeIdOf(canonicalOp(op));
}

/** What stands in JSON as it is; half a pair of surrogates does not, and whether it is half of one is not looked at. */
const PLAIN = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/;

/**
 * The canonical form of what a chain covers, as `canonicalJson` makes it, in a fraction of the time: all members are known, and
 * stand here in the order that RFC 8785 asks for.
 * @throws on a lone surrogate
 */
export function canonicalOp({ c, e, f, h, k, n, p, r, s, t, u, v }: ChangeOp): string {
  const heads = s.join('","');
  const texts = c + e + f + h + k + (p ?? '') + r + t + u;
  if (!PLAIN.test(texts) || (s.length > 0 && !s.every((id) => PLAIN.test(id)))) {
    return canonicalJson({ c, e, f, h, k, n, p, r, s, t, u, v });
  }
  const before = p === null ? 'null' : `"${p}"`;
  const replaced = s.length === 0 ? '' : `"${heads}"`;
  return (
    `{"c":"${c}","e":"${e}","f":"${f}","h":"${h}","k":"${k}","n":${n},"p":${before},"r":"${r}",` +
    `"s":[${replaced}],"t":"${t}","u":"${u}","v":${v}}`
  );
}

/** The id of a change whose canonical form was made already. */
export function changeIdOf(canonicalOp: string): string {
  return sha256OfText(OP_LABEL + canonicalOp);
}

/**
 * The hash that stands for a value in the chain, so that the value can be withheld and the chain still verifies.
 * @param salt 16 random bytes in base64url; without it short values ("sí", an age) could be guessed from the hash
 */
export function valueHash(salt: string, value: Json): string {
  return valueHashOf(salt, canonicalJson(value));
}

/** The hash of a value whose canonical form was made already. */
export function valueHashOf(salt: string, canonicalValue: string): string {
  return sha256OfText(`${VALUE_LABEL}${salt}\0${canonicalValue}`);
}
