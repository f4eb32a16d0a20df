import { expect, test } from 'vitest';
import { acts, type Act, type ActName } from '../../../shared/access/acts.ts';
import { mayCommit, registerActs, windowActs, type WindowWrite } from '../../../shared/access/may-commit.ts';
import { may } from '../../../shared/access/permissions.ts';
import { roles, type Role } from '../../../shared/access/roles.ts';
import { newId } from '../../../shared/kernel/id.ts';

const officeId = newId();
const caseId = newId();
const paperId = newId();
const sealed = new Uint8Array(1);
const v = 1;

const rows = {
  counters: { t: 'meta', k: 'put', row: { k: 'counters', v, sealed } },
  save: { t: 'saves', k: 'put', row: { c: caseId, r: newId(), n: 1, last: 1, sealed } },
  caseSummary: { t: 'summaries', k: 'put', row: { k: `c/${caseId}`, v, sealed } },
  documentSummary: { t: 'summaries', k: 'put', row: { k: `d/${paperId}`, v, sealed } },
  workplaceSummary: { t: 'summaries', k: 'put', row: { k: `e/${caseId}`, v, sealed } },
  otherWorkplace: { t: 'summaries', k: 'put', row: { k: `e/${newId()}`, v, sealed } },
  alertSummary: { t: 'summaries', k: 'put', row: { k: `a/${caseId}`, v, sealed } },
  otherAlert: { t: 'summaries', k: 'put', row: { k: `a/${newId()}`, v, sealed } },
  draft: { t: 'drafts', k: 'put', row: { c: caseId, v, sealed } },
  noDraft: { t: 'drafts', k: 'del', key: caseId },
  document: { t: 'documents', k: 'put', row: { id: paperId, c: caseId, v, sealed } },
  sealedFile: { t: 'files', k: 'put', row: { d: paperId, n: 0, sealed } },
  signedFile: { t: 'files', k: 'put', row: { d: paperId, n: 1, sealed } },
  lock: { t: 'locks', k: 'put', row: { c: caseId, v, sealed } },
  settings: { t: 'saves', k: 'put', row: { c: officeId, r: newId(), n: 1, last: 1, sealed } },
  settingsDraft: { t: 'drafts', k: 'put', row: { c: officeId, v, sealed } },
} as const satisfies Record<string, WindowWrite>;
type RowName = keyof typeof rows;

function ask(role: Role, names: readonly RowName[], act?: Act): string {
  const asked = mayCommit(
    { roles: [role], officeId },
    names.map((name) => rows[name]),
    act,
  );
  return asked.ok ? 'yes' : [asked.fault.code, ...Object.values(asked.fault.detail ?? {})].join(' ');
}

/** Who may do it, by the letters of their roles: inspector, supervisor, chief, liaison, statistics, administrator. */
function who(names: readonly RowName[], act?: Act): string {
  const letters: Record<Role, string> = {
    inspector: 'i',
    supervisor: 's',
    chief: 'c',
    liaison: 'l',
    statistics: 'e',
    administrator: 'a',
  };
  return roles.map((role) => (ask(role, names, act) === 'yes' ? letters[role] : '-')).join('');
}

test.each<[string, readonly RowName[], ActName | undefined, string]>([
  ['unsaved text', ['draft', 'noDraft'], undefined, 'iscl--'],
  ['throwing unsaved text away', ['noDraft'], 'draft-discarded', 'iscl--'],
  ['a save', ['save', 'caseSummary', 'noDraft', 'lock'], 'saved', 'iscl--'],
  ['a save of a workplace', ['save', 'workplaceSummary', 'noDraft'], 'saved', 'iscl--'],
  ['a save that rewrites another workplace', ['save', 'otherWorkplace'], 'saved', '------'],
  ['an alert that comes in', ['lock', 'save', 'alertSummary'], 'saved', 'iscl--'],
  ['a save that rewrites another alert', ['save', 'otherAlert'], 'saved', '------'],
  ['a signature that was made', ['document', 'documentSummary', 'signedFile'], 'saved', 'iscl--'],
  [
    'finalising',
    ['save', 'caseSummary', 'noDraft', 'document', 'documentSummary', 'sealedFile', 'counters'],
    'finalised',
    'isc---',
  ],
  ['a number', ['counters'], 'finalised', 'isc---'],
  ['a sealed paper', ['document', 'sealedFile'], 'finalised', 'isc---'],
  [
    'a case out of a copy',
    ['save', 'caseSummary', 'document', 'sealedFile', 'signedFile', 'counters'],
    'case-restored',
    '-scl--',
  ],
  ['settings', ['settings'], 'settings', '--c--a'],
  ['unsaved settings', ['settingsDraft'], undefined, '--c--a'],
  ['numbers for paper', ['counters', 'settings'], 'numbers-reserved', 'isc---'],
  ['a number that is annulled', ['settings'], 'number-annulled', 'isc---'],
  ['a case out of a bundle', ['save', 'caseSummary', 'lock'], 'bundle-received', '-scl--'],
  ['a paper out of a bundle', ['document', 'documentSummary', 'sealedFile', 'signedFile'], 'bundle-received', '-scl--'],
  ['a case that goes again with its bundle', ['save', 'caseSummary', 'document'], 'bundle-withdrawn', '-scl--'],
  ['a bundle in the ledger', ['settings'], 'bundle-sent', 'iscl--'],
  ['what happened to a bundle', ['settings'], 'bundle-noted', 'iscl--'],
  ['summaries made again', ['caseSummary', 'documentSummary'], 'repaired', 'iscl--'],
  ['telling of a repair', [], 'repaired', 'isclea'],
  ['telling what was looked at', [], 'viewed', 'iscl--'],
  ['telling what was searched', [], 'searched', 'iscl--'],
  ['telling what was copied', [], 'copied', 'iscl--'],
  ['telling what was verified', [], 'verified', 'isclea'],
  ['telling of an extract', [], 'audit-exported', '--c--a'],
])('%s', (_, names, action, expected) => {
  expect(who(names, action === undefined ? undefined : { action, caseId })).toBe(expected);
});

