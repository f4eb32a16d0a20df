import { useRef, useState } from 'react';

/** Long work that tells how far it is and can be given up. */
interface Stoppable<P> {
  /** undefined before its first word, and when it is over */
  readonly progress: P | undefined;
  /** somebody gave it up, and it has not ended yet */
  readonly stopping: boolean;
  /** Begins: what the work is told to tell and to listen to. */
  readonly begin: () => { readonly onProgress: (progress: P) => void; readonly signal: AbortSignal };
  readonly stop: () => void;
  readonly end: () => void;
}

/** Keeps what a dialog shows while it seals something for others. */
export function useStoppable<P>(): Stoppable<P> {
  const [progress, setProgress] = useState<P>();
  const [stopping, setStopping] = useState(false);
  const controller = useRef<AbortController>(undefined);
  return {
    progress,
    stopping,
    begin: () => {
      const next = new AbortController();
      controller.current = next;
      setStopping(false);
      return { onProgress: (now) => setProgress(now), signal: next.signal };
    },
    stop: () => {
      setStopping(true);
      controller.current?.abort();
    },
    end: () => setProgress(undefined),
  };
}
