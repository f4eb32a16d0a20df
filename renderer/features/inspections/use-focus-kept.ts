import { useEffect, useRef, type RefObject } from 'react';

/**
 * Catches the focus when a change takes away what had it, e.g. the button that was pressed: without a place on the
 * screen, keys would reach nothing, or the wrong thing.
 * @param place takes the focus, only if nothing has it; must be focusable
 * @param state what changes
 * @param isSettled false while a dialog still holds the focus
 */
export function useFocusKept(place: RefObject<HTMLElement | null>, state: string, isSettled: boolean): void {
  const known = useRef(state);
  useEffect(() => {
    if (!isSettled || known.current === state) return undefined;
    known.current = state;
    // a dialog that closes gives the focus back one frame later
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [place, state, isSettled]);
}
