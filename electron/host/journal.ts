import type { Handlers } from '../../shared/ipc/contract.ts';
import { fail, ok } from '../../shared/kernel/result.ts';
import type { Ledger } from '../journal/ledger.ts';

/** Calls about what the office remembers. */
export type JournalCall =
  'commit' | 'commitTogether' | 'readJournal' | 'seedJournal' | 'logAct' | 'checkAudit' | 'clearDatabase';

/**
 * The window's way to the journal. The ledger is open only while somebody is signed in and knows who: it asks the
 * table of rights for every write and every act that the window claims (`shared/access/may-commit.ts`). Reading and
 * checking is for everybody who can sign in, as rows and entries are sealed by level. Faults: `vault/locked`, and
 * those that `Ledger` names.
 */
export function createJournalHandlers({
  ledger,
  clearDatabase = () => Promise.resolve(),
  onWritten = () => Promise.resolve(),
}: {
  readonly ledger: Pick<Ledger, 'append' | 'appendTogether' | 'read' | 'seed' | 'checkAudit' | 'state'>;
  /** removes the window's database with everything that the engine keeps of it */
  readonly clearDatabase?: () => Promise<void>;
  /** called after each write of the window: its database follows the journal, or it would not have written */
  readonly onWritten?: () => Promise<void>;
}): Pick<Handlers, JournalCall> {
  return {
    commit: async ({ writes, act }) => {
      const committed = await ledger.append(writes, act);
      if (committed.ok) await onWritten();
      return committed;
    },
    commitTogether: async ({ commits }) => {
      const committed = await ledger.appendTogether(commits);
      if (!committed.ok) return committed;
      await onWritten();
      return ok({ frames: [...committed.value] });
    },
    readJournal: async ({ after }) => {
      const read = await ledger.read(after);
      if (!read.ok) return read;
      const frames = read.value.frames.map((frame) => ({ ...frame, writes: [...frame.writes] }));
      return ok({ frames, end: read.value.end });
    },
    seedJournal: async ({ step, seq, writes }) => {
      const seeded = await ledger.seed(step, seq, writes);
      // the ledger knows more of its end than the window may be told
      return seeded.ok ? ok({ seq: seeded.value.seq, digest: seeded.value.digest }) : seeded;
    },
    logAct: async ({ act }) => {
      const logged = await ledger.append([], act);
      return logged.ok ? ok({ seq: logged.value.seq, digest: logged.value.digest }) : logged;
    },
    checkAudit: () => ledger.checkAudit(),
    clearDatabase: async () => {
      const state = ledger.state();
      if (state === undefined) return fail('vault/locked');
      // nothing goes before there is something better
      if (state.state === 'missing') return fail('journal/lost');
      await clearDatabase();
      return ok({});
    },
  };
}
