import type { Fault, FaultCode } from '../../../shared/kernel/fault.ts';

const losses: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'vault/damaged',
  'db/missing',
  'db/damaged',
  'journal/differs',
  'journal/lost',
]);

/** Whether a copy of the office can help: something that should be on this computer is not, or cannot be read. */
export function isLoss({ code }: Fault): boolean {
  return losses.has(code);
}
