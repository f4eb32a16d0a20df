import { canonicalJson, type Json } from './canonical-json.ts';

/** Deeper than anything the app writes; what is deeper is made to harm. */
const DEEPEST = 12;

/**
 * Reads JSON of a stranger that must be canonical (RFC 8785): exactly the bytes that its content is written as. So it has
 * no name twice, no mark at the start, no blanks, and one signature or hash can only mean one content.
 * @returns the content; undefined for anything else
 */
export function readCanonicalJson(bytes: Uint8Array): Json | undefined {
  try {
    const text = strictText(bytes);
    if (isDeep(text)) return undefined;
    const value = JSON.parse(text) as Json;
    return canonicalJson(value) === text ? value : undefined;
  } catch {
    // not UTF-8, not JSON, or a value without a canonical form
    return undefined;
  }
}

/** UTF-8 to text as `fromUtf8` has it, but a mark at the start is content. Throws on bytes that are not UTF-8. */
export function strictText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** True when the text is nested too deep to be of the app. Asked before parsing, so that a tower of brackets costs nothing. */
export function isDeep(text: string): boolean {
  if (!hasMore(text, DEEPEST)) return false;
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isQuoted) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) isQuoted = false;
    } else if (code === 0x22) isQuoted = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

/** True when more brackets open than this: where fewer do, nothing can be nested deeper, and no more need be looked at. */
function hasMore(text: string, most: number): boolean {
  let count = 0;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at >= 0 && count <= most; at = text.indexOf(bracket, at + 1)) count += 1;
  }
  return count > most;
}