test('the table above follows the table of rights', () => {
  for (const role of roles) {
    expect(ask(role, ['save'], { action: 'saved', caseId }) === 'yes').toBe(may([role], 'case.write'));
    expect(ask(role, ['settings'], { action: 'settings' }) === 'yes').toBe(may([role], 'settings.write'));
  }
});

test('several roles of one person count together', () => {
  const both = { roles: ['administrator', 'inspector'] as const, officeId };
  expect(mayCommit(both, [rows.save], { action: 'saved', caseId }).ok).toBe(true);
  expect(mayCommit(both, [rows.settings], { action: 'settings' }).ok).toBe(true);
  expect(mayCommit(both, [rows.save, rows.settings], { action: 'saved', caseId }).ok).toBe(false);
  expect(mayCommit({ roles: [], officeId }, [rows.draft], undefined).ok).toBe(false);
});

test.each(Object.keys(acts).filter((name) => !windowActs.has(name as ActName)) as ActName[])(
  'nobody can claim %s: the main process writes it down itself',
  (action) => {
    for (const role of roles) {
      expect(ask(role, [], { action })).toBe(`access/denied ${action}`);
      expect(ask(role, ['save'], { action })).toBe(`access/denied ${action}`);
    }
  },
);

test('keys, people, copies, signing, printing and exporting are among those', () => {
  for (const action of [
    'created',
    'unlocked',
    'signed',
    'printed',
    'exported',
    'protected-opened',
    'decommissioned',
  ] as const) {
    expect(windowActs.has(action)).toBe(false);
  }
});

test.each<[string, readonly RowName[], ActName | undefined]>([
  ['rows without a word', ['save'], undefined],
  ['a summary without a word', ['caseSummary'], undefined],
  ['rows under the name of looking', ['save'], 'viewed'],
  ['a number under the name of a save', ['counters'], 'saved'],
  ['a number under the name of settings', ['counters', 'settings'], 'settings'],
  ['a number under the name of annulling', ['counters', 'settings'], 'number-annulled'],
  ['numbers for paper without a word in the register', ['counters'], 'numbers-reserved'],
  ['a word in the register without the numbers', ['settings'], 'numbers-reserved'],
  ['numbers for paper and something else', ['counters', 'settings', 'draft'], 'numbers-reserved'],
  ['the same twice', ['settings', 'settings'], 'number-annulled'],
  ['a case under the name of annulling', ['save'], 'number-annulled'],
  ['a case under the name of reserving', ['counters', 'save'], 'numbers-reserved'],
  ['telling of numbers that were not taken', [], 'numbers-reserved'],
  ['telling of a number that was not annulled', [], 'number-annulled'],
  ['the settings out of a bundle', ['settings'], 'bundle-received'],
  ['the settings with a bundle that goes', ['settings'], 'bundle-withdrawn'],
  ['unsaved settings out of a bundle', ['settingsDraft'], 'bundle-received'],
  ['numbers out of a bundle', ['save', 'counters'], 'bundle-received'],
  ['bytes of papers that go', ['document', 'sealedFile'], 'bundle-withdrawn'],
  ['a case under the name of the ledger', ['save'], 'bundle-noted'],
  ['the ledger and a case', ['settings', 'save'], 'bundle-sent'],
  ['telling of a bundle that was not sent', [], 'bundle-sent'],
  ['a save under the name of a repair', ['save', 'caseSummary'], 'repaired'],
  ['a paper under the name of settings', ['document'], 'settings'],
  ['a save under the name of throwing away', ['save'], 'draft-discarded'],
  ['a case under the name of settings', ['save'], 'settings'],
  ['the bytes of a paper without the paper', ['sealedFile'], 'finalised'],
  ['a signature without its paper', ['signedFile'], 'saved'],
  ['a summary of a paper without the paper', ['documentSummary'], 'saved'],
])('%s', (_, names, action) => {
  expect(ask('chief', names, action === undefined ? undefined : { action, caseId })).toBe('ipc/bad-input act');
});

test('what is said about one case cannot cover writing to another', () => {
  const act = { action: 'saved', caseId: newId() } as const;
  for (const name of ['save', 'caseSummary', 'draft', 'noDraft', 'document', 'lock'] as const) {
    expect(ask('inspector', [name], act)).toBe('ipc/bad-input act');
    expect(ask('inspector', [name], { ...act, caseId })).toBe('yes');
  }
});

test('whoever may finalise changes the settings under no name', () => {
  for (const action of windowActs) {
    if (registerActs.has(action)) continue;
    for (const role of ['inspector', 'supervisor'] as const) {
      expect(ask(role, ['settings'], { action, caseId })).not.toBe('yes');
      expect(ask(role, ['settings', 'counters'], { action, caseId: officeId })).not.toBe('yes');
    }
  }
});

test('nothing of a case changes without a word about which case', () => {
  for (const name of ['save', 'caseSummary', 'document', 'lock'] as const) {
    expect(ask('inspector', [name], { action: 'saved' })).toBe('ipc/bad-input act');
    expect(ask('chief', [name], { action: 'finalised' })).toBe('ipc/bad-input act');
    expect(ask('chief', [name], { action: 'case-restored' })).toBe('ipc/bad-input act');
  }
  expect(ask('inspector', ['noDraft'], { action: 'draft-discarded' })).toBe('ipc/bad-input act');
});
