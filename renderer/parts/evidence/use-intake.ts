import { useCallback, useEffect, useRef, useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { host } from '../../host.ts';
import { useSession } from '../../session.tsx';
import type { Source } from './sources.ts';
import { takeIn } from './take-in.ts';

/** A file that is coming in, of how many. */
export interface Coming {
  readonly name: string;
  /** number of this file, and of all */
  readonly n: number;
  readonly total: number;
  /** of this file, 0 to 1 */
  readonly share: number;
}

/** A file that did not come in, and why. */
export interface Refused {
  readonly name: string;
  readonly fault: Fault;
}

export interface Intake {
  readonly coming: Coming | undefined;
  readonly refused: readonly Refused[];
  /** Takes files in, one after the other; one that is refused does not keep the others out. */
  readonly take: (sources: readonly Source[], isProtected: boolean) => Promise<number>;
  readonly cancel: () => void;
  readonly clear: () => void;
}

/** Files on their way into a case; whoever shows its evidence hears of each by the write that brings it. */
export function useIntake(caseId: string): Intake {
  const { db } = useSession();
  const [coming, setComing] = useState<Coming>();
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const stop = useRef<AbortController>(undefined);
  const waiting = useRef<Promise<unknown>>(Promise.resolve());
  // whoever leaves the screen meant to stop
  useEffect(() => () => stop.current?.abort(), []);

  const takeNow = useCallback(
    async (sources: readonly Source[], isProtected: boolean): Promise<number> => {
      const controller = new AbortController();
      stop.current = controller;
      let added = 0;
      for (const [i, source] of sources.entries()) {
        if (controller.signal.aborted) break;
        const show = (share: number): void => setComing({ name: source.name, n: i + 1, total: sources.length, share });
        show(0);
        const { signal } = controller;
        const taken = await takeIn(db, host, source, { caseId, isProtected, signal, onProgress: show });
        if (taken.ok) added += 1;
        else if (taken.fault.code !== 'file/cancelled') {
          const { fault } = taken;
          setRefused((before) => [...before, { name: source.name, fault }]);
        }
      }
      setComing(undefined);
      return added;
    },
    [db, caseId],
  );
  const take = useCallback(
    (sources: readonly Source[], isProtected: boolean): Promise<number> => {
      // what is dropped while others come in waits for its turn
      const turn = waiting.current.then(() => takeNow(sources, isProtected));
      waiting.current = turn.catch(() => undefined);
      return turn;
    },
    [takeNow],
  );
  const cancel = useCallback(() => stop.current?.abort(), []);
  const clear = useCallback(() => setRefused([]), []);
  return { coming, refused, take, cancel, clear };
}
