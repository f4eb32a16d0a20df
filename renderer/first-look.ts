import type { CallValue } from '../shared/ipc/contract.ts';
import type { Result } from '../shared/kernel/result.ts';
import { host } from './host.ts';

/** The door that a window opens at: no office yet, a locked one, or one whose keys cannot be read. */
export type Door = CallValue<'appInfo'>;

/**
 * Asks which door this window stands at. A window that was started again while the office was open has lost the keys,
 * so the office is locked first.
 */
async function look(): Promise<Result<Door>> {
  const answer = await host.appInfo({});
  if (!answer.ok) return answer;
  if (answer.value.office === 'open') await host.lock({});
  return answer;
}

/** The answer to the first question of the window. Asked while the rest of the program is still being read. */
export const firstLook: Promise<Result<Door>> = look();

/** A first screen that waits longer says that it waits. */
const PATIENCE_MS = 250;

/** The first answer, when it is there before a person would wonder; undefined when the window should say that it opens. */
export function firstLookInTime(): Promise<Result<Door> | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
  // what went wrong with the question is told by who awaits the answer itself, once there is a screen to tell it on
  return Promise.race([firstLook, late]).catch(() => undefined);
}
