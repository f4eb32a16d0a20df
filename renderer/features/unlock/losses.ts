import type { Fault, FaultCode } from '../../../shared/kernel/fault.ts';

const losses: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'vault/damaged',
  'db/missing',
  'db/damaged',
  'journal/differs',
  'journal/lost',
]);

/** What opening stops at until somebody has read what is lost and chooses to go on without it. */
const canGoOn: ReadonlySet<FaultCode> = new Set<FaultCode>(['journal/lost', 'db/damaged']);

/** Whether the office can be opened without what is lost. */
export function mayGoOn({ code }: Fault): boolean {
  return canGoOn.has(code);
}

/** Whether a copy of the office can help: something that should be on this computer is not, or cannot be read. */
export function isLoss({ code }: Fault): boolean {
  return losses.has(code);
}
