import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { OfficeInput, Person, Session } from '../shared/ipc/contract.ts';
import type { Clock } from '../shared/kernel/clock.ts';
import { ok, type Result } from '../shared/kernel/result.ts';
import { audit } from './db/audit.ts';
import type { Database } from './db/database.ts';
import type { DocumentHead } from './db/documents.ts';
import type { StoredDraft } from './db/drafts.ts';
import type { InspectionHead } from './db/heads.ts';
import { watchDocuments, watchDrafts, watchHeads, type Live } from './db/live.ts';
import { closeDatabase, createDatabase, openDatabase } from './db/open.ts';
import { saveOffice, type OfficeSettings } from './db/settings.ts';
import { host } from './host.ts';

/** This computer's clock; the only place of the window that asks it. */
export const computerClock: Clock = { now: () => Date.now() };

/** An open office: who works, and the database. */
export interface OpenSession {
  readonly person: Person;
  readonly office: OfficeInput;
  readonly db: Database;
}

/** Opens the database for an unlocked office and logs the opening. */
export async function openSession(session: Session): Promise<Result<OpenSession>> {
  const db = await openDatabase(session, computerClock);
  if (!db.ok) return db;
  const logged = await audit(db.value, { action: 'unlocked' });
  if (!logged.ok) return logged;
  return ok({ person: session.person, office: session.office, db: db.value });
}

/** Lays out the database of a new office, writes its settings, and tells the host that the office is complete. */
export async function startOffice(session: Session, settings: OfficeSettings): Promise<Result<OpenSession>> {
  const db = await createDatabase(session, computerClock);
  if (!db.ok) return db;
  const saved = await saveOffice(db.value, settings);
  if (!saved.ok) return saved;
  const logged = await audit(db.value, { action: 'created' });
  if (!logged.ok) return logged;
  const confirmed = await host.confirmOffice({});
  if (!confirmed.ok) return confirmed;
  return ok({ person: session.person, office: session.office, db: db.value });
}

/**
 * Whether the main process still holds the keys. The computer may have been locked or put to sleep since they were
 * given out: then the office must not be entered with what the window got before.
 */
export async function isStillOpen(): Promise<boolean> {
  const info = await host.appInfo({});
  return info.ok && info.value.office === 'open';
}

interface SessionValue extends OpenSession {
  /** Locks the office: keys are dropped in the main process, then the window starts again from nothing. */
  readonly lock: () => void;
  /** Has something done before the office is locked, e.g. the last keystrokes kept. Gives back how to call it off. */
  readonly beforeLock: (keep: () => Promise<unknown>) => () => void;
}

/** The longest a lock waits for last words to be written; a full disk must not keep an office open. */
const LAST_WORDS_MS = 2000;

const SessionContext = createContext<SessionValue | undefined>(undefined);

/** Gives an open office to the screens below; the only context of the app. */
export function SessionProvider({
  session,
  children,
}: {
  readonly session: OpenSession;
  readonly children: ReactNode;
}) {
  const lastWords = useRef(new Set<() => Promise<unknown>>());
  const beforeLock = useCallback((keep: () => Promise<unknown>) => {
    lastWords.current.add(keep);
    return () => void lastWords.current.delete(keep);
  }, []);
  const writeLastWords = useCallback(async (): Promise<void> => {
    const written = Promise.allSettled([...lastWords.current].map((keep) => keep()));
    await Promise.race([written, new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS))]);
    closeDatabase(session.db);
  }, [session]);
  const lock = useCallback(() => {
    // JavaScript cannot wipe what was typed; a fresh page can.
    void writeLastWords()
      .then(() => host.lock({}))
      .finally(() => location.reload());
  }, [writeLastWords]);
  useEffect(() => host.on('locked', () => void writeLastWords().finally(() => location.reload())), [writeLastWords]);
  const value = useMemo(() => ({ ...session, lock, beforeLock }), [session, lock, beforeLock]);
  return <SessionContext value={value}>{children}</SessionContext>;
}

/** The open office. Only below {@link SessionProvider}. */
export function useSession(): SessionValue {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('no open office');
  return session;
}

/** Subscribes to one of renderer/db/live.ts's watchers for as long as the screen stands. */
function useWatch<T>(watch: (db: Database, listener: (live: Live<T>) => void) => () => void): Live<T> | undefined {
  const { db } = useSession();
  const [live, setLive] = useState<Live<T>>();
  useEffect(() => watch(db, setLive), [db, watch]);
  return live;
}

/** Inspections of the office, in no order; undefined until first read. */
export function useHeads(): Live<InspectionHead> | undefined {
  return useWatch(watchHeads);
}

/** Unsaved texts that wait, in no order; undefined until first read. */
export function useDrafts(): Live<StoredDraft> | undefined {
  return useWatch(watchDrafts);
}

/** Documents of the office, in no order; undefined until first read. */
export function useDocuments(): Live<DocumentHead> | undefined {
  return useWatch(watchDocuments);
}
