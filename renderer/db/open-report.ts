import type { Instant } from '../../shared/kernel/clock.ts';

/** What opening an office's database found and did; told to the person and written into the chain when not `fine`. */
export type OpenReport =
  | { readonly kind: 'fine' }
  /** the database had not heard of the last writes: frames of the journal that it was given */
  | { readonly kind: 'caught-up'; readonly frames: number }
  /** the database was missing or damaged and was made again from the journal; nothing is lost */
  | { readonly kind: 'rebuilt'; readonly frames: number; readonly cases: number }
  /** the office was put back from a copy, as somebody wanted, and the database follows it */
  | {
      readonly kind: 'restored';
      /** when the copy was made, as far as it is known */
      readonly from: Instant | undefined;
      readonly cases: number;
    }
  /** the journal was missing or damaged and was written anew from the database; nothing is lost */
  | { readonly kind: 'journal-seeded'; readonly rows: number }
  /** places of the journal were damaged and were filled again; nothing is lost */
  | {
      readonly kind: 'journal-repaired';
      /** when the copy was made that had them; undefined when no copy was needed, or its name does not tell */
      readonly from: Instant | undefined;
    }
  /** the database of an earlier version of the app was taken over; nothing is lost */
  | { readonly kind: 'upgraded'; readonly rows: number }
  /** the end of the journal is gone, in which only acts of people and of the program were noted; no work is lost */
  | {
      readonly kind: 'acts-lost';
      /** numbers of the frames that are lost, first and last of each gap */
      readonly lost: readonly (readonly [number, number])[];
    }
  /** somebody chose to go on without what nobody has any more */
  | {
      readonly kind: 'gone-on';
      /** numbers of the frames that are lost, first and last of each gap */
      readonly lost: readonly (readonly [number, number])[];
      /** places of rows that could not be read and were left out */
      readonly unreadable: readonly string[];
    };

/** One line for the chain of acts: what was done, without a word about any case. */
export function reportLine(report: OpenReport): string {
  switch (report.kind) {
    case 'fine':
      return report.kind;
    case 'caught-up':
    case 'rebuilt':
      return `${report.kind} ${report.frames}`;
    case 'restored':
      return `${report.kind} ${report.cases}`;
    case 'journal-seeded':
    case 'upgraded':
      return `${report.kind} ${report.rows}`;
    case 'journal-repaired':
      return report.from === undefined ? report.kind : `${report.kind} ${report.from}`;
    case 'acts-lost':
      return `${report.kind} ${spans(report.lost).join(' ')}`;
    case 'gone-on':
      return `${report.kind} ${[...spans(report.lost), ...report.unreadable].join(' ')}`;
  }
}

function spans(gaps: readonly (readonly [number, number])[]): readonly string[] {
  return gaps.map(([from, to]) => `${from}-${to}`);
}
