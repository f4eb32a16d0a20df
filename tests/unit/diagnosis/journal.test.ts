import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkOpenJournal, type JournalLook } from '../../../electron/diagnosis/journal-check.ts';
import { newFolder, valueOf } from '../../support/vault-builder.ts';
import { draft, ledgerKeys, newLedger } from '../journal/journal-builder.ts';

/** An open journal of four frames, whose only file something else may reach. */
async function opened() {
  const folder = path.join(newFolder(), 'journal');
  const { ledger } = newLedger(folder);
  valueOf(await ledger.begin(await ledgerKeys()));
  valueOf(await ledger.record({ action: 'created' }));
  for (const n of [1, 2, 3]) valueOf(await ledger.append([draft(n, 4000)]));
  const file = path.join(folder, readdirSync(folder).sort()[0]!);
  const look = (): Promise<JournalLook> => checkOpenJournal(folder, { state: ledger.state()!, latest: undefined });
  return { folder, ledger, file, look };
}

test('the journal of an open office is looked at on the disk, not remembered', async () => {
  const { file, look } = await opened();
  expect((await look()).check).toEqual({ name: 'journal', outcome: 'whole', facts: { frames: 4, gaps: 0 } });
  const bytes = readFileSync(file);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = bytes[middle]! ^ 1;
  writeFileSync(file, bytes);
  expect((await look()).check).toMatchObject({ outcome: 'damaged' });
});

test('an end that is half written is a save under way; one that lacks what was confirmed is damage', async () => {
  const { folder, ledger, file, look } = await opened();
  const { length } = readFileSync(file);
  const before = { state: ledger.state()!, latest: undefined };
  valueOf(await ledger.append([draft(4, 4000)]));
  truncateSync(file, length + 1000);
  expect((await checkOpenJournal(folder, before)).check).toMatchObject({ outcome: 'whole', facts: { frames: 4 } });
  expect((await look()).check).toMatchObject({ outcome: 'damaged' });
  truncateSync(file, length - 1000);
  expect((await look()).check).toMatchObject({ outcome: 'damaged', facts: { gaps: 1 } });
  rmSync(file);
  expect((await look()).check).toMatchObject({ outcome: 'missing' });
});
