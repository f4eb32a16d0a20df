import { useCallback, useEffect, useState } from 'react';
import type { Write } from '../../shared/journal/write.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { useSession } from '../session.tsx';
import { afterPaint } from './use-after-paint.ts';

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
 * @param sooner what can be shown of it before it can be read, if anything; stable. It is asked for once, and what it gives
 *   is drawn before the reading begins
 */
export function useReading<T>(
  read: () => Promise<Result<T>>,
  concerns: (write: Write) => boolean = noWrite,
  sooner?: () => Promise<T | undefined>,
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
    // it was written meanwhile, or nobody looks at it any more
    const isOvertaken = (): boolean => turn !== 0;
    const begin = async (): Promise<void> => {
      const first = asked === 0 ? await sooner?.() : undefined;
      if (isOvertaken()) return;
      if (first !== undefined) {
        setValue(() => first);
        await afterPaint();
      }
      if (!isOvertaken()) reread();
    };
    db.onWrites.add(follow);
    if (sooner === undefined) reread();
    else void begin();
    return () => {
      turn = -1;
      db.onWrites.delete(follow);
    };
  }, [db, read, concerns, sooner, asked]);
  return { value, fault, reload };
}

function noWrite(): boolean {
  return false;
}
