// Electron's main process: starts an application and says when its first screen can be typed into.
// electron start-probe.cjs <main script>. Prints StartFigures as JSON, then ends it.
import { createRequire } from 'node:module';
import { app, type WebContents } from 'electron';

/** Milliseconds from the start of the process to a painted window with the focus in a field. */
export interface StartFigures {
  readonly usable: number;
}

/** When the process was started, milliseconds since 1970; set by who starts it. */
const startedAt = Number(process.env['ATALAYA_BENCH_STARTED']);
const LIMIT_MS = 30_000;

/** Runs in the page: the next painted frame after the focus is in a field. */
const FOCUSED_AND_PAINTED = `new Promise((resolve) => {
  const look = () => document.activeElement instanceof HTMLInputElement
    ? requestAnimationFrame(() => setTimeout(resolve))
    : setTimeout(look, 2);
  look();
})`;

app.once('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => void report(contents));
});

const mainScript = process.argv.at(-1) ?? '';
setTimeout(() => app.exit(1), LIMIT_MS);
createRequire(mainScript)(mainScript);

async function report(contents: WebContents): Promise<void> {
  await contents.executeJavaScript(FOCUSED_AND_PAINTED);
  const usable = Date.now() - startedAt;
  process.stdout.write(`${JSON.stringify({ usable } satisfies StartFigures)}\n`, () => app.exit(0));
}
