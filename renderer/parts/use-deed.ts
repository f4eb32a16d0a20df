import { useRef, useState } from 'react';
import type { Fault } from '../../shared/kernel/fault.ts';
import type { Result } from '../../shared/kernel/result.ts';

export interface DeedState {
  readonly busy: boolean;
  readonly fault: Fault | undefined;
  /** Does it; a second Enter while the first is being answered does nothing. */
  readonly run: <T>(deed: () => Promise<Result<T>>, onDone: (value: T) => void) => Promise<void>;
}

/** One deed of a dialog: under way, failed, or done. */
export function useDeed(): DeedState {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const running = useRef(false);
  async function run<T>(deed: () => Promise<Result<T>>, onDone: (value: T) => void): Promise<void> {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setFault(undefined);
    const done = await deed();
    running.current = false;
    setBusy(false);
    if (done.ok) onDone(done.value);
    else setFault(done.fault);
  }
  return { busy, fault, run };
}
