import { useCallback, useEffect, useRef } from 'react';
import { useLog } from './use-log.ts';
import { useSession } from '../session.tsx';

/** After this long without a key a search counts as meant. */
const SETTLED_MS = 1500;
/** What the chain of acts keeps of it. */
const LONGEST = 200;

/**
 * Has searches written down: once each, when the person has stopped typing, leaves the list or locks the office.
 * @param typed as it stands in the search field
 */
export function useSearchLog(typed: string): void {
  const log = useLog();
  const { beforeLock } = useSession();
  const words = typed.trim().slice(0, LONGEST);
  /** words that are not written down yet */
  const pending = useRef('');
  const write = useCallback(async () => {
    const detail = pending.current;
    pending.current = '';
    if (detail !== '') await log({ action: 'searched', detail });
  }, [log]);
  useEffect(() => {
    pending.current = words;
    const timer = setTimeout(() => void write(), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [words, write]);
  useEffect(() => {
    const callOff = beforeLock({ keep: write, hasUnkept: () => false });
    return () => {
      callOff();
      void write();
    };
  }, [write, beforeLock]);
}
