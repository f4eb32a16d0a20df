import type { Clock, Instant } from '../../shared/kernel/clock.ts';
import type { JournalState } from '../../shared/ipc/contract.ts';
import type { Log } from '../disk/log.ts';
import type { FindFrame } from './mend.ts';

/** Where the journal lives and what it needs. */
export interface LedgerSetup {
  /** absolute; made when the first frame is written */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly findFrame: FindFrame;
  /** absolute path of the file that notes how far the journal has gone; none is kept by default */
  readonly anchorFile?: string;
  /** free bytes where the folder lies; the system's answer by default */
  readonly freeBytes?: (folder: string) => Promise<number>;
  /** after how many bytes a new file is begun; 64 MB by default */
  readonly fileSize?: number;
  /** from how many bytes on compacting is thought of; 64 MB by default */
  readonly worthCompacting?: number;
  /** when earlier files are checked by themselves, milliseconds after opening; 15 s by default, `never` for not at all */
  readonly checkAfter?: number | 'never';
  /** told what that check found and mended; not when all was whole */
  readonly onDamage?: (state: JournalState) => void;
}

/** What is known of the journal on the disk. */
export interface JournalFacts {
  readonly seq: number;
  readonly bytes: number;
  /** when all files were last read through and checked */
  readonly checkedAt: Instant | undefined;
  readonly damaged: boolean;
}
