import type { CallInput, CallValue } from '../../shared/ipc/contract.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { Report } from '../../shared/report/report.ts';
import { host } from '../host.ts';

/**
 * Has a report laid out in the document process, read back and hashed. Faults: `pdf/*`.
 * The door copies what crosses it, so its schema speaks of arrays that may change; ours do not.
 */
export async function renderReport(report: Report): Promise<Result<CallValue<'renderDocument'>>> {
  return await host.renderDocument({ report: report as CallInput<'renderDocument'>['report'] });
}
