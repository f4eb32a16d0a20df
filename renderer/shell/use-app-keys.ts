import { useEffect, useRef } from 'react';
import type { Place } from '../routes.ts';
import { places } from '../routes.ts';

export interface AppKeys {
  readonly onPlace: (place: Place) => void;
  readonly onNew: () => void;
  readonly onLock: () => void;
  readonly onHelp: () => void;
}

/** True where a letter typed is text. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;
}

/**
 * Keys that work on every screen: Ctrl+1 to 4, Ctrl+N, Ctrl+L, F1 and `?`. A dialog that is open keeps them to
 * itself, except for the lock.
 */
export function useAppKeys(keys: AppKeys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.altKey || event.metaKey) return;
      const { onPlace, onNew, onLock, onHelp } = current.current;
      const key = event.key.toLowerCase();
      const inDialog = document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
      const place = /^[1-9]$/.test(key) ? places[Number(key) - 1] : undefined;
      if (event.ctrlKey && !event.shiftKey && key === 'l') onLock();
      else if (inDialog) return;
      else if (event.ctrlKey && !event.shiftKey && key === 'n') onNew();
      else if (event.ctrlKey && place) onPlace(place);
      else if (key === 'f1' || (key === '?' && !event.ctrlKey && !isTyping(event.target))) onHelp();
      else return;
      event.preventDefault();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
