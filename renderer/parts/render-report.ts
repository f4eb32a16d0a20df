import type { CallInput, CallValue } from '../../shared/ipc/contract.ts';
import { newId } from '../../shared/kernel/id.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { Report } from '../../shared/report/report.ts';
import { host } from '../host.ts';

/** How a paper that takes long is watched and given up. */
export interface Making {
  /** told the share that is done, 0 to 1 */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Has a report laid out in the document process, read back and hashed. Faults: `pdf/*`; `file/cancelled` when it is given
 * up. The door copies what crosses it, so its schema speaks of arrays that may change; ours do not.
 */
export async function renderReport(
  report: Report,
  { onProgress, signal }: Making = {},
): Promise<Result<CallValue<'renderDocument'>>> {
  const job = newId();
  const giveUp = (): void => void host.cancelDocument({ job });
  const stop = host.on('documentProgress', (said) => {
    if (said.job === job) onProgress?.(said.share);
  });
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return await host.renderDocument({ report: report as CallInput<'renderDocument'>['report'], job });
  } finally {
    stop();
    signal?.removeEventListener('abort', giveUp);
  }
}
