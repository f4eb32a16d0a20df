import type { Instant } from '../kernel/clock.ts';
import type { Check } from './check.ts';
import type { Ending } from './ending.ts';
import type { ToldLine } from './log-line.ts';

/**
 * What a person may send to whoever gives support: versions, sizes, times, codes. Every field is a number, a time, or
 * one of a few words; nothing here can hold what somebody typed.
 */
export interface SupportSlip {
  readonly madeAt: Instant;
  readonly versions: {
    readonly app: string;
    readonly electron: string;
    readonly chrome: string;
    readonly node: string;
    /** e.g. `win32 x64 10.0.19045` */
    readonly system: string;
    readonly packaged: boolean;
  };
  readonly computer: { readonly processors: number; readonly memoryMiB: number; readonly freeMemoryMiB: number };
  readonly office: 'new' | 'locked' | 'open' | 'damaged' | 'newer';
  readonly checks: readonly Check[];
  /** bytes and numbers of files, by what they hold */
  readonly sizes: Readonly<Record<SizeName, { readonly files: number; readonly bytes: number }>>;
  /** milliseconds */
  readonly timings: { readonly sinceStart: number; readonly toServices: number; readonly toCheck: number };
  /** only while somebody is signed in */
  readonly chain?: { readonly entries: number; readonly brokenAt?: number };
  /** how earlier runs ended, newest last */
  readonly endings: readonly Ending[];
  /** the end of the log */
  readonly log: readonly ToldLine[];
}

export const sizeNames = ['journal', 'database', 'snapshots', 'evidence', 'log'] as const;
export type SizeName = (typeof sizeNames)[number];
