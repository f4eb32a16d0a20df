import type { Act } from '../../shared/access/acts.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { makeTurns } from '../../shared/kernel/turns.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Vault } from '../vault/vault.ts';
import { actWords } from './act-words.ts';

/** Writes down what the main process does, whoever is signed in. */
export interface ActLog {
  /** Writes an act down before it is done. @returns the fault of the journal: then it must not be done */
  readonly record: (act: Act) => Promise<Result<unknown>>;
  /**
   * Writes down what has happened already and must not fail for a full disk. What cannot be written now is written
   * before the next act.
   */
  readonly note: (act: Act) => Promise<void>;
  /** Forgets what is owed: somebody else is about to sign in. */
  readonly reset: () => void;
}

/** Opens the log of acts on the journal. */
export function createActLog(ledger: Pick<Ledger, 'record'>): ActLog {
  let owed: readonly Act[] = [];
  const record = async (act: Act): Promise<Result<unknown>> => {
    while (owed[0] !== undefined) {
      const paid = await ledger.record(owed[0]);
      if (!paid.ok) return paid;
      owed = owed.slice(1);
    }
    return ledger.record(act);
  };
  // one after the other: two that pay at once would write the same act twice
  const inTurn = makeTurns();
  return {
    record: (act) => inTurn(() => record(act)),
    note: (act) =>
      inTurn(async () => {
        const noted = await record(act);
        if (!noted.ok) owed = [...owed, act];
      }),
    reset: () => {
      owed = [];
    },
  };
}

/** Writes down wrong passphrases that were followed by the right one. */
export async function noteFailures(
  vault: Pick<Vault, 'takeFailures'>,
  note: (act: Act) => Promise<unknown>,
): Promise<void> {
  const failures = vault.takeFailures();
  if (failures > 0) await note({ action: 'failed-attempts', detail: actWords.failures(failures) });
}
