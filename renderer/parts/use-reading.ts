import { useCallback, useEffect, useState } from 'react';
import type { Write } from '../../shared/journal/write.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { useSession } from '../session.tsx';

/** Something read from the tables, as it was last read. */
export interface Reading<T> {
  /** undefined until it is read; stays while it is read again, and beside a fault */
  readonly value: T | undefined;
  readonly fault: Fault | undefined;
  /** reads again without a write, e.g. after a key was opened or something outside the tables changed. Stable */
  readonly reload: () => void;
}

/**
 * Reads something and reads it again after every write that concerns it; of readings that overtake each other the last
 * one begun counts.
 * @param read stable: another one is another thing to read
 * @param concerns stable; by default no write does
 */
export function useReading<T>(
  read: () => Promise<Result<T>>,
  concerns: (write: Write) => boolean = noWrite,
): Reading<T> {
  const { db } = useSession();
  const [value, setValue] = useState<T>();
  const [fault, setFault] = useState<Fault>();
  const [asked, setAsked] = useState(0);
  const reload = useCallback(() => setAsked((before) => before + 1), []);
  useEffect(() => {
    let turn = 0;
    const reread = (): void => {
      turn += 1;
      const mine = turn;
      void read().then((now) => {
        // else a later reading is already on its way
        if (mine !== turn) return;
        setFault(now.ok ? undefined : now.fault);
        if (now.ok) setValue(() => now.value);
      });
    };
    const follow = (writes: readonly Write[]): void => {
      if (writes.some(concerns)) reread();
    };
    db.onWrites.add(follow);
    reread();
    return () => {
      turn = -1;
      db.onWrites.delete(follow);
    };
  }, [db, read, concerns, asked]);
  return { value, fault, reload };
}

function noWrite(): boolean {
  return false;
}
