import { expect, test } from 'vitest';
import { acts, type ActName } from '../../../shared/access/acts.ts';
import { sha256, utf8 } from '../../../shared/kernel/bytes.ts';
import { isLinked, openAuditEntry, sealAuditEntry, type AuditKeys } from '../../../shared/journal/audit-entry.ts';
import { noAudit } from '../../../shared/journal/payload.ts';
import { sealWith } from '../../../shared/vault/seal.ts';
import { faultOf, valueOf } from '../../support/vault-builder.ts';
import { flipped, idOf, levelKey, personId, vaultId } from './journal-builder.ts';

const all: AuditKeys = { office: await levelKey('office'), reserved: await levelKey('reserved') };
const officeOnly: AuditKeys = { office: all.office, reserved: undefined };
const at = '2026-11-24T15:00:00.000Z';
const details = { caseId: idOf(1), documentId: idOf(2), detail: 'Ana Núñez, 0801-1990-12345' };

test('an entry opens in its place, with everything that was said', async () => {
  for (const action of Object.keys(acts) as ActName[]) {
    const row = await sealAuditEntry(all, vaultId, noAudit, { at, person: personId, action, ...details });
    expect(row.n).toBe(1);
    expect(row.h).toEqual(await sha256(new Uint8Array(32), row.sealed));
    const entry = valueOf(await openAuditEntry(all, vaultId, noAudit.h, row));
    expect(entry).toEqual({ n: 1, at, person: personId, action, ...details });
  }
});

test('whoever may not read cases sees who did what when, and nothing of the case', async () => {
  const row = await sealAuditEntry(all, vaultId, noAudit, { at, person: personId, action: 'viewed', ...details });
  const entry = valueOf(await openAuditEntry(officeOnly, vaultId, noAudit.h, row));
  expect(entry).toEqual({ n: 1, at, person: personId, action: 'viewed', details: 'closed' });
});

test('details that nobody who may read cases could read are left out, and the entry says so', async () => {
  const act = { at, person: personId, action: 'verified', detail: 'denuncia de Juana.pdf' } as const;
  const row = await sealAuditEntry(officeOnly, vaultId, noAudit, act);
  const entry = valueOf(await openAuditEntry(all, vaultId, noAudit.h, row));
  expect(entry).toEqual({ n: 1, at, person: personId, action: 'verified', details: 'left-out' });
});

test('details sealed by an epoch that the reader never had stay closed', async () => {
  const row = await sealAuditEntry(all, vaultId, noAudit, { at, person: personId, action: 'viewed', ...details });
  const later = { office: all.office, reserved: { current: 2, keys: new Map([[2, all.reserved!.keys.get(1)!]]) } };
  expect(valueOf(await openAuditEntry(later, vaultId, noAudit.h, row)).details).toBe('closed');
});

test('moved, changed or linked elsewhere an entry does not open', async () => {
  const first = await sealAuditEntry(all, vaultId, noAudit, { at, person: personId, action: 'unlocked' });
  const second = await sealAuditEntry(all, vaultId, first, { at, person: personId, action: 'locked' });
  expect(valueOf(await openAuditEntry(all, vaultId, first.h, second)).action).toBe('locked');
  const damaged = { code: 'vault/damaged' };
  expect(faultOf(await openAuditEntry(all, vaultId, noAudit.h, second))).toEqual(damaged);
  expect(faultOf(await openAuditEntry(all, vaultId, noAudit.h, { ...second, n: 1 }))).toEqual(damaged);
  expect(faultOf(await openAuditEntry(all, idOf(9), first.h, second))).toEqual(damaged);
  for (let at = 0; at < first.sealed.length; at += 13) {
    const row = { ...first, sealed: flipped(first.sealed, at) };
    expect(faultOf(await openAuditEntry(all, vaultId, noAudit.h, row))).toEqual(damaged);
  }
});

test('the link needs no key', async () => {
  const first = await sealAuditEntry(all, vaultId, noAudit, { at, person: personId, action: 'unlocked' });
  const second = await sealAuditEntry(all, vaultId, first, { at, person: personId, action: 'locked' });
  expect(await isLinked(noAudit, first)).toBe(true);
  expect(await isLinked(first, second)).toBe(true);
  expect(await isLinked(noAudit, second)).toBe(false);
  expect(await isLinked(first, { ...second, h: flipped(second.h, 0) })).toBe(false);
  expect(await isLinked(first, { ...second, sealed: flipped(second.sealed, 40) })).toBe(false);
  expect(await isLinked(first, { ...second, n: 3 })).toBe(false);
});

test('entries of the first layout open for whoever holds the key they lay under', async () => {
  const entry = { action: 'saved', caseId: idOf(1), detail: 'x', n: 1, at, person: personId };
  const sealed = await sealWith(all.reserved!, `${vaultId}|audit/1`, utf8(JSON.stringify(entry)));
  const row = { n: 1, h: await sha256(new Uint8Array(32), sealed), sealed };
  expect(valueOf(await openAuditEntry(all, vaultId, noAudit.h, row))).toEqual(entry);
  expect(faultOf(await openAuditEntry(officeOnly, vaultId, noAudit.h, row))).toEqual({ code: 'vault/damaged' });
});
