import { useEffect, useRef, useState } from 'react';
import { host } from '../host.ts';
import { useSession } from '../session.tsx';
import { createIdleWatch } from './idle-watch.ts';

const LOOK_EVERY_MS = 1000;
/** Everything a person does to a window. */
const inputs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/**
 * Locks the office after the minutes its policy allows without a key or a movement in this window.
 * @returns seconds left once the end is near, else undefined
 */
export function useIdleLock(): number | undefined {
  const { policy, lock } = useSession();
  const [secondsLeft, setSecondsLeft] = useState<number>();
  const current = useRef({ policy, lock });
  useEffect(() => {
    current.current = { policy, lock };
  });
  useEffect(() => {
    const watch = createIdleWatch({
      limitMs: () => current.current.policy.idleMinutes * 60_000,
      now: () => performance.now(),
      warn: setSecondsLeft,
      lock: () => current.current.lock(),
      tell: () => void host.noteActivity({}),
    });
    // before anybody else, so that no part can keep an input to itself
    const listen = { capture: true, passive: true };
    for (const input of inputs) window.addEventListener(input, watch.noteInput, listen);
    // hundreds of photographs, or a stick, take longer than anybody moves the mouse, and a lock would cut them off
    const stop = host.on('workGoesOn', watch.noteInput);
    const timer = window.setInterval(watch.look, LOOK_EVERY_MS);
    return () => {
      for (const input of inputs) window.removeEventListener(input, watch.noteInput, listen);
      stop();
      window.clearInterval(timer);
    };
  }, []);
  return secondsLeft;
}
