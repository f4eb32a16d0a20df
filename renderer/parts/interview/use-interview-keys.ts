import { useEffect, useRef } from 'react';

/** What the keys of an interview do. */
export interface InterviewKeys {
  /** the harmless screen is shown: nothing but coming back, and the lock, does anything */
  readonly hidden: boolean;
  /** there are questions to go to; else their keys are left to the fields */
  readonly moves: boolean;
  readonly hide: () => void;
  readonly comeBack: () => void;
  readonly leave: () => void;
  readonly notes: () => void;
  readonly pause: () => void;
  /** so many questions on, or back */
  readonly move: (by: 1 | -1) => void;
  /** to the part after this one, or before it */
  readonly part: (by: 1 | -1) => void;
}

type Deed = Exclude<keyof InterviewKeys, 'hidden' | 'moves' | 'move' | 'part'>;

const plain: Readonly<Record<string, Deed>> = { Escape: 'hide', F2: 'notes', F8: 'leave' };

/**
 * The keys that work anywhere in an interview, before any part of it could keep them to itself. Those of the lock are let
 * through: they belong to the window.
 */
export function useInterviewKeys(keys: InterviewKeys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (isLock(event)) return;
      const used = answer(event, current.current);
      if (!used) return;
      event.preventDefault();
      event.stopPropagation();
    }
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}

/** Whether the key is used up. */
function answer(event: KeyboardEvent, keys: InterviewKeys): boolean {
  const { key } = event;
  if (keys.hidden) {
    if (event.ctrlKey && !event.altKey && key === 'Enter') keys.comeBack();
    return true;
  }
  const deed = plain[key];
  if (deed !== undefined && !event.ctrlKey && !event.altKey && !event.metaKey) {
    // held down, a key repeats; hiding twice is hiding
    if (!event.repeat) keys[deed]();
    return true;
  }
  if (event.altKey || event.metaKey || isTyping(event.target)) return false;
  const by = key === 'PageDown' ? 1 : key === 'PageUp' || (key === 'Backspace' && !event.ctrlKey) ? -1 : undefined;
  if (by !== undefined && keys.moves) {
    if (event.ctrlKey) keys.part(by);
    else keys.move(by);
    return true;
  }
  if (key.toLowerCase() !== 'p' || event.ctrlKey || event.repeat) return false;
  keys.pause();
  return true;
}

/** As `isLockKey` of the shell has it. */
function isLock({ key, ctrlKey, shiftKey, altKey, metaKey }: KeyboardEvent): boolean {
  if (altKey || metaKey || shiftKey) return false;
  return ctrlKey ? key.toLowerCase() === 'l' : key === 'F12';
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input:not([type="radio"]), textarea') !== null;
}
