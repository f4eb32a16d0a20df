/**
 * Kind of error and the first place in our code, for whoever gives support: `TypeError app.js:3:17`. The message stays
 * out: it may quote what somebody typed.
 * @param error whatever was thrown
 */
export function placeInCode(error: unknown): string {
  if (!(error instanceof Error)) return 'Error ?';
  // only the lines below the message, which may look like a place itself
  const stack = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
  const place = /\(?([\w.-]+\.(?:js|tsx?):\d+:\d+)\)?/.exec(stack)?.[1] ?? '?';
  // the name of an error can be set to anything
  const kind = /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'Error';
  return `${kind} ${place}`;
}
