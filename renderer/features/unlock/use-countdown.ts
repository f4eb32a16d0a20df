import { useCallback, useEffect, useState } from 'react';

/**
 * Seconds left of a wait; 0 when there is none. It runs on the steady clock of the window, so setting the computer's
 * clock does not shorten it (and the vault keeps its own count).
 */
export function useCountdown(): { readonly left: number; readonly start: (seconds: number) => void } {
  const [end, setEnd] = useState(0);
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (end === 0) return;
    const tick = (): void => {
      const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      setLeft(seconds);
      if (seconds === 0) setEnd(0);
    };
    const timer = window.setInterval(tick, 250);
    return () => window.clearInterval(timer);
  }, [end]);
  const start = useCallback((seconds: number) => {
    setEnd(performance.now() + seconds * 1000);
    setLeft(Math.ceil(seconds));
  }, []);
  return { left, start };
}
