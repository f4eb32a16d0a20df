import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  nextPages,
  pagesText,
  paperPagesText,
  parsePages,
  photographedPapers,
  readPaperPages,
  type PaperPages,
} from '../../../shared/evidence/paper-pages.ts';
import { newId } from '../../../shared/kernel/id.ts';

const record = { kind: 'inspection', id: newId() };
const anyPages = fc
  .integer({ min: 1, max: 200 })
  .chain((of) =>
    fc
      .uniqueArray(fc.integer({ min: 1, max: of }), { minLength: 1, maxLength: 12 })
      .map((pages): PaperPages => ({ record, of, pages: [...pages].sort((a, b) => a - b) })),
  );

describe('what the log holds', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(anyPages, (pages) => {
        expect(readPaperPages(paperPagesText(pages))).toEqual(pages);
      }),
    );
  });
  test('is nothing for a piece without pages', () => {
    expect(paperPagesText({ record, of: 4, pages: [] })).toBe('');
    expect(readPaperPages('')).toBeUndefined();
  });
  test.each([
    'inspection/x#1/2',
    `inspection/${record.id}#0/2`,
    `inspection/${record.id}#3/2`,
    `inspection/${record.id}#2,1/2`,
    `inspection/${record.id}#1/201`,
    'no',
  ])('%s is no such text', (text) => expect(readPaperPages(text)).toBeUndefined());
});

describe('the pages of a paper', () => {
  const piece = (pages: readonly number[], of: number) => ({ paper: { record, of, pages } });

  test('that nobody photographed are missing; the most that was said counts', () => {
    expect(photographedPapers([piece([1], 3), {}, piece([4], 4)])).toEqual([{ record, of: 4, missing: [2, 3] }]);
    expect(photographedPapers([piece([1, 2, 3], 3)])).toEqual([{ record, of: 3, missing: [] }]);
  });
  test('of two papers stay apart', () => {
    const other = { kind: 'notification', id: newId() };
    const both = photographedPapers([piece([1], 2), { paper: { record: other, of: 1, pages: [1] } }]);
    expect(both.map(({ missing }) => missing)).toEqual([[2], []]);
  });
  test('are missing or there, never both, and none is forgotten', () => {
    fc.assert(
      fc.property(fc.array(anyPages, { minLength: 1, maxLength: 6 }), (list) => {
        const [paper] = photographedPapers(list.map((one) => ({ paper: one })));
        const seen = new Set(list.flatMap(({ pages }) => pages));
        expect(new Set([...seen, ...paper!.missing]).size).toBe(paper!.of);
        expect(paper!.missing.some((page) => seen.has(page))).toBe(false);
      }),
    );
  });
  test('that come next fill the gaps first', () => {
    expect(nextPages({ record, of: 4, missing: [2, 4] }, 3)).toEqual([2, 4, 5]);
    expect(nextPages(undefined, 2)).toEqual([1, 2]);
  });
});

describe('what a person types', () => {
  test.each([
    ['2', [2]],
    ['1-3, 5', [1, 2, 3, 5]],
    ['3,3', [3]],
  ])('%s', (typed, pages) => expect(parsePages(typed, 5)).toEqual(pages));
  test.each(['', 'a', '0', '6', '3-1', '1-', '1;2'])('%s is refused', (typed) =>
    expect(parsePages(typed, 5)).toBeUndefined(),
  );
  test('is what is shown', () => {
    fc.assert(
      fc.property(anyPages, ({ pages, of }) => {
        expect(parsePages(pagesText(pages), of)).toEqual(pages);
      }),
    );
  });
});
