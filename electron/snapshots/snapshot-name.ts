import type { Instant } from '../../shared/kernel/clock.ts';

/** The ending that people look for. */
export const SNAPSHOT_ENDING = '.atalaya';
const NAME = /^([A-Z0-9]{2,6})-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-(\d{1,15})\.atalaya$/;
const TEMPORARY = /^\.[A-Z0-9]{2,6}-\d{8}T\d{6}Z(?:-\d{1,15})?\.[0-9a-f]{12}\.atalaya-tmp$/;

/** What a snapshot's file name tells; the file itself knows better. */
export interface SnapshotName {
  readonly officeCode: string;
  /** to the second, UTC */
  readonly madeAt: Instant;
  /** number of the last frame in it */
  readonly seq: number;
}

/**
 * Makes the file name, e.g. `LCE-20261124T150000Z-1234.atalaya`: sorts by time, and has nothing that a file system of
 * any office refuses.
 */
export function snapshotName({ officeCode, madeAt, seq }: SnapshotName): string {
  return `${stem(officeCode, madeAt)}-${seq}${SNAPSHOT_ENDING}`;
}

/** @returns undefined for any other file */
export function parseSnapshotName(name: string): SnapshotName | undefined {
  const match = NAME.exec(name);
  if (!match) return undefined;
  const [, officeCode = '', year = '', month = '', day = '', hour = '', minute = '', second = '', seq = ''] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : { officeCode, madeAt: new Date(time).toISOString(), seq: Number(seq) };
}

/**
 * Name of the file while it is written; hidden, and never taken for a snapshot.
 * @param random twelve hexadecimal digits, so that two computers on one share never meet
 */
export function temporaryName(officeCode: string, madeAt: Instant, random: string): string {
  return `.${stem(officeCode, madeAt)}.${random}${SNAPSHOT_ENDING}-tmp`;
}

/** True for what an interrupted snapshot leaves behind. */
export function isTemporaryName(name: string): boolean {
  return TEMPORARY.test(name);
}

function stem(officeCode: string, madeAt: Instant): string {
  return `${officeCode}-${madeAt.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
