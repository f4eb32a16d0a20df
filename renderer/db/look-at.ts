import { fail, ok, type Result } from '../../shared/kernel/result.ts';

/** What lies under a database's name. */
export type Found =
  /** nothing: it was never there, or the engine deleted it because of damage */
  | { readonly kind: 'nothing' }
  /** something that the engine cannot open */
  | { readonly kind: 'unreadable' }
  /** a database, by its layout as this app counts them */
  | { readonly kind: 'there'; readonly layout: number };

/** Dexie multiplies layouts by ten in the engine. */
const DEXIE_FACTOR = 10;

/**
 * Looks at a database without Dexie, which would lay out an empty one in silence where the engine has just deleted a
 * damaged one. Nothing is made or changed. Fault `db/unavailable` when there is no storage to ask.
 */
export async function lookAt(name: string): Promise<Result<Found>> {
  let request: IDBOpenDBRequest;
  try {
    request = indexedDB.open(name);
  } catch {
    return fail('db/unavailable', { reason: 'MissingAPIError' });
  }
  return ok(
    await new Promise<Found>((done) => {
      let isNew = false;
      request.onupgradeneeded = ({ oldVersion }) => {
        isNew = oldVersion === 0;
        // what was about to be made is not made
        request.transaction?.abort();
      };
      request.onsuccess = () => {
        const layout = request.result.version / DEXIE_FACTOR;
        request.result.close();
        done({ kind: 'there', layout });
      };
      request.onerror = (event) => {
        // it is answered here; unhandled it would go on to the window as an error
        event.preventDefault();
        done(isNew ? { kind: 'nothing' } : { kind: 'unreadable' });
      };
    }),
  );
}
