import { mkdir, rmdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Held by whichever worker of the runner starts an app; making a folder is one step on every system. */
const TURN = path.join(tmpdir(), 'atalaya-launch-turn');
/** Whoever held it that long is gone. */
const STALE_MS = 60_000;

/** Starts one app at a time, whoever asks: side by side, on two processors, they have been seen to hang. */
export async function inTurn<T>(launch: () => Promise<T>): Promise<T> {
  while (!(await take())) await wait(50);
  try {
    return await launch();
  } finally {
    await rmdir(TURN).catch(() => undefined);
  }
}

async function take(): Promise<boolean> {
  try {
    await mkdir(TURN);
    return true;
  } catch {
    const since = await stat(TURN).catch(() => undefined);
    if (since !== undefined && Date.now() - since.mtimeMs > STALE_MS) await rmdir(TURN).catch(() => undefined);
    return false;
  }
}
