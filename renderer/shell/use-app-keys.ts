import { useEffect, useRef } from 'react';
import { keyOf, places, type Place } from '../routes.ts';

export interface AppKeys {
  readonly onPlace: (place: Place) => void;
  readonly onNew: () => void;
  readonly onLock: () => void;
  readonly onHelp: () => void;
  /** the card of immediate risk */
  readonly onRisk: () => void;
}

/** Ctrl+L, as on every desk, and F12, which hides everything with one finger. */
export function isLockKey(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>): boolean {
  if (event.altKey || event.metaKey || event.shiftKey) return false;
  return event.ctrlKey ? event.key.toLowerCase() === 'l' : event.key === 'F12';
}

/** F9: what to do when somebody is in danger. */
export function isRiskKey(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>): boolean {
  return event.key === 'F9' && !event.altKey && !event.metaKey && !event.shiftKey && !event.ctrlKey;
}

/** True where a letter typed is text. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;
}

/**
 * Keys that work on every screen: Ctrl with a digit, Ctrl+N, F1 and `?`, which an open dialog keeps to itself, and the lock
 * (Ctrl+L, or F12 with one finger when somebody comes in) and the card of immediate risk (F9), which nothing keeps to itself.
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
    function onEveryKey(event: KeyboardEvent): void {
      if (isLockKey(event)) current.current.onLock();
      else if (isRiskKey(event)) current.current.onRisk();
      else return;
      event.preventDefault();
    }
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keydown', onEveryKey, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keydown', onEveryKey, { capture: true });
    };
  }, []);
}
