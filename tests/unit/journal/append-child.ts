// Appends to a journal as fast as it can, several writes at a time, some of them three frames together, and says on its
// standard output which were acknowledged. Somebody will kill it.
import { writeSync } from 'node:fs';
import { Ledger } from '../../../electron/journal/ledger.ts';
import { sha256, utf8 } from '../../../shared/kernel/bytes.ts';
import { importDataKey } from '../../../shared/vault/seal.ts';

const [, , folder = '', round = '0', vaultId = '', officeId = '', personId = ''] = process.argv;
const WRITERS = 4;
const TOGETHER = 3;

async function main(): Promise<void> {
  const key = async (name: string): Promise<CryptoKey> => importDataKey(await sha256(utf8(name)));
  const level = async (name: string) => ({ current: 1, keys: new Map([[1, await key(name)]]) });
  const ledger = new Ledger({
    folder,
    clock: { now: () => Date.now() },
    log: { write: () => undefined },
    findFrame: () => Promise.resolve(undefined),
    fileSize: 30_000,
    checkAfter: 'never',
  });
  const keys = { journal: await key('journal'), office: await level('office'), reserved: await level('reserved') };
  const session = {
    vaultId,
    officeId,
    installationId: officeId,
    personId,
    roles: ['inspector'] as const,
    keys,
    restored: false,
  };
  const started = await (round === '0' ? ledger.begin(session) : ledger.open(session));
  if (!started.ok) throw new Error(started.fault.code);
  const write = async (writer: number): Promise<void> => {
    const group = writer === 0 ? TOGETHER : 1;
    for (let n = 0; ; n += group) {
      const rows = Array.from({ length: group }, (_, i) => ({
        c: personId,
        r: officeId,
        n: Number(round) * 1_000_000 + (n + i) * WRITERS + writer,
        last: 0,
        sealed: new Uint8Array(100 + (((n + i) * 377) % 2000)),
      }));
      const added = await ledger.appendTogether(
        rows.map((row) => ({ writes: [{ t: 'saves', k: 'put', row }], act: { action: 'saved', caseId: row.c } })),
      );
      if (!added.ok) throw new Error(added.fault.code);
      for (const [i, { seq }] of added.value.entries()) writeSync(1, `${seq} ${rows[i]?.n}\n`);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
}

void main();
