import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import { isDeep } from '../kernel/canonical-read.ts';
import { canonicalOp, changeIdOf, valueHashOf } from './change-hash.ts';
import type { Change, ChangeOp } from './change.ts';
import { isChangeOp, isOpenValue } from './verify-change.ts';

/** A change as one line of canonical JSON, without its id, which follows from it. */
export function changeLine({ op, x }: Change): string {
  return lineOf(canonicalOp(op), x && { sal: x.sal, val: canonicalJson(x.val) });
}

/**
 * Reads such a line. What `verifyChange` says of a change holds for what comes out; it is told here because each canonical
 * form is made once only, of which there are hundreds of thousands.
 * @param text may come from anywhere
 * @returns undefined for anything that {@link changeLine} does not write
 */
export function readChangeLine(text: string): Change | undefined {
  try {
    const read = readPlainLine(text) ?? parseLine(text);
    if (read === undefined || !isChangeOp(read.op)) return undefined;
    const { op, canonical, x } = read;
    if (x !== undefined && (!isOpenValue(x.open) || valueHashOf(x.open.sal, x.val) !== op.h)) return undefined;
    return { id: changeIdOf(canonical), op, ...(x === undefined ? {} : { x: x.open }) };
  } catch {
    // no JSON, no object, or a value without a canonical form
    return undefined;
  }
}

/** A line that is canonical; whether it is a change is still to be told. */
interface ReadLine {
  readonly op: ChangeOp;
  /** the canonical form of `op` */
  readonly canonical: string;
  /** the value, and its canonical form */
  readonly x: { readonly open: NonNullable<Change['x']>; readonly val: string } | undefined;
}

/** Characters that stand in canonical JSON as they are. A pair of surrogates would too, but half of one does not. */
const PLAIN = String.raw`[^"\\\u0000-\u001f\ud800-\udfff]*`;
const MEMBERS = [
  ...[`"c":"(${PLAIN})"`, `"e":"(${PLAIN})"`, `"f":"(${PLAIN})"`, `"h":"(${PLAIN})"`, '"k":"(set|del)"'],
  ...['"n":([1-9][0-9]{0,6})', `"p":(?:null|"(${PLAIN})")`, `"r":"(${PLAIN})"`, String.raw`"s":\[([^\[\]\\{}]*)\]`],
  ...[`"t":"(${PLAIN})"`, `"u":"(${PLAIN})"`, '"v":1'],
];
const LINE = new RegExp(
  String.raw`^\{"op":(\{${MEMBERS.join(',')}\})(?:,"x":\{"sal":"(${PLAIN})","val":(?:null|"(${PLAIN})")\})?\}$`,
);

/**
 * Nearly all lines: what their pattern lets through is canonical as it stands, so that nothing of it need be made again to be
 * compared.
 * @returns undefined where the pattern does not tell
 */
function readPlainLine(text: string): ReadLine | undefined {
  const found = LINE.exec(text);
  if (found === null) return undefined;
  // what the pattern may leave out is undefined, whatever its type says
  const [, canonical = '', c = '', e = '', f = '', h = '', k, n, p, r = '', replaced = '', t = '', u = '', sal, val] =
    found as readonly (string | undefined)[];
  const s = replaced === '' ? [] : headsIn(replaced);
  if (s === undefined) return undefined;
  const kind = k === 'set' ? 'set' : 'del';
  const op: ChangeOp = { v: 1, c, r, n: Number(n), p: p ?? null, t, u, e, f, k: kind, s, h };
  if (sal === undefined) return { op, canonical, x: undefined };
  const quoted = val === undefined ? 'null' : `"${val}"`;
  return { op, canonical, x: { open: { sal, val: val ?? null }, val: quoted } };
}

/** The texts of a list of such texts; undefined when it is not canonical, or holds something else. */
function headsIn(list: string): readonly string[] | undefined {
  const read = JSON.parse(`[${list}]`) as readonly Json[];
  if (!read.every((one) => typeof one === 'string') || canonicalJson(read) !== `[${list}]`) return undefined;
  return read;
}

/** Any line: read, and written again to see that it was canonical. */
function parseLine(text: string): ReadLine | undefined {
  if (isDeep(text)) return undefined;
  const { op, x } = JSON.parse(text) as { readonly op: ChangeOp; readonly x?: Change['x'] };
  if (!isChangeOp(op) || (x !== undefined && !isOpenValue(x))) return undefined;
  const canonical = canonicalOp(op);
  const value = x && { sal: x.sal, val: canonicalJson(x.val) };
  if (lineOf(canonical, value) !== text) return undefined;
  return { op, canonical, x: x && value && { open: x, val: value.val } };
}

/** @param value a salt, which needs no quoting, and the canonical form of what it salts */
function lineOf(op: string, value: { readonly sal: string; readonly val: string } | undefined): string {
  return value === undefined ? `{"op":${op}}` : `{"op":${op},"x":{"sal":"${value.sal}","val":${value.val}}}`;
}
