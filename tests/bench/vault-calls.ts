import type { Host, Session } from '../../shared/ipc/contract.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';

/** The app's own calls that the bench's page makes, parsed as the app does. */
export const appCalls = ['commit', 'commitTogether', 'readJournal', 'seedJournal', 'logAct'] as const;
/** All that it asks its main process for. */
export const vaultCalls = [...appCalls, 'signIn', 'appendBare'] as const;

export interface VaultHost extends Pick<Host, (typeof appCalls)[number]> {
  /** the session with its keys sealed to this page */
  readonly signIn: (publicKey: Bytes) => Promise<Session>;
  /** the peer's journal: the bytes at the end of a file, flushed to the disk */
  readonly appendBare: (bytes: Bytes) => Promise<void>;
}

/** What the page does when it is told to; `window.bench`. */
export interface VaultPage {
  /** lays out a database with so many records, and some that can be saved */
  readonly fill: (records: number) => Promise<void>;
  /** milliseconds from the session with its sealed keys to lists that can be used, by the app's own code */
  readonly openOurs: () => Promise<number>;
  /** milliseconds of reading, decrypting and decoding the same pages */
  readonly openBare: (records: number) => Promise<number>;
  /** saves until they are acknowledged, ours and the bare ones in turn, after {@link openOurs} */
  readonly save: (rounds: number) => Promise<SaveTimes>;
  /** milliseconds of each search of the list, and of the texts of the rows that a screen shows */
  readonly search: () => Promise<{ readonly found: readonly number[]; readonly shown: readonly number[] }>;
  /** takes so many cases of another office in, as a bundle brings them, into a database of its own */
  readonly take: (cases: number) => Promise<TakeFigures>;
  /** milliseconds until what opening leaves for later is done */
  readonly settle: () => Promise<number>;
}

/** What taking cases in took of the page. */
export interface TakeFigures {
  /** milliseconds until all were acknowledged */
  readonly wall: number;
  /** the longest time in which the page could answer nobody, milliseconds; 0 where none was as long as 50 */
  readonly longest: number;
  /** how often it was 50 ms or more */
  readonly stalls: number;
}

/** Milliseconds of each round. */
export interface SaveTimes {
  readonly ours: number[];
  /** append with fsync and strict write of the save's row */
  readonly bare: number[];
  /** append with fsync and strict write of every row that a save writes */
  readonly rows: number[];
  /** what {@link ours} is made of: up to the call to the journal, that call, and the tables */
  readonly preparing: number[];
  readonly journal: number[];
  readonly tables: number[];
}

/** What the main process prints at the end. */
export interface VaultFigures {
  readonly openOurs: readonly number[];
  readonly openBare: readonly number[];
  readonly save: SaveTimes;
  readonly search: readonly number[];
  readonly texts: readonly number[];
  readonly settle: number;
  /** working set of the page's process after opening and searching, MB */
  readonly memory: number;
}
