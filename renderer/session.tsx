import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Permission } from '../shared/access/permissions.ts';
import type { OfficeInput, Person, Policy } from '../shared/ipc/contract.ts';
import { allow, type Database } from './db/database.ts';
import type { StoredDraft } from './db/drafts.ts';
import { watchDrafts, type Live } from './db/live.ts';
import { closeDatabase } from './db/open.ts';
import { closeSummaries } from './db/summary-store.ts';
import { host } from './host.ts';

/** An open office: who works, and the database. */
export interface OpenSession {
  readonly person: Person;
  readonly office: OfficeInput;
  readonly policy: Policy;
  readonly db: Database;
}

interface SessionValue extends OpenSession {
  /** Whether whoever is signed in has the role and the key for this. For what is shown: it is enforced elsewhere. */
  readonly may: (permission: Permission) => boolean;
  /** Takes over a policy that was changed a moment ago. */
  readonly onPolicy: (policy: Policy) => void;
  /** Locks the office: keys are dropped in the main process, then the window starts again from nothing. */
  readonly lock: () => void;
  /**
   * Has something done before the office is locked or the window closes, e.g. the last keystrokes kept. Gives back
   * how to call it off.
   */
  readonly beforeLock: (words: LastWords) => () => void;
}

/** What must not be lost when the office is left. */
export interface LastWords {
  readonly keep: () => Promise<unknown>;
  /** whether there is something that is not on the disk */
  readonly hasUnkept: () => boolean;
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
  const lastWords = useRef(new Set<LastWords>());
  const locking = useRef(false);
  const [policy, setPolicy] = useState(session.policy);
  const beforeLock = useCallback((words: LastWords) => {
    lastWords.current.add(words);
    return () => void lastWords.current.delete(words);
  }, []);
  useEffect(() => {
    // The window may not close over text that is on no disk: it is written now, and closing is tried again or asked
    // about by the main process. A lock is not held up: it has waited already.
    const hold = (event: BeforeUnloadEvent): void => {
      const unkept = [...lastWords.current].filter(({ hasUnkept }) => hasUnkept());
      if (locking.current || unkept.length === 0) return;
      for (const { keep } of unkept) void keep();
      event.preventDefault();
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- all that Chromium before 119 listens to
      event.returnValue = true;
    };
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, []);
  const writeLastWords = useCallback(async (): Promise<void> => {
    locking.current = true;
    // who comes in sees nothing from this moment on, even while the last words are being written
    document.body.hidden = true;
    const keeping = [...lastWords.current].map(({ keep }) => keep());
    // the tables may still be taking what the journal has: the next opening then finds nothing to catch up with
    const written = Promise.allSettled([...keeping, closeSummaries(session.db)]).then(() => session.db.applying.last);
    await Promise.race([written, new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS))]);
    closeDatabase(session.db);
  }, [session]);
  const lock = useCallback(() => {
    if (locking.current) return;
    // JavaScript cannot wipe what was typed; a fresh page can.
    void writeLastWords()
      .then(() => host.lock({}))
      .finally(() => location.reload());
  }, [writeLastWords]);
  useEffect(() => host.on('locked', () => void writeLastWords().finally(() => location.reload())), [writeLastWords]);
  const value = useMemo(
    () => ({
      ...session,
      policy,
      may: (permission: Permission) => allow(session.db, permission).ok,
      onPolicy: setPolicy,
      lock,
      beforeLock,
    }),
    [session, policy, lock, beforeLock],
  );
  return <SessionContext value={value}>{children}</SessionContext>;
}

/** The open office. Only below {@link SessionProvider}. */
export function useSession(): SessionValue {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('no open office');
  return session;
}

/** Unsaved texts that wait, in no order; undefined until first read. */
export function useDrafts(): Live<StoredDraft> | undefined {
  const { db } = useSession();
  const [live, setLive] = useState<Live<StoredDraft>>();
  useEffect(() => watchDrafts(db, setLive), [db]);
  return live;
}
