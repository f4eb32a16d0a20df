import { caseOf, type Write } from '../../../shared/journal/write.ts';

/** Whether a write may change what is seen of the evidence of a case: its saves and its key do, text that is typed does not. */
export function changesEvidence(write: Write, caseId: string): boolean {
  return (write.t === 'saves' || write.t === 'locks') && caseOf(write) === caseId;
}
