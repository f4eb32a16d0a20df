import { app, dialog } from 'electron';
import { newId } from '../shared/kernel/id.ts';
import type { Endings } from './endings.ts';
import type { Log } from './disk/log.ts';
import { text } from './text.ts';

/**
 * Writes down when a process beside the main one dies: the graphics card's, that of papers, the network's.
 * @param log gets Chromium's word for how, and nothing else
 */
export function watchChildren(log: Log): void {
  app.on('child-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && reason !== 'killed') log.write({ call: 'child', reason });
  });
}

/**
 * What happens when the main process has a bug: it is written down under a number, the person is told the number in
 * their language, and the app ends. Going on with half-known state would endanger what is stored.
 * @param log where the rest can be read
 * @param endings tells the next start of it
 */
export function endOnBug(log: Log, endings: Pick<Endings, 'note'>): void {
  let ending = false;
  const end = (error: unknown): void => {
    if (ending) return;
    ending = true;
    const incident = newId().slice(0, 8);
    log.write({ incident, call: 'main', fault: 'host/unexpected', error });
    endings.note({ kind: 'bug', incident });
    dialog.showErrorBox(text.crashed, text.crashedDetail(incident));
    app.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
