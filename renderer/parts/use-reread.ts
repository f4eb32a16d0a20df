import { useCallback, useEffect, useState } from 'react';
import type { Fault } from '../../shared/kernel/fault.ts';
import type { Result } from '../../shared/kernel/result.ts';

interface Reread<T> {
  /** what was read last; undefined until it was, and kept when a later reading fails */
  readonly value: T | undefined;
  /** why the last reading failed */
  readonly fault: Fault | undefined;
  readonly reread: () => void;
}

/**
 * Reads something when it is first shown, and again when told that it changed.
 * @param read the same function as long as it reads the same
 */
export function useReread<T>(read: () => Promise<Result<T>>): Reread<T> {
  const [value, setValue] = useState<T>();
  const [fault, setFault] = useState<Fault>();
  const load = useCallback(async (): Promise<void> => {
    const done = await read();
    setFault(done.ok ? undefined : done.fault);
    if (done.ok) setValue(done.value);
  }, [read]);
  useEffect(() => {
    void load();
  }, [load]);
  return { value, fault, reread: () => void load() };
}
