import { app } from 'electron';

/**
 * Runs in Electron's main process: measures once it is ready, prints the figures as JSON and ends the app; with 1 when
 * measuring failed.
 */
export function reportFigures(measure: () => Promise<unknown>): void {
  void app
    .whenReady()
    .then(measure)
    .then((figures) => {
      process.stdout.write(`${JSON.stringify(figures)}\n`, () => app.exit(0));
    })
    .catch((error: unknown) => {
      console.error(error);
      app.exit(1);
    });
}
