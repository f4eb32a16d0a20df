import { concatBytes, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import type { Chance } from '../../shared/sample/random.ts';

const SNIPPETS = ['77777777777', '-1', 'null', '"__proto__"', '1e999', '{}', '[[[[', '\n', '\0', '"op":{"v":2}'];
const VALUES = [null, [], {}, 'x', -1, 1e15, [{}], [null], '\0', { length: 1e9 }, 0.5, true, 'traspaso/v0', '2026'];

/** The bytes with one to three things done to them. */
export function damaged(bytes: Bytes, chance: Chance): Bytes {
  let out = bytes.slice();
  for (let left = 1 + chance.under(3); left > 0; left -= 1) {
    const at = chance.under(out.length);
    const length = 1 + chance.under(600);
    switch (chance.under(6)) {
      case 0:
        out[at] = (out[at] ?? 0) ^ (1 << chance.under(8));
        break;
      case 1:
        out[at] = chance.under(256);
        break;
      case 2:
        out = concatBytes(out.subarray(0, at), out.subarray(at + (length % 40)));
        break;
      case 3:
        out = concatBytes(out.subarray(0, at + length), out.subarray(at));
        break;
      case 4:
        out = out.slice(0, at + 1);
        break;
      default:
        out.set(utf8(chance.oneOf(SNIPPETS)).subarray(0, out.length - at), at);
    }
    if (out.length === 0) out = new Uint8Array(1);
  }
  return out;
}

/** Puts something else in the place of one part of an envelope, however deep. */
export function twisted(value: Record<string, unknown> | unknown[], chance: Chance): void {
  const keys = Object.keys(value);
  const key = keys.length === 0 || chance.under(12) === 0 ? 'otro' : chance.oneOf(keys);
  const parts = value as Record<string, unknown>;
  const inner = parts[key];
  const isDeep = typeof inner === 'object' && inner !== null;
  if (isDeep && chance.under(3) > 0) twisted(inner as Record<string, unknown>, chance);
  else if (chance.under(6) === 0) Reflect.deleteProperty(parts, key);
  else parts[key] = chance.oneOf(VALUES);
}

/** How often each thing was found, for a line of a log. */
export class Tally {
  readonly #found = new Map<string, number>();

  add(what: string, times = 1): void {
    this.#found.set(what, this.of(what) + times);
  }

  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#found].sort());
  }

  of(what: string): number {
    return this.#found.get(what) ?? 0;
  }

  toString(): string {
    return JSON.stringify(this.counts);
  }
}
