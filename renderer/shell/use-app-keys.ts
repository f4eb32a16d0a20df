import { useEffect, useRef } from 'react';
import { keyOf, places, type Place } from '../routes.ts';

export interface AppKeys {
  readonly onPlace: (place: Place) => void;
  readonly onNew: () => void;
  readonly onLock: () => void;
  readonly onHelp: () => void;
}

/** Ctrl+L, as on every desk, and F12, which hides everything with one finger. */
export function isLockKey(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>): boolean {
  if (event.altKey || event.metaKey || event.shiftKey) return false;
  return event.ctrlKey ? event.key.toLowerCase() === 'l' : event.key === 'F12';
}

/** True where a letter typed is text. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;
}

/**
 * Keys that work on every screen: Ctrl with a digit, Ctrl+N, F1 and `?`, which an open dialog keeps to itself, and the lock
 * (Ctrl+L, or F12 with one finger when somebody comes in), which nothing keeps to itself.
 */
export function useAppKeys(keys: AppKeys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.altKey || event.metaKey) return;
      const { onPlace, onNew, onHelp } = current.current;
      const key = event.key.toLowerCase();
      const inDialog = document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
      const place = places.find((one) => keyOf(one) === key);
      if (inDialog) return;
      else if (event.ctrlKey && !event.shiftKey && key === 'n') onNew();
      else if (event.ctrlKey && !event.shiftKey && place) onPlace(place);
      else if (key === 'f1' || (key === '?' && !event.ctrlKey && !isTyping(event.target))) onHelp();
      else return;
      event.preventDefault();
    }
    function onLockKey(event: KeyboardEvent): void {
      if (!isLockKey(event)) return;
      event.preventDefault();
      current.current.onLock();
    }
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keydown', onLockKey, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keydown', onLockKey, { capture: true });
    };
  }, []);
}
