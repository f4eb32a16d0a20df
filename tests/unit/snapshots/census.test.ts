import { expect, test } from 'vitest';
import { takeCensus } from '../../../electron/snapshots/census.ts';
import type { Ledger } from '../../../electron/journal/ledger.ts';
import type { Frame, Write } from '../../../shared/journal/write.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { ok } from '../../../shared/kernel/result.ts';

const vaultId = newId();
const digest = new Uint8Array(32);
const summary = (list: string, v: number, id = newId()): Write => ({
  t: 'summaries',
  k: 'put',
  row: { k: `${list}/${id}`, v, sealed: new Uint8Array(1) },
});

function ledgerOf(...frames: readonly (readonly Write[])[]): Pick<Ledger, 'read'> {
  const all = frames.map((writes, at): Frame => ({ seq: at + 1, digest, writes }));
  const end = { seq: all.length, digest };
  return {
    read: (after) => Promise.resolve(ok({ frames: all.filter(({ seq }) => seq > after), end })),
  };
}

test('workplaces and alerts are counted neither as cases nor as papers, from the beginning and onwards', async () => {
  const first = [summary('c', 1), summary('d', 1), summary('e', 1), summary('a', 1)];
  const census = await takeCensus(ledgerOf(first), vaultId, undefined);
  expect(census?.counts).toEqual({ cases: 1, documents: 1, files: 0 });
  const grown = await takeCensus(
    ledgerOf(first, [summary('e', 1), summary('a', 1), summary('c', 1), summary('c', 2)]),
    vaultId,
    census,
  );
  expect(grown?.counts).toEqual({ cases: 2, documents: 1, files: 0 });
});
