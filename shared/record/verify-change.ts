import { isId } from '../kernel/id.ts';
import { changeId, valueHash } from './change-hash.ts';
import type { Change, ChangeOp } from './change.ts';
import { isHybridTime } from './hybrid-time.ts';

const HASH = /^[A-Za-z0-9_-]{43}$/;
const SALT = /^[A-Za-z0-9_-]{22}$/;
const ENTITY = /^[a-z_]{1,32}\/[0-9a-f-]{1,36}$/;
const FIELD = /^[A-Za-z@_][A-Za-z0-9_@]{0,63}$/;
const FORBIDDEN_FIELDS: readonly string[] = ['__proto__', 'constructor'];
const OP_KEYS = ['v', 'c', 'r', 'n', 'p', 't', 'u', 'e', 'f', 'k', 's', 'h'];
const CHANGE_KEYS = ['id', 'op'];
const OPEN_CHANGE_KEYS = ['id', 'op', 'x'];
const VALUE_KEYS = ['sal', 'val'];
/** Limits of the format; see ADR 0004. */
export const MAX_SERIES = 1_000_000;
export const MAX_HEADS = 64;

/** True when a change may name this entity. */
export function isEntityName(text: string): boolean {
  return ENTITY.test(text);
}

/** True when a change may set this field. */
export function isFieldName(text: string): boolean {
  return FIELD.test(text) && !FORBIDDEN_FIELDS.includes(text);
}

/**
 * True when a change has the exact form of the format, its id is the hash of what the chain covers, and its value (when
 * it is there) is the one the chain speaks of. Who made it is shown by seals, not by this.
 * @param change may come from anywhere: nothing about it is taken for granted
 */
export function verifyChange(change: Change): boolean {
  if (!hasKeys(change, OPEN_CHANGE_KEYS) && !hasKeys(change, CHANGE_KEYS)) return false;
  if (!isChangeOp(change.op)) return false;
  const { id, op, x } = change;
  try {
    if (changeId(op) !== id) return false;
    if (x === undefined) return true;
    if (!isOpenValue(x)) return false;
    return valueHash(x.sal, x.val) === op.h;
  } catch {
    // Only canonical JSON throws here: a value that has no canonical form cannot be the one that was hashed.
    return false;
  }
}

/** True when this is what a chain covers, in the exact form of the format. */
export function isChangeOp(op: Readonly<Record<keyof ChangeOp, unknown>>): boolean {
  if (!hasKeys(op, OP_KEYS)) return false;
  return (
    op.v === 1 &&
    isUuid(op.c) &&
    isUuid(op.r) &&
    isPlace(op.n) &&
    (op.n === 1 ? op.p === null : isHash(op.p)) &&
    typeof op.t === 'string' &&
    isHybridTime(op.t) &&
    typeof op.u === 'string' &&
    op.u.length <= 64 &&
    typeof op.e === 'string' &&
    isEntityName(op.e) &&
    typeof op.f === 'string' &&
    isFieldName(op.f) &&
    (op.k === 'set' || op.k === 'del') &&
    isHeadList(op.s) &&
    isHash(op.h)
  );
}

/** True when this is a salted value in the exact form of the format. */
export function isOpenValue(x: NonNullable<Change['x']>): boolean {
  return hasKeys(x, VALUE_KEYS) && typeof x.sal === 'string' && SALT.test(x.sal);
}

function isUuid(id: unknown): boolean {
  return typeof id === 'string' && isId(id);
}

function isPlace(n: unknown): boolean {
  return typeof n === 'number' && Number.isSafeInteger(n) && n >= 1 && n <= MAX_SERIES;
}

function isHeadList(heads: unknown): boolean {
  if (!Array.isArray(heads) || heads.length > MAX_HEADS) return false;
  for (let i = 0; i < heads.length; i += 1) {
    if (!isHash(heads[i]) || (i > 0 && String(heads[i - 1]) >= String(heads[i]))) return false;
  }
  return true;
}

function isHash(value: unknown): boolean {
  return typeof value === 'string' && HASH.test(value);
}

/** True for an object with exactly these keys, in any order. */
function hasKeys(value: unknown, keys: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const names = Object.keys(value);
  // most stand in the order in which they are written here
  return names.length === keys.length && names.every((name, i) => name === keys[i] || keys.includes(name));
}
