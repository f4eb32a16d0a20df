import type { Session } from '../shared/ipc/contract.ts';
import type { Clock } from '../shared/kernel/clock.ts';
import { ok, type Result } from '../shared/kernel/result.ts';
import { audit } from './db/audit.ts';
import { createDatabase, openDatabase } from './db/open.ts';
import { saveOffice, type OfficeSettings } from './db/settings.ts';
import { host } from './host.ts';
import type { OpenSession } from './session.tsx';

/** This computer's clock; the only place of the window that asks it. */
export const computerClock: Clock = { now: () => Date.now() };

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
