import { app, dialog } from 'electron';
import { newId } from '../shared/kernel/id.ts';
import type { Log } from './disk/log.ts';
import { text } from './text.ts';

/**
 * What happens when the main process has a bug: it is written down under a number, the person is told the number in
 * their language, and the app ends. Going on with half-known state would endanger what is stored.
 * @param log where the rest can be read
 */
export function endOnBug(log: Log): void {
  let ending = false;
  const end = (error: unknown): void => {
    if (ending) return;
    ending = true;
    const incident = newId().slice(0, 8);
    log.write({ incident, call: 'main', fault: 'host/unexpected', error });
    dialog.showErrorBox(text.crashed, text.crashedDetail(incident));
    app.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
