import { randomUUID } from 'node:crypto';

// Makes inputs out of the schemas of the contract themselves: right ones, and ones that are wrong in a single place, which
// come further than plain garbage.

/** Valibot keeps a schema's shape in plain properties; those that are read here. */
interface Shape {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Shape>>;
  readonly item?: Shape;
  readonly items?: readonly Shape[];
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly wrapped?: Shape;
  readonly key?: Shape;
  readonly value?: Shape;
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[];
}

/** Repeatable chance (mulberry32). */
export interface Dice {
  /** 0 to before 1 */
  readonly next: () => number;
  readonly below: (n: number) => number;
  readonly pick: <T>(all: readonly T[]) => T;
}

export function makeDice(seed: number): Dice {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return { next, below, pick: (all) => all[below(all.length)]! };
}

/** Texts that some schema of the contract asks for by a pattern. */
const PATTERNED = [
  ...[
    'LCE',
    '0801',
    '01',
    'Firma_1',
    '.csv',
    '.json',
    'data/indice.json',
    'A'.repeat(43),
    'a'.repeat(32),
    'a'.repeat(64),
  ],
  ...['0'.repeat(64), `c/${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`, '2026-11-24', '2026-11-24T15:00:00.000Z'],
  ...['https://sellos.example/tsa', 'http://sellos.example', 'x.pdf', '1', 'abc', 'a1b2c3d4', 'LEAME.txt', '45.4.1'],
];

const MOST_DEPTH = 6;

/** An input that fits the schema, as far as its plain properties tell; checks that are functions are left to chance. */
export function fitting(schema: unknown, dice: Dice, depth = 0): unknown {
  const { type, entries, item, items, options, literal, wrapped, pipe = [] } = schema as Shape;
  const asked = (name: string): unknown => pipe.find((action) => action.type === name)?.requirement;
  switch (type) {
    case 'strict_object':
    case 'object':
      return Object.fromEntries(
        Object.entries(entries ?? {})
          .filter(([, of]) => !isOptional(of) || (depth < MOST_DEPTH && dice.next() < 0.5))
          .map(([name, of]) => [name, fitting(of, dice, depth + 1)]),
      );
    case 'array': {
      const least = Number(asked('min_length') ?? 0);
      const length = Math.min(Number(asked('max_length') ?? 9), least + (depth < MOST_DEPTH ? dice.below(3) : 0));
      return Array.from({ length }, () => fitting(item, dice, depth + 1));
    }
    case 'tuple':
      return (items ?? []).map((of) => fitting(of, dice, depth + 1));
    case 'record':
      return {};
    case 'union':
    case 'variant':
      return fitting(dice.pick(options ?? []), dice, depth + 1);
    case 'picklist':
      return dice.pick(options ?? []);
    case 'literal':
      return literal;
    case 'boolean':
      return dice.next() < 0.5;
    case 'number':
      return Number(asked('min_value') ?? 0) + dice.below(3);
    case 'string':
      return fittingText(pipe, asked, dice);
    case 'custom':
      return new Uint8Array(dice.pick([1, 32, 65, 200]));
    default:
      return wrapped === undefined ? undefined : fitting(wrapped, dice, depth);
  }
}

function isOptional({ type }: Shape): boolean {
  return type === 'optional' || type === 'exact_optional';
}

function fittingText(pipe: NonNullable<Shape['pipe']>, asked: (name: string) => unknown, dice: Dice): string {
  if (pipe.some(({ type }) => type === 'uuid')) return randomUUID();
  if (pipe.some(({ type }) => type === 'iso_timestamp')) return '2026-11-24T15:00:00.000Z';
  const pattern = asked('regex');
  if (pattern instanceof RegExp) return PATTERNED.find((text) => pattern.test(text)) ?? '';
  const least = Math.max(Number(asked('min_length') ?? 0), dice.below(2));
  return dice
    .pick(['ñandú', 'x', "' OR 1=1 --", '../../x', '<b>', '\u0000', '\u202Egnp.exe', '{{x}}'])
    .padEnd(least, 'x');
}

/** Values that are wrong nearly everywhere. */
export interface Garbage {
  readonly values: readonly unknown[];
}

/** What else may be at one place of an input; only what can cross between processes. */
export const plainGarbage: Garbage = {
  values: [
    ...[
      undefined,
      null,
      true,
      0,
      -1,
      1.5,
      1e21,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.MAX_SAFE_INTEGER,
      '',
      ' ',
    ],
    ...[
      'x'.repeat(70_000),
      '\uD800',
      '__proto__',
      'constructor',
      [],
      [[]],
      {},
      [null],
      { length: 3 },
      { toString: 'x' },
    ],
    ...[new Uint8Array(0), new Uint8Array(8), { 0: 1, length: 1 }, Array.from({ length: 3000 }, () => 0)],
  ],
};

/** The same, and what only arrives whole inside one process: other classes, detached and shared memory. */
export function anyGarbage(): Garbage {
  const detached = new Uint8Array(16);
  structuredClone(detached.buffer, { transfer: [detached.buffer] });
  return {
    values: [
      ...plainGarbage.values,
      nested(200),
      ...[new Date(0), new Map([[1, 2]]), new Set([1]), new Error('no'), /x/, 10n, Symbol('s'), () => 1],
      ...[detached, new Uint8Array(new SharedArrayBuffer(8)), new Uint16Array(4), new DataView(new ArrayBuffer(4))],
      ...[
        new ArrayBuffer(8),
        Buffer.from('x'),
        Object.create(null) as unknown,
        Object.create({ inherited: 1 }) as unknown,
      ],
      ...[JSON.parse('{"__proto__":{"polluted":1}}') as unknown, 'x'.repeat(2_000_000)],
    ],
  };
}

function nested(depth: number): unknown {
  let level: unknown = 'x';
  for (let n = 0; n < depth; n += 1) level = n % 2 === 0 ? [level] : { a: level };
  return level;
}

/** An input that is wrong in one place: another value there, a field too few, or one too many. */
export function nearMiss(schema: unknown, dice: Dice, { values }: Garbage): unknown {
  const input = fitting(schema, dice);
  const places = placesIn(input);
  if (places.length === 0 || dice.next() < 0.1) return withExtra(input, dice);
  const { holder, key } = dice.pick(places);
  const way = dice.below(4);
  if (way === 0 && !Array.isArray(holder)) Reflect.deleteProperty(holder, key);
  else if (way === 1) defineOn(holder, dice);
  else holder[key] = dice.pick(values);
  return input;
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}

function withExtra(input: unknown, dice: Dice): unknown {
  if (typeof input === 'object' && input !== null) defineOn(input as Record<string, unknown>, dice);
  return input;
}

/** A field that no schema knows, as an own one even where its name means something. */
function defineOn(holder: Record<string, unknown>, dice: Dice): void {
  const key = dice.pick(['extra', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '']);
  Object.defineProperty(holder, key, { value: { polluted: 1 }, enumerable: true, writable: true, configurable: true });
}
