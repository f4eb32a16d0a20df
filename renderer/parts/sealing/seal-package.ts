import type { CallInput, CallValue } from '../../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';

/** The calls that every package is made by, whatever is in it. */
export interface SealingSteps {
  readonly begin: (input: CallInput<'beginPackage'>) => Promise<Result<CallValue<'beginPackage'>>>;
  readonly add: (input: CallInput<'addToPackage'>) => Promise<Result<unknown>>;
  readonly finish: (input: CallInput<'finishPackage'>) => Promise<Result<CallValue<'finishPackage'>>>;
  readonly cancel: (input: CallInput<'cancelPackage'>) => Promise<unknown>;
  readonly onProgress: (progress: { readonly step: 'begin' | 'seal' }) => void;
  readonly signal: AbortSignal;
}

/**
 * Begins a package, has it filled and sealed. Whatever fails, or a person who gives up, leaves nothing behind. Faults:
 * `file/cancelled`, and those of all steps.
 * @param fill hands what goes in to the package of that token
 * @returns the package, and what filling it came to
 */
export async function sealPackage<T>(
  steps: SealingSteps,
  order: CallInput<'beginPackage'>,
  fill: (token: string) => Promise<Result<T>>,
): Promise<Result<{ readonly made: CallValue<'finishPackage'>; readonly filled: T }>> {
  steps.onProgress({ step: 'begin' });
  const begun = await steps.begin(order);
  if (!begun.ok) return begun;
  const { token } = begun.value;
  const filled = await fill(token);
  if (!filled.ok || steps.signal.aborted) {
    await steps.cancel({ token });
    return filled.ok ? fail('file/cancelled') : filled;
  }
  steps.onProgress({ step: 'seal' });
  const made = await steps.finish({ token });
  return made.ok ? ok({ made: made.value, filled: filled.value }) : made;
}
