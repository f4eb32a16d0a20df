import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { latin1, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { signedTwice, testOffice, type TestOffice } from '../../support/signable-pdf.ts';
import { codesOf, firstVerdict, gapOf, isRefused, replaced, verdictOf } from '../../support/verdicts.ts';

let office: TestOffice;
let once: Bytes;
let twice: Bytes;

beforeAll(async () => {
  office = await testOffice();
  ({ once, twice } = await signedTwice(office));
});

const firstOf = (pdf: Bytes) => firstVerdict(pdf, office.root);
const verdict = (pdf: Bytes) => verdictOf(pdf, office.root);
const refused = (pdf: Bytes) => isRefused(pdf, office.root);

describe('bytes changed after signing', () => {
  // Any byte, any change: the document, the signature, its padding, the cross-references.
  test('any changed byte of a document signed once is noticed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: once.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = once.slice();
        changed[at] = (changed[at] ?? 0) ^ mask;
        expect(await refused(changed), `offset ${at} mask ${mask}`).toBe(true);
      }),
      { numRuns: 200, seed: 20261124 },
    );
  }, 60_000);

  test('any changed byte of a document signed twice is noticed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: twice.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = twice.slice();
        changed[at] = (changed[at] ?? 0) ^ mask;
        expect(await refused(changed), `offset ${at} mask ${mask}`).toBe(true);
      }),
      { numRuns: 100, seed: 20261125 },
    );
  }, 60_000);

  test('changed digits all along the signature container are noticed', async () => {
    const [start, end] = gapOf(once);
    const length = latin1(once.subarray(start + 1, end - 1)).replace(/(00)+$/, '').length;
    for (let digit = 0; digit < length; digit += 29) {
      const at = start + 1 + digit;
      const changed = once.slice();
      changed[at] = latin1(once.subarray(at, at + 1)) === 'f' ? 0x65 : 0x66;
      expect(await refused(changed), `digit ${digit}`).toBe(true);
    }
  }, 60_000);

  test.each(['1', 'f', 'F', ' '])('padding that is not zeros (%s) is refused', async (char) => {
    const [, end] = gapOf(once);
    const changed = once.slice();
    changed.set(utf8(char), end - 10);
    expect(codesOf(await firstOf(changed))).toEqual(['coverage-forged']);
  });

  test('padding that is no hexadecimal digit makes the file unreadable', async () => {
    const [, end] = gapOf(once);
    const changed = once.slice();
    changed.set(utf8('x'), end - 10);
    expect(await verdict(changed)).toEqual({ kind: 'damaged', reason: 'unreadable' });
  });

  test('a changed amount', async () => {
    const signature = await firstOf(replaced(once, '10,000.00', '90,000.00'));
    expect(signature.verdict).toBe('not-valid');
    expect(codesOf(signature)).toContain('document-changed');
  });

  test.each([
    ['time', "20261124223835+00'00'", "20251124223835+00'00'"],
    ['place', '(Choluteca)', '(Cholutecx)'],
    ['reason', 'Acta levantada', 'Acta rechazada'],
    ['certification', '/P 2', '/P 3'],
  ])('a changed %s of the signature', async (_, from, to) => {
    expect(codesOf(await firstOf(replaced(once, from, to)))).toContain('document-changed');
  });
});
