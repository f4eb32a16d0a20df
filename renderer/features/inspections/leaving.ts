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

// Cases whose screen was left, until the next screen of the case stands.
const left = new Map<string, Left>();

/**
 * Notes that a case's screen was left.
 * @param handOver ends the keeping of that screen: waits for what is on its way to the disk and gives what did not
 *   get there; undefined when everything did. Called once at most.
 */
export function leaveCase(caseId: string, handOver: () => Promise<UnkeptText | undefined>): void {
  left.set(caseId, { handOver, handed: undefined });
}

/**
 * Waits until nothing of a case is on its way to the disk (what is read before would be older than what was typed),
 * and gives the text that could not be kept. Nothing is kept by the screen before any more.
 */
export async function takeOverCase(caseId: string): Promise<UnkeptText | undefined> {
  const before = left.get(caseId);
  if (before === undefined) return undefined;
  before.handed ??= before.handOver().catch(() => undefined);
  return await before.handed;
}

/** True from when a case's screen was left until the next one stands. */
export function isLeft(caseId: string): boolean {
  return left.has(caseId);
}

/** Notes that a screen of the case stands and looks after its text from now on. */
export function enterCase(caseId: string): void {
  left.delete(caseId);
}
