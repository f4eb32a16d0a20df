import { fault, type Fault, type FaultCode } from '../kernel/fault.ts';

/** Why a bundle is refused; thrown inside the readers of this folder and turned into a result at their doors. */
export class BundleError extends Error {
  readonly fault: Fault;

  /**
   * @param detail facts of the fault; a text says where: a path in the archive (with the line), or of a field of the
   *   envelope. The same in every language
   */
  constructor(code: FaultCode, detail?: string | Fault['detail']) {
    super(code);
    this.fault = fault(code, typeof detail === 'string' ? { part: detail } : detail);
  }
}
