import { expect, test } from 'vitest';
import type { WindowWrite } from '../../../shared/access/may-commit.ts';
import { staysInRegister } from '../../../shared/journal/register-save.ts';
import { randomBytes, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { importDataKey, sealWith, type SealingKeys } from '../../../shared/vault/seal.ts';

const vaultId = newId();
const officeId = newId();
const r = newId();
const range = `number_range/${newId()}`;

async function office(): Promise<SealingKeys> {
  return { current: 1, keys: new Map([[1, await importDataKey(randomBytes(32))]]) };
}

async function save(keys: SealingKeys, content: unknown, place = `saves/${officeId}/${r}/1`): Promise<WindowWrite> {
  const json = typeof content === 'string' ? content : JSON.stringify(content);
  const sealed = await sealWith(keys, `${vaultId}|${place}`, utf8(json));
  return { t: 'saves', k: 'put', row: { c: officeId, r, n: 1, last: 1, sealed } };
}

const changes = (...entities: readonly unknown[]): unknown => entities.map((e) => ({ id: 'x', op: { e, f: 'kind' } }));

test('the register may be written, beside the counters', async () => {
  const keys = await office();
  const counters: WindowWrite = { t: 'meta', k: 'put', row: { k: 'counters', v: 1, sealed: randomBytes(40) } };
  expect(
    (await staysInRegister(keys, vaultId, [counters, await save(keys, changes(range, range))], 'numbers-reserved')).ok,
  ).toBe(true);
});

test('each act its own register', async () => {
  const keys = await office();
  const bundle = await save(keys, changes(`bundle/${newId()}`));
  const number = await save(keys, changes(range));
  for (const act of ['bundle-sent', 'bundle-noted'] as const) {
    expect((await staysInRegister(keys, vaultId, [bundle], act)).ok).toBe(true);
    expect((await staysInRegister(keys, vaultId, [number], act)).ok).toBe(false);
  }
  expect((await staysInRegister(keys, vaultId, [bundle], 'number-annulled')).ok).toBe(false);
  expect((await staysInRegister(keys, vaultId, [number], 'saved')).ok).toBe(false);
});

test.each<[string, unknown]>([
  ['the settings', changes(`office/${officeId}`)],
  ['a block', changes(`block/${newId()}`)],
  ['settings behind an entry of the register', changes(range, `office/${officeId}`)],
  ['a name that only begins alike', changes(`number_ranges/${newId()}`)],
  ['no entity', changes(undefined)],
  ['no change', []],
  ['no list', { op: { e: range } }],
  ['nothing in a list', [null]],
  ['no JSON', '{'],
])('%s', async (_, content) => {
  const keys = await office();
  expect(await staysInRegister(keys, vaultId, [await save(keys, content)], 'number-annulled')).toMatchObject({
    ok: false,
    fault: { code: 'ipc/bad-input' },
  });
});

test('what does not open, lies elsewhere, or has a part that cannot be looked at', async () => {
  const keys = await office();
  const good = await save(keys, changes(range));
  const prot: Bytes = randomBytes(40);
  const bad: readonly WindowWrite[] = [
    await save(await office(), changes(range)),
    await save(keys, changes(range), `saves/${officeId}/${r}/2`),
    good.t === 'saves' ? { ...good, row: { ...good.row, prot } } : good,
    good.t === 'saves' ? { ...good, row: { ...good.row, sealed: new Uint8Array(1) } } : good,
  ];
  for (const write of bad) expect((await staysInRegister(keys, vaultId, [write], 'number-annulled')).ok).toBe(false);
});
