import type { Database } from './database.ts';

// What Dexie does around every request may take longer than the request.

/**
 * The engine's own handle, for what a person waits for.
 * @throws InvalidStateError, as the engine itself would, when the database was closed
 */
export function engineOf(db: Database): IDBDatabase {
  const engine = db.tables.backendDB() as IDBDatabase | null;
  if (engine === null) throw new DOMException('the database is closed', 'InvalidStateError');
  return engine;
}

/** What a request of the engine gives; rejected with why it gives nothing. */
export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('no reason given', 'UnknownError'));
  });
}
