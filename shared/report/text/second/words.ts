import type { Addressee } from '../../report.ts';
import type { LayoutWords } from '../layout.ts';

/** The fixed sentences of papers in a second language: each stands under the Spanish one, which is the binding text. */
export interface SecondWords {
  /** says in both languages which text binds */
  readonly binding: string;
  readonly opening: string;
  readonly closing: string;
  readonly titles: {
    readonly acta: string;
    readonly obstruction: string;
    readonly joint: string;
    readonly jointObstruction: string;
    readonly order: string;
    readonly notification: string;
  };
  readonly acta: {
    readonly opening: (facts: ActaFacts) => string;
    /** that it is closed, who signs it or did not, where and when: the three sentences of the Spanish closing */
    readonly closed: (facts: ActaFacts) => string;
    readonly signed: string;
    readonly refusedBy: Readonly<Record<Refusal, string>>;
    readonly given: (facts: ActaFacts) => string;
  };
  readonly order: {
    readonly opening: (facts: { employer: string; where: string }) => string;
    readonly closing: string;
  };
  readonly notification: {
    readonly opening: (facts: {
      place: string;
      day: string;
      time: string;
      recipient: string;
      employer: string;
      number: string;
    }) => string;
    readonly received: string;
    readonly refused: string;
  };
  readonly layout: LayoutWords;
  /** that a version takes the place of an earlier one */
  readonly replaces: (version: number) => string;
  readonly code: {
    readonly heading: string;
    /** when it was made; see `ActaFacts` for the form of the day */
    readonly made: (day: string, time: string) => string;
    readonly hash: string;
    readonly alt: string;
  };
  /** whose copy it is, for those who get papers in two languages */
  readonly footers: Readonly<Partial<Record<Addressee, string>>>;
  /** by the keys of the Spanish ones */
  readonly roles: Readonly<Record<string, string>>;
}

/** Who refused to sign an acta. */
export type Refusal = 'employer' | 'workers' | 'both';

/** What an acta says of itself; days are `YYYY-MM-DD`, which every reader understands the same. */
export interface ActaFacts {
  readonly place: string;
  readonly municipality: string;
  readonly department: string;
  readonly startDay: string;
  readonly startTime: string;
  readonly endDay: string;
  readonly endTime: string;
  readonly people: string;
  readonly employer: string;
  readonly address: string;
  readonly copies: string;
}
