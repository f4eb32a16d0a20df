import type { OfficeTables } from './schema.ts';

// What stands between a person and their list is asked straight from the engine: Dexie's own work around a request would take
// longer than the request.

/**
 * The engine's own handle of open tables.
 * @throws InvalidStateError, as the engine itself would, when they were closed
 */
export function engineOf(tables: OfficeTables): IDBDatabase {
  const engine = tables.backendDB() as IDBDatabase | null;
  if (engine === null) throw new DOMException('the database is closed', 'InvalidStateError');
  return engine;
}

/** What a request of the engine gives; throws its error. */
export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('no reason given', 'UnknownError'));
  });
}
