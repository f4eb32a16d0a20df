/**
 * Switches of Chromium and Node that open the app to other programs or take a lock away: a debugger in a window that
 * holds keys, foreign code, no sandbox, secrets of connections in a file. No fuse closes any of them. The runtime itself
 * sets `allow-file-access-from-files` where it knows no fuse for it; no page of this app is a file.
 */
const REFUSED: readonly string[] = [
  ...['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'remote-allow-origins'],
  ...['inspect', 'inspect-brk', 'inspect-port', 'inspect-wait', 'js-flags', 'load-extension'],
  ...['disable-web-security', 'disable-site-isolation-trials', 'single-process'],
  ...['allow-running-insecure-content', 'enable-blink-features', 'enable-experimental-web-platform-features'],
  ...['disable-seccomp-filter-sandbox', 'disable-setuid-sandbox', 'disable-namespace-sandbox', 'no-zygote'],
  ...[
    'renderer-cmd-prefix',
    'utility-cmd-prefix',
    'gpu-launcher',
    'browser-subprocess-path',
    'renderer-startup-dialog',
  ],
  ...['disable-gpu-sandbox', 'in-process-gpu', 'allow-sandbox-debugging', 'wait-for-debugger-children'],
  ...['trace-startup', 'trace-startup-file', 'trace-startup-duration', 'trace-startup-format', 'trace-startup-owner'],
  ...['trace-startup-record-mode', 'trace-config-file'],
  ...['ssl-key-log-file', 'log-net-log', 'enable-logging', 'log-file', 'dump-dom', 'enable-automation'],
  ...['use-fake-ui-for-media-stream', 'auto-accept-camera-and-microphone-capture', 'ignore-certificate-errors'],
];

/** What is known of this start. */
export interface StartFacts {
  readonly hasSwitch: (name: string) => boolean;
  /** not run from source */
  readonly packaged: boolean;
  /**
   * Node's own debugger listens: only the pack for our tests lets it (the fuse of the one that is shipped is closed), and
   * the test driver needs Chromium's as well
   */
  readonly nodeDebugged: boolean;
  /** as root Chromium starts only without its sandbox */
  readonly root: boolean;
}

/**
 * The first switch with which an installed app does not start. Runs from source take them: developers need them.
 * @returns its name without dashes; undefined when there is none
 */
export function refusedSwitch({ hasSwitch, packaged, nodeDebugged, root }: StartFacts): string | undefined {
  if (!packaged || nodeDebugged) return undefined;
  return [...REFUSED, ...(root ? [] : ['no-sandbox'])].find(hasSwitch);
}
