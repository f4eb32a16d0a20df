import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { summariesOf, type Summaries } from './db/summary-store.ts';
import type { Summary } from './db/summaries.ts';
import type { ListStatus, SummaryList } from './db/summary-list.ts';
import { useSession } from './session.tsx';

/** The lists of the open office. Stable. */
export function useLists(): Summaries {
  return summariesOf(useSession().db);
}

/** How a list stands; draws again whenever a row comes or changes. */
export function useListStatus<T extends Summary>(list: SummaryList<T>): ListStatus {
  return useSyncExternalStore(list.subscribe, list.status);
}

/**
 * The texts of rows, in the same order; undefined where one is still being read or cannot be.
 * @param slots a new array whenever they change
 */
export function useTexts<T extends Summary>(
  list: SummaryList<T>,
  slots: readonly number[],
): readonly (T | undefined)[] {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isWanted = true;
    if (slots.every((slot) => list.peek(slot) !== undefined)) return undefined;
    void list.load(slots).then(() => {
      if (isWanted) setTurn((before) => before + 1);
    });
    return () => {
      isWanted = false;
    };
  }, [list, slots]);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- `turn` says that more of them can be peeked at now
  return useMemo(() => slots.map((slot) => list.peek(slot)), [list, slots, turn]);
}
