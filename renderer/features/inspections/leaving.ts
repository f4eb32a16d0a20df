// Cases whose screen was left while their last text was still on its way to the disk.
const leaving = new Map<string, Promise<unknown>>();

/**
 * Notes that a case's screen was left and its last text is being kept.
 * @param kept settles when it is on the disk, or could not be
 */
export function leaveCase(caseId: string, kept: Promise<unknown>): void {
  const settled = kept.catch(() => undefined);
  leaving.set(caseId, settled);
  void settled.then(() => {
    if (leaving.get(caseId) === settled) leaving.delete(caseId);
  });
}

/** Waits until nothing of a case is on its way to the disk: what is read before would be older than what was typed. */
export async function whenLeft(caseId: string): Promise<void> {
  await leaving.get(caseId);
}
