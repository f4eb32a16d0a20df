import { useEffect, useRef, useState, type RefObject } from 'react';

/** How many further rows one press shows. */
const MORE = 50;

interface ShowMore {
  readonly shown: number;
  readonly showMore: () => void;
  /** the list that the rows stand in, which have a button each */
  readonly list: RefObject<HTMLUListElement | null>;
}

/**
 * Shows more of a list with each press on a button after it. When that goes with the last rows, the first row that came has
 * the focus.
 * @param first how many rows are shown at first
 * @param count how many there are
 */
export function useShowMore(first: number, count: number): ShowMore {
  const [shown, setShown] = useState(first);
  const list = useRef<HTMLUListElement>(null);
  /** place of the row that is to have the focus */
  const awaited = useRef<number>(undefined);
  // after each drawing: the texts of rows may still have to be read
  useEffect(() => {
    if (awaited.current === undefined) return;
    const row = list.current?.children[awaited.current];
    const isLost = document.activeElement === document.body;
    if (isLost && row === undefined) return;
    awaited.current = undefined;
    if (isLost) row?.querySelector('button')?.focus();
  });
  const showMore = (): void => {
    if (shown + MORE >= count) awaited.current = list.current?.children.length;
    setShown(shown + MORE);
  };
  return { shown, showMore, list };
}
