/** What can be stored, hashed and carried: JSON as RFC 8259 has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/**
 * Canonical JSON (RFC 8785): the one text for a value, so that equal values have equal hashes.
 * @param value JSON without `NaN`, infinities or lone surrogates
 * @throws on anything RFC 8785 does not cover
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('canonical JSON: number out of range');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`;
  const object = value as Readonly<Record<string, Json>>;
  // UTF-16 code unit order, as RFC 8785 section 3.2.3 asks; that is what sort() does.
  const members = Object.keys(object)
    .sort()
    .map((key) => `${quoted(key)}:${canonicalJson(object[key] ?? null)}`);
  return `{${members.join(',')}}`;
}

function quoted(text: string): string {
  const out = JSON.stringify(text);
  // a lone surrogate is written as an escape: where nothing was escaped there is none, and the slow look is spared
  if (out.length !== text.length + 2 && LONE_SURROGATE.test(text)) throw new Error('canonical JSON: lone surrogate');
  return out;
}
