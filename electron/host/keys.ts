import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { makeTurns } from '../../shared/kernel/turns.ts';
import type { Act } from '../../shared/access/acts.ts';
import type { Handlers, Session } from '../../shared/ipc/contract.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { RestoredFrom } from '../snapshots/restore.ts';
import { renewInstallation } from '../vault/new-office.ts';
import type { OpenedSession, Vault } from '../vault/vault.ts';
import { allowed } from './allowed.ts';
import { createActLog, noteFailures } from './act-log.ts';
import { actWords } from './act-words.ts';
import { createCaseKeyHandlers, type CaseKeyCall } from './case-keys.ts';
import { createPeopleHandlers, type PeopleCall } from './people.ts';

/** Calls about who is signed in. */
type DoorCall = 'createOffice' | 'confirmOffice' | 'unlock' | 'recover' | 'renewInstallation' | 'lock';
/** Calls about the office's keys and people. */
export type KeyCall = DoorCall | PeopleCall | CaseKeyCall;

/** What the calls about keys need from the rest of the main process. */
export interface KeyDeps {
  readonly vault: Vault;
  readonly ledger: Pick<Ledger, 'begin' | 'open' | 'close' | 'record'>;
  /** the copy that the office was just put back from; undefined, and so by default, when it was not */
  readonly findRestored?: () => Promise<RestoredFrom | undefined>;
  /** called before the journal is closed, while it can still be read; locking waits for it */
  readonly lastLook?: () => Promise<void>;
  /** called when a change of people or roles signed out whoever made it: the window must drop what it shows */
  readonly onSignedOut?: () => void;
}

/**
 * The calls of the start screen, of signing in and out, of people and of the keys of single cases. Each asks whether
 * the person may, and writes down what it does before it counts. `Vault` and the functions of `electron/vault` say which
 * faults each gives; all may give those of the journal.
 */
export function createKeyHandlers(deps: KeyDeps): Pick<Handlers, KeyCall> {
  const { vault, ledger, findRestored = () => Promise.resolve(undefined), onSignedOut = () => undefined } = deps;
  const { lastLook = () => Promise.resolve() } = deps;
  const log = createActLog(ledger);
  // one signs in or out after the other: the journal is opened and closed with the vault, never across
  const inTurn = makeTurns();

  const leave = async (): Promise<void> => {
    // nobody may be signed in, and a full disk keeps nobody from locking
    if (vault.openOffice().ok) await log.note({ action: 'locked' });
    await lastLook();
    await ledger.close();
    await vault.lock();
  };

  /** Opens the journal for whoever was just signed in. */
  const enter = async (
    how: 'begin' | 'open',
    session: OpenedSession,
    acts: readonly Act[],
  ): Promise<Result<Session>> => {
    const copy = await findRestored();
    const restored = copy !== undefined;
    const installation = restored ? await vault.change(undefined, renewInstallation) : ok(session.installationId);
    if (!installation.ok) return installation;
    const office = vault.openOffice();
    if (!office.ok) return office;
    const { keyring, person, keys } = office.value;
    const { vaultId, officeId } = keyring;
    log.reset();
    const journal = await ledger[how]({
      ...{ vaultId, officeId, installationId: installation.value },
      ...{ personId: person.id, roles: person.roles, keys, restored },
    });
    if (!journal.ok) return journal;
    await noteFailures(vault, log.note);
    if (restored) await log.note({ action: 'snapshot-restored', detail: copy.snapshot });
    for (const act of acts) await log.note(act);
    // locked by the system meanwhile: the journal must not stay open behind a closed door
    if (!vault.openOffice().ok) return fail('vault/locked');
    return ok({
      ...session,
      installationId: installation.value,
      journal: { ...journal.value, restoredFrom: copy?.madeAt },
    });
  };
  const orLeave = async <T>(entered: Result<T>): Promise<Result<T>> => {
    if (!entered.ok) await leave();
    return entered;
  };

  return {
    ...createPeopleHandlers({
      vault,
      log,
      afterChange: () =>
        inTurn(async () => {
          if (vault.openOffice().ok) return;
          await log.note({ action: 'locked' });
          await leave();
          onSignedOut();
        }),
    }),
    ...createCaseKeyHandlers({ vault, log }),

    createOffice: (input) =>
      inTurn(async () => {
        const made = await vault.createOffice(input);
        if (!made.ok) return made;
        const created: Act = { action: 'created', detail: input.office.name };
        const session = await orLeave(await enter('begin', made.value.session, [created]));
        return session.ok ? ok({ session: session.value, sheets: made.value.sheets }) : session;
      }),

    confirmOffice: async () => {
      const confirmed = await vault.confirmOffice();
      return confirmed.ok ? ok({}) : confirmed;
    },

    unlock: (input) =>
      inTurn(async () => {
        const opened = await vault.unlock(input);
        return opened.ok ? orLeave(await enter('open', opened.value, [{ action: 'unlocked' }])) : opened;
      }),

    recover: (input) =>
      inTurn(async () => {
        const opened = await vault.recover(input);
        if (!opened.ok) return opened;
        const recovered: Act = { action: 'recovered', detail: actWords.sheets(opened.value.indexes) };
        return orLeave(await enter('open', opened.value.session, [recovered, { action: 'unlocked' }]));
      }),

    renewInstallation: () =>
      inTurn(async () => {
        const office = allowed(vault, 'exchange.receive');
        if (!office.ok) return office;
        const recorded = await log.record({ action: 'installation-renewed' });
        if (!recorded.ok) return recorded;
        const renewed = await vault.change('exchange.receive', renewInstallation);
        return renewed.ok ? ok({ installationId: renewed.value }) : renewed;
      }),

    lock: () =>
      inTurn(async () => {
        await leave();
        return ok({});
      }),
  };
}
