import type { Handlers } from '../../shared/ipc/contract.ts';
import type { DocumentProcess } from './client.ts';

type Doors = Pick<Handlers, 'confirmOffice' | 'unlock' | 'recover' | 'lock'>;

/**
 * Gets the document process ready when an office is opened, and ends it when the office is locked: it remembers words
 * of the papers it made, and those are not for whoever comes next.
 * @param handlers the calls that open and lock
 * @returns the same calls, followed by the document process
 */
export function followOffice<T extends Doors>(handlers: T, documents: Pick<DocumentProcess, 'warm' | 'stop'>): T {
  const whenOpened =
    <In, Out extends { readonly ok: boolean }>(open: (input: In) => Promise<Out>) =>
    async (input: In): Promise<Out> => {
      const opened = await open(input);
      if (opened.ok) documents.warm();
      return opened;
    };
  return {
    ...handlers,
    confirmOffice: whenOpened(handlers.confirmOffice),
    unlock: whenOpened(handlers.unlock),
    recover: whenOpened(handlers.recover),
    lock: async (input) => {
      documents.stop();
      return handlers.lock(input);
    },
  };
}
