import type { Fault } from '../../shared/kernel/fault.ts';
import { t } from './index.ts';

/** What a person is told when something expected went wrong. */
export interface FaultText {
  /** what happened */
  readonly what: string;
  /** whether the data is safe */
  readonly safe: string;
  /** what to do now */
  readonly todo: string;
}

/**
 * The three sentences of a fault, with its facts filled in; lists are joined with commas. A code without its three
 * sentences does not compile.
 */
export function faultText(fault: Fault): FaultText {
  const params = Object.fromEntries(
    Object.entries(fault.detail ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' || typeof value === 'number' ? value : value.join(', '),
    ]),
  );
  return {
    what: t(`faults.${fault.code}.what`, params),
    safe: t(`faults.${fault.code}.safe`, params),
    todo: t(`faults.${fault.code}.todo`, params),
  };
}
