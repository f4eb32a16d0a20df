import { fault, type Fault, type FaultCode } from '../kernel/fault.ts';

type BundleFault = Extract<FaultCode, `bundle/${string}`>;

/** Why a bundle is refused; thrown inside the readers of this folder and turned into a result at their doors. */
export class BundleError extends Error {
  readonly fault: Fault;

  /**
   * @param part where: a path in the archive (with the line), or of a field of the envelope. The same in every language
   */
  constructor(code: BundleFault, part?: string) {
    super(part === undefined ? code : `${code} ${part}`);
    this.fault = fault(code, part === undefined ? undefined : { part });
  }
}
