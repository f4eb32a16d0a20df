import { placeOfRecord, type RecordName } from '../../../shared/record/record-name.ts';
import type { RecordDraft } from '../../../shared/record/draft.ts';

/** Text that was typed and is on no disk yet. */
export interface UnkeptText {
  readonly draft: RecordDraft;
  /** how many changes the record had when the text began, or when it was last saved */
  readonly basedOn: number;
  /** why a sealed record is corrected; empty for a first version */
  readonly reason: string;
  /** whether the protected values are in it */
  readonly withProtected: boolean;
}

interface Left {
  readonly handOver: () => Promise<UnkeptText | undefined>;
  /** made at the first asking; asking again gives the same text, until a screen has taken it */
  handed: Promise<UnkeptText | undefined> | undefined;
}

// Records (`case/kind/id`) whose screen was left, until the next screen of the record stands.
const left = new Map<string, Left>();

/** How a record's screen is known here. */
export function leavingPlace(caseId: string, record: RecordName): string {
  return `${caseId}/${placeOfRecord(record)}`;
}

/**
 * Notes that a record's screen was left.
 * @param handOver ends the keeping of that screen: waits for what is on its way to the disk and gives what did not
 *   get there; undefined when everything did. Called once at most.
 */
export function leaveCase(place: string, handOver: () => Promise<UnkeptText | undefined>): void {
  left.set(place, { handOver, handed: undefined });
}

/**
 * Waits until nothing of a record is on its way to the disk (what is read before would be older than what was typed),
 * and gives the text that could not be kept. Nothing is kept by the screen before any more.
 */
export async function takeOverCase(place: string): Promise<UnkeptText | undefined> {
  const before = left.get(place);
  if (before === undefined) return undefined;
  before.handed ??= before.handOver().catch(() => undefined);
  return await before.handed;
}

/** True from when a record's screen was left until the next one stands. */
export function isLeft(place: string): boolean {
  return left.has(place);
}

/** Notes that a screen of the record stands and looks after its text from now on. */
export function enterCase(place: string): void {
  left.delete(place);
}
