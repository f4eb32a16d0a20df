import path from 'node:path';
import { expect, test } from 'vitest';
import { compactFiles, weigh } from '../../../electron/journal/compact.ts';
import { FirstRows } from '../../../electron/journal/first-rows.ts';
import { findJournal } from '../../../electron/journal/folder.ts';
import { placeOf, type Write } from '../../../shared/journal/write.ts';
import { faultOf, newFolder, valueOf } from '../../support/vault-builder.ts';
import {
  bytesFor,
  draft,
  flipped,
  idOf,
  installation,
  keyFrom,
  ledgerKeys,
  newLedger,
  readAll,
  save,
  savedIn,
  vaultId,
} from './journal-builder.ts';

const row = { c: idOf(1), r: installation, n: 1, last: 1 };
const first = bytesFor(1);
const late = bytesFor(99);
const forged = { t: 'saves', k: 'put', row: { ...row, sealed: late } } as const;

/** A journal in which a later frame writes over the first save. */
async function forgedJournal(folder: string) {
  const { ledger } = newLedger(folder);
  valueOf(await ledger.begin(await ledgerKeys()));
  valueOf(await ledger.append([save(1, 1), draft(1)], savedIn(1)));
  valueOf(await ledger.append([forged], savedIn(1)));
  return ledger;
}

const sealedSaves = (writes: readonly Write[]) =>
  writes.flatMap((write) => (write.t === 'saves' ? [write.row.sealed] : []));

test('the first row of a place counts where rows are never rewritten', () => {
  const rows = new FirstRows();
  expect([save(1, 1), forged, draft(1), draft(1), save(1, 2)].map((write) => rows.counts(write))).toEqual([
    ...[true, false, true, true, true],
  ]);
});

test('compacting keeps the first save of a place', async () => {
  const folder = path.join(newFolder(), 'journal');
  const ledger = await forgedJournal(folder);
  await ledger.close();
  const { files } = await findJournal(folder, vaultId);
  const what = { files, key: { vaultId, journalKey: await keyFrom('journal') }, isStopped: () => false };
  const weight = (await weigh(what))!;
  expect(weight.replaced).toBe(100 + late.length);
  expect(await compactFiles(what, weight)).toBeGreaterThan(0);
  const again = newLedger(folder).ledger;
  valueOf(await again.open(await ledgerKeys()));
  expect(sealedSaves((await readAll(again)).flatMap(({ writes }) => writes))).toEqual([first]);
});

test('a seed needs the first save, and must bring it first', async () => {
  for (const [seeded, isGood] of [
    [[first], true],
    [[first, late], true],
    [[late], false],
    [[late, first], false],
    [[flipped(first, 3)], false],
  ] as const) {
    const ledger = await forgedJournal(path.join(newFolder(), 'journal'));
    const rows = (await readAll(ledger)).flatMap(({ writes }) => writes.filter(({ t }) => t === 'audit'));
    const saves = seeded.map((sealed): Write => ({ ...forged, row: { ...row, sealed } }));
    valueOf(await ledger.seed('begin', 3, [...rows, ...saves]));
    const ended = await ledger.seed('end', 3, []);
    if (isGood) {
      valueOf(ended);
      const kept = (await readAll(ledger)).flatMap(({ writes }) => writes);
      expect(sealedSaves(kept)).toEqual([first]);
      expect(new Set(kept.map(placeOf)).size).toBe(kept.length);
    } else {
      expect(faultOf(ended)).toEqual({ code: 'journal/differs' });
    }
    await ledger.close();
  }
});
