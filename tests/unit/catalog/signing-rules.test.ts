import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expiryUrgency, signatureKind, signingRules } from '../../../shared/catalog/signing-rules.ts';

const plain = signingRules.unknownKind.words;

test("the office's own certificates make the simple kind, unknown ones no kind at all", () => {
  expect(signatureKind({ kind: 'office' })).toBe('firma electrónica simple');
  expect(signatureKind({ kind: 'unknown' })).toBe('firma electrónica');
});

test('no word of ours claims more', () => {
  expect(JSON.stringify(signingRules).toLowerCase()).not.toMatch(/avanzad|reconocid|cualificad|certificad/);
});

test('words of an issuer count only with their norm and the paper they were read in', () => {
  const part = fc.oneof(
    fc.constantFrom('', '  '),
    fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
  );
  fc.assert(
    fc.property(part, part, part, (words, norm, document) => {
      const kind = signatureKind({ kind: 'provider', provider: { words, norm, document } });
      const isWhole = [words, norm, document].every((text) => text.trim() !== '');
      expect(kind).toBe(isWhole ? words.trim() : plain);
    }),
  );
});

test('a certificate becomes more urgent the fewer days are left, never less', () => {
  expect([61, 60, 31, 30, 8, 7, 0].map(expiryUrgency)).toEqual([0, 1, 1, 2, 2, 3, 3]);
  fc.assert(
    fc.property(fc.nat(400), fc.nat(400), (a, b) => {
      expect(expiryUrgency(Math.min(a, b))).toBeGreaterThanOrEqual(expiryUrgency(Math.max(a, b)));
    }),
  );
});
