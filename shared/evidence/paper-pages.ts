import { isId } from '../kernel/id.ts';
import { placeOfRecord, type RecordName } from '../record/record-name.ts';
import type { Piece } from './piece.ts';

/** The most pages that one paper filled in by hand may have. */
export const MOST_PAPER_PAGES = 200;

/** Which pages of a paper filled in by hand a picture or scan shows; the record was typed from that paper. */
export interface PaperPages {
  readonly record: RecordName;
  /** from 1, ascending, each once */
  readonly pages: readonly number[];
  /** how many pages the paper has */
  readonly of: number;
}

/** One paper of a case as far as its pages are there. */
export interface PhotographedPaper {
  readonly record: RecordName;
  readonly of: number;
  /** pages that no piece shows, ascending */
  readonly missing: readonly number[];
}

/**
 * As the change log holds it, in one value so that two offices can never mix up halves: `inspection/<id>#1,2/4`. No pages
 * are the empty text.
 */
export function paperPagesText({ record, pages, of }: PaperPages): string {
  if (pages.length === 0) return '';
  return `${placeOfRecord(record)}#${[...new Set(pages)].sort((a, b) => a - b).join(',')}/${of}`;
}

/** Reads {@link paperPagesText}; undefined for the empty text, and for what is no such text. */
export function readPaperPages(text: string): PaperPages | undefined {
  const match = /^([a-z_]+)\/([0-9a-z-]+)#(\d{1,3}(?:,\d{1,3})*)\/(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  const [, kind = '', id = '', list = '', total = ''] = match;
  const pages = list.split(',').map(Number);
  const of = Number(total);
  const isInOrder = pages.every((page, i) => page >= 1 && page <= of && page > (pages[i - 1] ?? 0));
  return isId(id) && isInOrder && of <= MOST_PAPER_PAGES ? { record: { kind, id }, pages, of } : undefined;
}

/**
 * The papers of a case that were filled in by hand, with what is missing of each. Where pieces disagree on how many pages
 * a paper has, the most counts: a page too many is looked for, none is forgotten.
 * @param pieces without those in the bin
 */
export function photographedPapers(pieces: readonly Pick<Piece, 'paper'>[]): readonly PhotographedPaper[] {
  const papers = new Map<string, { record: RecordName; of: number; seen: Set<number> }>();
  for (const { paper } of pieces) {
    if (paper === undefined) continue;
    const place = placeOfRecord(paper.record);
    const known = papers.get(place) ?? { record: paper.record, of: 0, seen: new Set<number>() };
    known.of = Math.max(known.of, paper.of);
    for (const page of paper.pages) known.seen.add(page);
    papers.set(place, known);
  }
  return [...papers.values()].map(({ record, of, seen }) => ({
    record,
    of,
    missing: Array.from({ length: of }, (_, i) => i + 1).filter((page) => !seen.has(page)),
  }));
}

/**
 * Which pages some more pieces show, in their order: the first ones that are still missing, then what comes after.
 * @param known of that paper, as it is
 */
export function nextPages(known: PhotographedPaper | undefined, count: number): readonly number[] {
  const open = known?.missing ?? [];
  const first = (known?.of ?? 0) + 1;
  return Array.from({ length: count }, (_, i) => open[i] ?? first + i - open.length);
}

/** Reads what a person typed for the pages of a piece, such as `2` or `1-3, 5`; undefined for anything else. */
export function parsePages(typed: string, of: number): readonly number[] | undefined {
  const pages = new Set<number>();
  for (const part of typed.split(',').map((one) => one.trim())) {
    const match = /^(\d{1,3})(?:\s*-\s*(\d{1,3}))?$/.exec(part);
    if (match === null) return undefined;
    const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])];
    if (from < 1 || to < from || to > of) return undefined;
    for (let page = from; page <= to; page += 1) pages.add(page);
  }
  return [...pages].sort((a, b) => a - b);
}

/** Pages as a person reads them: `1-3, 5`. */
export function pagesText(pages: readonly number[]): string {
  const spans: { from: number; to: number }[] = [];
  for (const page of pages) {
    const last = spans.at(-1);
    if (last !== undefined && page === last.to + 1) last.to = page;
    else spans.push({ from: page, to: page });
  }
  return spans.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}
