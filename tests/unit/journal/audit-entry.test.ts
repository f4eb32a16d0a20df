import { expect, test } from 'vitest';
import { acts, type ActName } from '../../../shared/access/acts.ts';
import { sha256, utf8 } from '../../../shared/kernel/bytes.ts';
import { isLinked, openAuditEntry, sealAuditEntry, type AuditKeys } from '../../../shared/journal/audit-entry.ts';
import { noAudit } from '../../../shared/journal/payload.ts';
import type { AuditRow } from '../../../shared/journal/write.ts';
import { sealWith } from '../../../shared/vault/seal.ts';
import { faultOf, valueOf } from '../../support/vault-builder.ts';
import { flipped, idOf, levelKey, numbers, personId, vaultId } from './journal-builder.ts';

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

/** A chain of so many acts, of several lengths. */
async function chainOf(length: number): Promise<AuditRow[]> {
  const rows: AuditRow[] = [];
  for (let n = 1; n <= length; n += 1) {
    const act = { action: 'viewed', ...details, detail: 'x'.repeat(n % 90) } as const;
    rows.push(await sealAuditEntry(all, vaultId, rows.at(-1) ?? noAudit, { at, person: personId, ...act }));
  }
  return rows;
}

/** Number of the first entry from one place to another that does not follow from the one before; none when all do. */
async function firstBroken(rows: readonly AuditRow[], from = 0, to = rows.length): Promise<number | undefined> {
  for (let i = from; i < to; i += 1) if (!(await isLinked(rows[i - 1] ?? noAudit, rows[i]!))) return i + 1;
  return undefined;
}

/** The chain with the byte at a place changed, counted over hashes and sealed parts; and whose it was. */
function changed(rows: readonly AuditRow[], place: number): { readonly rows: AuditRow[]; readonly n: number } {
  let at = place;
  const i = rows.findIndex(({ h, sealed }) => {
    if (at < h.length + sealed.length) return true;
    at -= h.length + sealed.length;
    return false;
  });
  const row = rows[i]!;
  const { h, sealed } = row;
  const other = at < h.length ? { ...row, h: flipped(h, at) } : { ...row, sealed: flipped(sealed, at - h.length) };
  return { rows: rows.with(i, other), n: i + 1 };
}

const bytesIn = (rows: readonly AuditRow[]): number =>
  rows.reduce((sum, { h, sealed }) => sum + h.length + sealed.length, 0);

test('every byte of a small chain, changed one by one, is found in its place', async () => {
  const chain = await chainOf(6);
  expect(await firstBroken(chain)).toBeUndefined();
  for (let place = 0; place < bytesIn(chain); place += 1) {
    const { rows, n } = changed(chain, place);
    expect(await firstBroken(rows)).toBe(n);
  }
});

test('10,000 bytes at random places of a long chain, each changed alone, are found in their places', async () => {
  const chain = await chainOf(2000);
  expect(await firstBroken(chain)).toBeUndefined();
  const random = numbers(7);
  const all = bytesIn(chain);
  const touched = new Set<number>();
  for (let run = 0; run < 10_000; run += 1) {
    const { rows, n } = changed(chain, random(all));
    // what lies before is as it was, and was looked at above
    expect(await firstBroken(rows, Math.max(0, n - 2))).toBe(n);
    touched.add(n);
  }
  expect(touched.size).toBeGreaterThan(1900);
});

test('an entry that is missing, doubled or exchanged with the next is found', async () => {
  const chain = await chainOf(50);
  for (let i = 0; i < chain.length - 1; i += 1) {
    expect(await firstBroken(chain.toSpliced(i, 1))).toBe(i + 1);
    expect(await firstBroken(chain.toSpliced(i, 0, chain[i]!))).toBe(i + 2);
    expect(await firstBroken(chain.toSpliced(i, 2, chain[i + 1]!, chain[i]!))).toBe(i + 1);
  }
});
