import { useEffect, useRef, useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { SnapshotPort, SnapshotReading } from '../../db/snapshot-cases.ts';
import { host } from '../../host.ts';

/** Reading a snapshot through takes seconds to minutes: how far it is, and what it gave. */
export interface CopyReading<T> {
  readonly value: T | undefined;
  readonly fault: Fault | undefined;
  /** 0 to 1; undefined when nothing is being read */
  readonly share: number | undefined;
  readonly start: (read: (port: SnapshotPort, how: SnapshotReading) => Promise<Result<T>>) => void;
  readonly stop: () => void;
}

/**
 * Reads something out of an opened snapshot; leaving the screen ends the reading.
 * @param token of the opened snapshot
 */
export function useCopyReading<T>(token: string): CopyReading<T> {
  const [value, setValue] = useState<T>();
  const [fault, setFault] = useState<Fault>();
  const [share, setShare] = useState<number>();
  const turn = useRef(0);
  useEffect(
    () => () => {
      turn.current += 1;
    },
    [],
  );

  function start(read: (port: SnapshotPort, how: SnapshotReading) => Promise<Result<T>>): void {
    turn.current += 1;
    const mine = turn.current;
    const isWanted = (): boolean => turn.current === mine;
    setFault(undefined);
    setShare(0);
    const port: SnapshotPort = { readJournal: ({ after }) => host.readSnapshot({ token, after }) };
    void read(port, { onProgress: setShare, isWanted }).then((done) => {
      if (!isWanted()) return;
      setShare(undefined);
      if (done.ok) setValue(done.value);
      else setFault(done.fault);
    });
  }

  function stop(): void {
    turn.current += 1;
    setShare(undefined);
  }

  return { value, fault, share, start, stop };
}
