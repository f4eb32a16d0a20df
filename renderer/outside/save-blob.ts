import { h } from './dom.ts';

/** Has the browser save something as a file. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  h('a', { href: address, download: name }).click();
  // the browser has taken it by then, or shows that it has not
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
