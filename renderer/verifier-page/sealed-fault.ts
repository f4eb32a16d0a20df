import type { Fault, FaultCode } from '../../shared/kernel/fault.ts';

/** What a person is told of a bundle that is refused: what it means for them, not where the reader stood. */
export type SealedFaultKind =
  'words' | 'key' | 'none' | 'damaged' | 'forged' | 'unknown' | 'expired' | 'newer' | 'tooLarge';

const KIND: Partial<Readonly<Record<FaultCode, SealedFaultKind>>> = {
  'bundle/not-a-bundle': 'none',
  'bundle/wrong-words': 'words',
  'bundle/not-for-us': 'key',
  'bundle/other-office': 'key',
  'bundle/cut-short': 'damaged',
  'bundle/structure': 'damaged',
  'bundle/content': 'damaged',
  'bundle/unknown-sender': 'unknown',
  'bundle/sender-expired': 'expired',
  'bundle/newer-version': 'newer',
  'bundle/too-large': 'tooLarge',
};

/** Which of them a fault is; what is not named is somebody's doing: a signature, an envelope, a list or changes that are not right. */
export function sealedFaultKind({ code }: Fault): SealedFaultKind {
  return KIND[code] ?? 'forged';
}
