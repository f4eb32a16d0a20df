import { useEffect, useState } from 'react';
import type { DriveFacts } from '../../../shared/ipc/contract.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { host } from '../../host.ts';

/** A stick shows up by itself when it is plugged in. */
const LOOK_EACH_MS = 3000;

/** The sticks that are plugged in, and the folder that somebody chose. */
export interface DriveChoice {
  readonly drives: readonly DriveFacts[];
  readonly chosen: DriveFacts | undefined;
  readonly choose: (token: string) => void;
  /** asks for a folder; `file/cancelled` */
  readonly chooseFolder: () => Promise<Result<DriveFacts>>;
}

/** Looks for sticks while a dialog is open. */
export function useDrives(): DriveChoice {
  const [found, setFound] = useState<readonly DriveFacts[]>([]);
  const [folder, setFolder] = useState<DriveFacts>();
  const [token, setToken] = useState<string>();
  useEffect(() => {
    let isWanted = true;
    const look = async (): Promise<void> => {
      const listed = await host.listDrives({});
      if (isWanted && listed.ok) setFound(listed.value);
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_EACH_MS);
    return () => {
      isWanted = false;
      clearInterval(timer);
    };
  }, []);
  const drives = folder === undefined ? found : [...found.filter((one) => one.token !== folder.token), folder];
  return {
    drives,
    chosen: drives.find((one) => one.token === token),
    choose: setToken,
    chooseFolder: async () => {
      const chosen = await host.chooseDrive({});
      if (chosen.ok) {
        setFolder(chosen.value);
        setToken(chosen.value.token);
      }
      return chosen;
    },
  };
}
