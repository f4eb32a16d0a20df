import { caseOf, type Write } from '../journal/write.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { acts, type Act, type ActName } from './acts.ts';
import { may, type Permission } from './permissions.ts';
import type { Role } from './roles.ts';

/**
 * Acts that the window may say it did. All others are things that the main process does itself (keys, people, copies,
 * signing, printing, saving to a file) and writes down itself: nobody can claim or fake them.
 */
export const windowActs: ReadonlySet<ActName> = new Set<ActName>([
  'saved',
  'finalised',
  'copy-made',
  'viewed',
  'searched',
  'copied',
  'previewed',
  'verified',
  'draft-discarded',
  'screening-confirmed',
  'evidence-added',
  'evidence-changed',
  'evidence-viewed',
  'case-restored',
  'settings',
  'numbers-reserved',
  'number-annulled',
  'bundle-sent',
  'bundle-noted',
  'bundle-received',
  'bundle-withdrawn',
  'repaired',
  'audit-exported',
]);

/**
 * Acts that write into the office's own case without the right to change its settings, and the entities that each may touch
 * there: the register of numbers, or the ledger of bundles. The main process looks for itself
 * (`shared/journal/register-save.ts`).
 */
export const registerOf: Readonly<Partial<Record<ActName, string>>> = {
  'numbers-reserved': 'number_range/',
  'number-annulled': 'number_range/',
  'bundle-sent': 'bundle/',
  'bundle-noted': 'bundle/',
};
export const registerActs: ReadonlySet<ActName | undefined> = new Set(Object.keys(registerOf) as ActName[]);

/** What the window may write; entries of the chain of acts come from the main process only. */
export type WindowWrite = Exclude<Write, { readonly t: 'audit' }>;

/** The tables that an act may change beside unsaved text; acts that are not here only tell what was looked at. */
const changes: Readonly<Partial<Record<ActName, readonly WindowWrite['t'][]>>> = {
  saved: ['saves', 'summaries', 'locks', 'documents', 'files'],
  finalised: ['meta', 'saves', 'summaries', 'locks', 'documents', 'files'],
  'copy-made': ['summaries', 'documents', 'files'],
  'case-restored': ['meta', 'saves', 'summaries', 'locks', 'documents', 'files'],
  'screening-confirmed': ['saves', 'summaries'],
  'evidence-added': ['saves'],
  'evidence-changed': ['saves'],
  settings: ['saves', 'summaries'],
  'numbers-reserved': ['meta', 'saves'],
  'number-annulled': ['saves'],
  'bundle-sent': ['saves'],
  'bundle-noted': ['saves'],
  'bundle-received': ['saves', 'summaries', 'locks', 'documents', 'files'],
  'bundle-withdrawn': ['saves', 'summaries', 'documents'],
  repaired: ['summaries'],
};

/** Who asks to write. */
export interface Committer {
  readonly roles: readonly Role[];
  /** id of the case that holds the office's settings */
  readonly officeId: string;
}

/**
 * Decides whether a person may write these rows and say that they did this. The main process asks before anything
 * reaches the journal; no screen needs to be trusted for it.
 * @param act what the window says it is doing; only unsaved text needs none. The bytes of a signature that the main
 *   process made (and wrote down) are kept as `saved`
 * @returns nothing; `access/denied` with the `permission` that is missing or the `act` that only the main process may
 *   write down; `ipc/bad-input` when rows and act do not belong together
 */
export function mayCommit(
  { roles, officeId }: Committer,
  writes: readonly WindowWrite[],
  act: Act | undefined,
): Result<undefined> {
  const needed = new Set<Permission>();
  if (act !== undefined) {
    if (!windowActs.has(act.action)) return fail('access/denied', { act: act.action });
    const described = acts[act.action];
    if ('needs' in described) needed.add(described.needs);
  }
  // no bundle ever touches what is the office's own: a case of that id in one is an attack
  const isForeign = act?.action === 'bundle-received' || act?.action === 'bundle-withdrawn';
  if (isForeign && writes.some((write) => caseOf(write) === officeId)) return fail('ipc/bad-input', { call: 'act' });
  const tables = act === undefined ? undefined : changes[act.action];
  // whoever changes the office's settings need not say whose they are
  const isRegister = registerActs.has(act?.action);
  const about = act?.action === 'settings' || isRegister ? officeId : act?.caseId;
  // exactly what the act is: numbers are not taken without a word in the register, nor anything else beside them
  if (isRegister && !isWhole(writes, tables ?? [])) return fail('ipc/bad-input', { call: 'act' });
  for (const write of writes) {
    if (write.t !== 'drafts' && tables?.includes(write.t) !== true) return fail('ipc/bad-input', { call: 'act' });
    if (!isRegister) needed.add(neededFor(write, caseOf(write) === officeId, act?.action));
  }
  for (const permission of needed) if (!may(roles, permission)) return fail('access/denied', { permission });
  const isCovered = writes.every((write) => covers(write, writes, about, act?.action));
  return isCovered ? ok(undefined) : fail('ipc/bad-input', { call: 'act' });
}

/** Whether there is one row for each of these tables, and no other. */
function isWhole(writes: readonly WindowWrite[], tables: readonly WindowWrite['t'][]): boolean {
  return writes.length === tables.length && tables.every((table) => writes.some(({ t }) => t === table));
}

/**
 * Whether what is said covers a write: a change is told with its case, and touches no other one. Papers and their bytes
 * belong to a case by the row of the paper, so that comes along.
 */
function covers(
  write: WindowWrite,
  writes: readonly WindowWrite[],
  about: string | undefined,
  action: ActName | undefined,
): boolean {
  const owner = caseOf(write);
  if (owner !== undefined && about !== undefined) return owner === about;
  // unsaved text that is kept says nothing, and rows made again from others change nothing
  if (action === undefined || action === 'repaired') return true;
  if (about === undefined) return false;
  const paper = paperOf(write);
  return paper === undefined || writes.some((other) => other.t === 'documents' && other.row.id === paper);
}

function neededFor(write: WindowWrite, isOffice: boolean, action: ActName | undefined): Permission {
  if (isOffice) return 'settings.write';
  // what comes from another office was written, numbered and signed there
  if (action === 'bundle-received' || action === 'bundle-withdrawn') return 'exchange.receive';
  // documents that come back from a copy were numbered, finalised and signed long ago
  const comesBack = action === 'case-restored';
  switch (write.t) {
    case 'meta':
      return comesBack ? 'snapshot.restore-case' : 'case.finalise';
    case 'files':
      if (comesBack) return 'snapshot.restore-case';
      return write.row.n === 0 ? 'case.finalise' : 'document.sign';
    case 'saves':
    case 'summaries':
    case 'drafts':
    case 'documents':
    case 'locks':
      return 'case.write';
  }
}

/** The paper that a write belongs to, when it is not the paper itself. */
function paperOf(write: WindowWrite): string | undefined {
  if (write.t === 'files') return write.row.d;
  return write.t === 'summaries' && write.row.k.startsWith('d/') ? write.row.k.slice(2) : undefined;
}
