import { app } from 'electron';

/**
 * Has something done before the app ends, however it was asked to. What fails there keeps nobody from closing.
 * @param work settles by itself within seconds
 */
export function endCalmly(work: () => Promise<unknown>): void {
  let state: 'running' | 'ending' | 'ended' = 'running';
  app.on('will-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    if (state === 'ending') return;
    state = 'ending';
    void work()
      .catch(() => undefined)
      .finally(() => {
        // not from within this event, where work that is done at once would end: Electron would not hear it
        setImmediate(() => {
          state = 'ended';
          app.quit();
        });
      });
  });
}
