import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { canonicalOp, changeId, valueHash } from '../../../shared/record/change-hash.ts';
import type { ChangeOp } from '../../../shared/record/change.ts';
import { isHybridTime, parseHybridTime } from '../../../shared/record/hybrid-time.ts';

const op: ChangeOp = {
  ...{ v: 1, c: newId(), r: newId(), n: 1, p: null, t: '2026-11-24T15:00:00.000Z#0000' },
  ...{ u: 'ana', e: 'inspection/1', f: 'salary', k: 'set', s: [], h: 'x'.repeat(43) },
};

test('what a chain covers is canonical JSON, whatever an author is called', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), fc.array(fc.string()), (u, n, s) => {
      const any = { ...op, u, n, s };
      expect(canonicalOp(any)).toBe(canonicalJson({ ...any }));
    }),
  );
  // a text that looks like an escape, and one that is none
  for (const u of ['\\ud800', 'a\\\\ud', '\u{1F600}']) {
    expect(canonicalOp({ ...op, u })).toBe(canonicalJson({ ...op, u }));
  }
  expect(() => canonicalOp({ ...op, u: '\ud800' })).toThrow('lone surrogate');
});

test('hashes are those of the format, of long texts too', () => {
  // base64url SHA-256, made with OpenSSL
  expect(changeId({ ...op, c: 'c', r: 'r' })).toBe('HTBUROr_VlEA381ZZHj70uxI9Tps1WiXcX8FaQbAD4s');
  expect(valueHash('AAAAAAAAAAAAAAAAAAAAAA', 'á'.repeat(20_000))).toBe('Ic3sSsxmy26_9rNlTOYhcYkQ4ZEi2mSuHaWv0BbkXxU');
  expect(valueHash('AAAAAAAAAAAAAAAAAAAAAA', 'á')).toBe('gABYnaLaUA2_DIDegCVNGX2ZPLacI11Tmq0psyFjbdE');
});

test('a moment is read only as it is written', () => {
  const days = ['01', '27', '28', '29', '30', '31', '32', '00'];
  for (const [month, day] of ['01', '02', '04', '12', '13'].flatMap((m) => days.map((d) => [m, d] as const))) {
    for (const hour of ['00', '23', '24']) {
      for (const year of ['2024', '2026', '0000']) {
        const instant = `${year}-${month}-${day}T${hour}:00:00.000Z`;
        const milliseconds = Date.parse(instant);
        const isWritten = !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === instant;
        expect(parseHybridTime(`${instant}#0000`)?.milliseconds, instant).toBe(isWritten ? milliseconds : undefined);
        expect(isHybridTime(`${instant}#0000`), instant).toBe(isWritten);
      }
    }
  }
});

test('whether a text is a moment is told as it is read', () => {
  const digits = fc.tuple(
    fc.constantFrom('0000', '0004', '1900', '2000', '2023', '2024', '9999'),
    ...Array.from({ length: 5 }, () => fc.nat(99).map((n) => String(n % 70).padStart(2, '0'))),
    fc.constantFrom('000Z#0000', '999Z#ffff', '000z#0000', '000Z#FFFF', '00Z#0000', '000Z#0000\n'),
  );
  fc.assert(
    fc.property(digits, ([year, month, day, hour, minute, second, rest]) => {
      const text = `${year}-${month}-${day}T${hour}:${minute}:${second}.${rest}`;
      const usual = `${year}-${String((Number(month) % 12) + 1).padStart(2, '0')}-${day}T12:00:00.${rest}`;
      for (const one of [text, usual]) expect(isHybridTime(one), one).toBe(parseHybridTime(one) !== undefined);
    }),
    { numRuns: 2000 },
  );
});
