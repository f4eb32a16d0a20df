import { fault, type Fault, type FaultCode } from './fault.ts';

/** What an operation gives back: a value, or the fault that was to be expected. Bugs throw instead. */
export type Result<T, F = Fault> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: F };

/** Wraps a value as a success. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Makes a failure from a fault code and its facts. */
export function fail(code: FaultCode, detail?: Fault['detail']): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault: fault(code, detail) };
}
