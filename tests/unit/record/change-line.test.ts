import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts';
import { appendChanges } from '../../../shared/record/append.ts';
import { changeLine, readChangeLine } from '../../../shared/record/change-line.ts';
import { changeId, valueHash } from '../../../shared/record/change-hash.ts';
import type { Change, ChangeOp } from '../../../shared/record/change.ts';
import { verifyChange } from '../../../shared/record/verify-change.ts';
import { rowId } from '../../support/inspection-builder.ts';

const context = { caseId: rowId(1), installationId: rowId(2), author: 'ana', existing: [] };

function changeOf(value: Json): ReturnType<typeof appendChanges>[number] {
  const intent = { entity: `inspection/${rowId(3)}`, field: 'place', kind: 'set', value } as const;
  const [change] = appendChanges([intent], { ...context, clock: { now: () => Date.UTC(2026, 10, 24) } });
  if (change === undefined) throw new Error('no change');
  return change;
}

const values = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

test('a change comes back from its line, with its value or without', () => {
  fc.assert(
    fc.property(values, (value) => {
      const change = changeOf(value);
      const { id, op } = change;
      expect(readChangeLine(changeLine(change))).toEqual(change);
      expect(readChangeLine(changeLine({ id, op }))).toEqual({ id, op });
    }),
  );
});

test('what is read from any line verifies, and is written as that line', () => {
  const text = changeLine(changeOf({ nombre: 'Ñ', edad: 17 }));
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(3), fc.string({ maxLength: 3 }), (at, cut, more) => {
      const line = text.slice(0, at) + more + text.slice(at + cut);
      const read = readChangeLine(line);
      if (read === undefined) return;
      expect(verifyChange(read)).toBe(true);
      expect(changeLine(read)).toBe(line);
    }),
    { numRuns: 500 },
  );
});

/** The rule without any short cut: an object of these members, canonical, and a change that verifies. */
function readByTheRule(text: string): Change | undefined {
  try {
    const { op, x, ...more } = JSON.parse(text) as { readonly op: ChangeOp; readonly x?: NonNullable<Change['x']> };
    if (Object.keys(more).length > 0) return undefined;
    const parts = x === undefined ? { op: { ...op } } : { op: { ...op }, x: { ...x } };
    if (canonicalJson(parts) !== text) return undefined;
    const change = { id: changeId(op), op, ...(x === undefined ? {} : { x }) };
    return verifyChange(change) ? change : undefined;
  } catch {
    return undefined;
  }
}

const hash = (n: number): string => changeOf(n).id;
const odd = fc.constantFrom<Json>(
  ...[
    '',
    'x',
    null,
    1,
    true,
    [],
    {},
    ['a'],
    'á',
    '"',
    '\\',
    '\n',
    '\u2028',
    '\u{1F600}',
    '\ud800',
    '__proto__',
    'constructor',
  ],
);
/** A member of what a chain covers that may be right, hardly wrong, or wrong altogether. */
const member: Readonly<Record<keyof ChangeOp, fc.Arbitrary<Json>>> = {
  v: fc.constantFrom<Json>(2, '1', 1.5),
  c: fc.constantFrom<Json>(rowId(1).toUpperCase(), `${rowId(1)}\n`, rowId(9)),
  r: fc.constantFrom<Json>(rowId(1).slice(1), rowId(7)),
  n: fc.oneof(
    fc.constantFrom<Json>(0, 1, 2, 999_999, 1_000_000, 1_000_001, 9_999_999, 1.5, -1, '1', 1e21),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  ),
  p: fc.constantFrom<Json>(null, hash(1), hash(2).slice(1), `${hash(1)}=`),
  t: fc.constantFrom<Json>(
    '2026-02-29T15:00:00.000Z#0000',
    '2024-02-29T23:59:59.999Z#ffff',
    '2026-11-24T24:00:00.000Z#0000',
    '2026-11-24T15:00:00.000Z#000G',
  ),
  u: fc.oneof(fc.string({ maxLength: 70 }), fc.string({ unit: 'grapheme', maxLength: 70 })),
  e: fc.constantFrom<Json>('inspection/', `x/${rowId(1)}`, 'Inspection/1', 'inspection/1/2', 'á/1'),
  f: fc.constantFrom<Json>('@x', 'constructor', '__proto__', '1x', 'x'.repeat(64), 'x'.repeat(65)),
  k: fc.constantFrom<Json>('del', 'put', 'Set'),
  s: fc.oneof(
    fc.array(fc.constantFrom<Json>(hash(1), hash(2), hash(3), 'x', 1, null, '\\', '"', ']'), { maxLength: 4 }),
    fc.constantFrom<Json>(
      [...new Set(Array.from({ length: 64 }, (_, i) => hash(i)))].sort(),
      [...new Set(Array.from({ length: 65 }, (_, i) => hash(i)))].sort(),
    ),
  ),
  h: fc.constantFrom<Json>(hash(4), 'x'),
};
const anyOp = fc.record(Object.fromEntries(Object.entries(member).map(([key, wrong]) => [key, fc.oneof(wrong, odd)])), {
  requiredKeys: [],
});

test('a line is read when the whole rule reads it, and as that reads it', () => {
  let taken = 0;
  const some = fc.subarray(Object.keys(member), { maxLength: 2 });
  const value = fc.option(fc.oneof(values, odd, fc.string({ unit: 'binary' })), { nil: undefined });
  const extra = fc.constantFrom({}, {}, {}, {}, { y: 1 }, { x: null });
  fc.assert(
    fc.property(anyOp, some, value, extra, (wrong, keys, val, more) => {
      const { op: right } = changeOf('x');
      const wrongs = Object.fromEntries(Object.entries(wrong).filter(([key]) => keys.includes(key)));
      const x = val === undefined ? undefined : { sal: 'A'.repeat(22), val };
      let text: string;
      try {
        const h = x === undefined ? right.h : valueHash(x.sal, x.val);
        text = canonicalJson({ op: { ...right, h, ...wrongs }, ...(x === undefined ? {} : { x }), ...more });
      } catch {
        // half a pair of surrogates has no canonical form: as JSON writes it, then
        text = JSON.stringify({ op: { ...right, ...wrongs }, ...(x === undefined ? {} : { x }), ...more });
      }
      const expected = readByTheRule(text);
      if (expected !== undefined) taken += 1;
      expect(readChangeLine(text)).toEqual(expected);
      // the same as a stranger may write it, which is not canonical
      for (const other of [
        ` ${text}`,
        `${text}\n`,
        text.replace('"c":', '"c": '),
        text.replace('x', '\\u0078'),
        text.replaceAll('"', "'"),
      ]) {
        expect(readChangeLine(other)).toEqual(readByTheRule(other));
      }
    }),
    { numRuns: 3000 },
  );
  expect(taken).toBeGreaterThan(300);
});

test('a raw half of a pair, or a raw control character, is nothing that a change has', () => {
  for (const bad of ['\ud800', '\udc00', '\n', '\u0000', '\t']) {
    const text = changeLine(changeOf('aquí')).replace('aquí', bad);
    expect(readChangeLine(text)).toBeUndefined();
    expect(readChangeLine(changeLine(changeOf('aquí')).replace('ana', bad))).toBeUndefined();
  }
});
