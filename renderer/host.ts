import type { Host } from '../shared/ipc/contract.ts';

declare global {
  interface Window {
    readonly host: Host;
  }
}

/** The only way from the window to the computer. */
export const host: Host = window.host;
