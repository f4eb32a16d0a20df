import type { CallInput, RecoverySheet, Session } from '../../../shared/ipc/contract.ts';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { OfficeSettings } from '../../db/settings.ts';
import { host } from '../../host.ts';
import { loadOpeners } from '../../later.ts';
import type { OpenSession } from '../../session.tsx';

/**
 * Comes into the office: asks the vault for the keys, sealed to a key pair made for this one session, and opens the
 * database with them.
 * @param ask how to ask the vault: with a passphrase, with two sheets
 * @param goOn the person has read what is lost (fault `journal/lost`) and wants to work on without it
 */
export async function comeIn(
  ask: (transport: Bytes) => Promise<Result<Session>>,
  { goOn = false }: { readonly goOn?: boolean } = {},
): Promise<Result<OpenSession>> {
  const { makeTransport, openSession } = await loadOpeners();
  const transport = await makeTransport();
  const session = await ask(transport.publicKey);
  return session.ok ? await orLock(openSession(session.value, transport, { goOn })) : session;
}

/**
 * Makes an office that does not count yet, lays out its database and writes its settings.
 * @param request what the vault is asked to make
 * @returns the open office, and the recovery sheets, which nobody can show again
 */
export async function makeOffice(
  request: (transport: Bytes) => CallInput<'createOffice'>,
  settings: OfficeSettings,
): Promise<Result<{ readonly session: OpenSession; readonly sheets: readonly RecoverySheet[] }>> {
  const { makeTransport, startOffice } = await loadOpeners();
  const transport = await makeTransport();
  const created = await host.createOffice(request(transport.publicKey));
  if (!created.ok) return created;
  const opened = await orLock(startOffice(created.value.session, transport, settings));
  return opened.ok ? ok({ session: opened.value, sheets: created.value.sheets }) : opened;
}

/** An office whose database does not open must not stay unlocked behind a closed door. */
async function orLock(opening: Promise<Result<OpenSession>>): Promise<Result<OpenSession>> {
  const opened = await opening;
  if (!opened.ok) await host.lock({});
  return opened;
}
