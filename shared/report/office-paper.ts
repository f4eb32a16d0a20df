import type { Instant } from '../kernel/clock.ts';
import type { Paper, Report } from './report.ts';

/** What every paper is printed with that an office makes for its own file. */
export interface OfficePaperInput {
  readonly office: { readonly name: string; readonly letterhead: readonly string[] };
  readonly madeAt: Instant;
  readonly paper: Paper;
}

/** The frame of a paper without a counter of its own: for the file, one version, the office's name where it has no letterhead. */
export function officePaper({
  office,
  madeAt,
  paper,
}: OfficePaperInput): Pick<
  Report,
  'addressee' | 'language' | 'number' | 'version' | 'draft' | 'madeAt' | 'paper' | 'letterhead' | 'author'
> {
  return {
    addressee: 'file',
    language: 'es-HN',
    number: '',
    version: 1,
    draft: false,
    madeAt,
    paper,
    letterhead: office.letterhead.length === 0 ? [office.name] : office.letterhead,
    author: office.name,
  };
}
