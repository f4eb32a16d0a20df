import { spawn } from 'node:child_process';
import path from 'node:path';
import { build } from 'vite';
import { beforeAll, expect, test } from 'vitest';
import { newFolder, valueOf } from '../../support/vault-builder.ts';
import { ledgerKeys, newLedger, numbers, officeId, personId, readAll, vaultId } from './journal-builder.ts';

const bundle = newFolder();
const child = path.join(bundle, 'append-child.cjs');
const ROUNDS = 30;

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: path.resolve(import.meta.dirname, 'append-child.ts'),
      outDir: bundle,
      target: 'node18',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'append-child.cjs' } },
    },
    ssr: { noExternal: true },
  });
}, 60_000);

/** Runs the child until it was killed; gives what it had acknowledged. */
function appendUntilKilled(
  folder: string,
  round: number,
  afterMs: number,
): Promise<readonly (readonly [number, number])[]> {
  return new Promise((resolve, reject) => {
    const args = [child, folder, String(round), vaultId, officeId, personId];
    const running = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    running.stdout.on('data', (text: Buffer) => {
      if (said === '') setTimeout(() => running.kill('SIGKILL'), afterMs);
      said += text.toString();
    });
    running.on('error', reject);
    running.on('close', () => {
      const lines = said
        .slice(0, said.lastIndexOf('\n') + 1)
        .trim()
        .split('\n');
      resolve(lines.map((line) => line.split(' ').map(Number) as [number, number]));
    });
  });
}

test(`killed ${ROUNDS} times while it writes: nothing that was acknowledged is lost, and it always opens`, async () => {
  const folder = path.join(newFolder(), 'journal');
  const random = numbers(11);
  const acknowledged = new Map<number, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [seq, n] of await appendUntilKilled(folder, round, random(120))) acknowledged.set(seq, n);
    const { ledger } = newLedger(folder);
    const state = valueOf(await ledger.open(await ledgerKeys()));
    expect(['whole', 'cut'], `round ${round}`).toContain(state.state);
    expect(state.lost).toEqual([]);
    expect(state.seq).toBeGreaterThanOrEqual(Math.max(...acknowledged.keys()));
    await ledger.close();
  }
  expect(acknowledged.size).toBeGreaterThan(ROUNDS * 4);

  const { ledger } = newLedger(folder);
  valueOf(await ledger.open(await ledgerKeys()));
  expect(valueOf(await ledger.checkJournal())).toMatchObject({ state: 'whole', lost: [] });
  const frames = await readAll(ledger);
  expect(frames.map(({ seq }) => seq)).toEqual(frames.map((_, i) => i + 1));
  const found = new Map(
    frames.map(({ seq, writes: [first] }) => [
      seq,
      first?.k === 'put' && first.t === 'saves' ? first.row.n : undefined,
    ]),
  );
  for (const [seq, n] of acknowledged) expect(found.get(seq), `frame ${seq}`).toBe(n);
  expect(valueOf(await ledger.checkAudit())).toMatchObject({ n: frames.length, brokenAt: undefined });
}, 120_000);
