import { canonicalJson } from '../kernel/canonical-json.ts';
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
    if (isDeep(text)) return undefined;
    const { op, x } = JSON.parse(text) as { readonly op: ChangeOp; readonly x?: Change['x'] };
    if (!isChangeOp(op) || (x !== undefined && !isOpenValue(x))) return undefined;
    const canonical = canonicalOp(op);
    const value = x && { sal: x.sal, val: canonicalJson(x.val) };
    if (lineOf(canonical, value) !== text) return undefined;
    if (value !== undefined && valueHashOf(value.sal, value.val) !== op.h) return undefined;
    return { id: changeIdOf(canonical), op, ...(x === undefined ? {} : { x }) };
  } catch {
    // no JSON, no object, or a value without a canonical form
    return undefined;
  }
}

/** @param value a salt, which needs no quoting, and the canonical form of what it salts */
function lineOf(op: string, value: { readonly sal: string; readonly val: string } | undefined): string {
  return value === undefined ? `{"op":${op}}` : `{"op":${op},"x":{"sal":"${value.sal}","val":${value.val}}}`;
}
