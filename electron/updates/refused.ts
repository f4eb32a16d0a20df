import type { Fault } from '../../shared/kernel/fault.ts';
import { type Result } from '../../shared/kernel/result.ts';

/** A fault on its way through electron-updater, which knows only errors. */
export class UpdateRefused extends Error {
  override readonly name = 'UpdateRefused';
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** The value of a result. @throws UpdateRefused with its fault */
export function orRefuse<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new UpdateRefused(result.fault);
}
