import { expect, test } from 'vitest';
import type { Host } from '../../../shared/ipc/contract.ts';
import { randomBytes } from '../../../shared/kernel/bytes.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { fail, ok } from '../../../shared/kernel/result.ts';
import { sealBox, sessionUse } from '../../../shared/vault/box.ts';
import { importDataKey, open, openWith, seal, sealWith } from '../../../shared/vault/seal.ts';
import { makeTransport } from '../../../renderer/keys.ts';
import { got, samplePerson, TestOffice } from '../../support/session.ts';

test('keys come out of their boxes by level and epoch; the newest seals', async () => {
  const office = new TestOffice();
  office.reserved.push(randomBytes(32));
  const { keys } = await office.signIn();
  expect(keys.office.current).toBe(1);
  expect(keys.reserved?.current).toBe(2);
  expect([...(keys.reserved?.keys.keys() ?? [])]).toEqual([1, 2]);
  const bytes = randomBytes(10);
  const old = await seal(await importDataKey(new Uint8Array(office.reserved[0]!)), 'x', bytes);
  expect(got(await openWith(keys.reserved!, 'x', old))).toEqual(bytes);
  const fresh = { current: 2, keys: new Map([[2, await importDataKey(new Uint8Array(office.reserved[1]!))]]) };
  expect(got(await openWith(keys.reserved!, 'x', await sealWith(fresh, 'x', bytes)))).toEqual(bytes);
});

test('whoever may not read cases gets no key of theirs', async () => {
  const { keys } = await new TestOffice().signIn(samplePerson(['administrator', 'statistics']));
  expect(keys.reserved).toBeUndefined();
});

test('boxes made for one window open in no other', async () => {
  const { session } = await new TestOffice().signIn();
  const other = await makeTransport();
  expect(await other.open(session)).toMatchObject({ ok: false, fault: { code: 'vault/damaged' } });
});

test('keys in the window can be used and not read', async () => {
  const { keys } = await new TestOffice().signIn();
  for (const level of [keys.office, keys.reserved!]) {
    for (const key of level.keys.values()) {
      expect(key.extractable).toBe(false);
      await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
    }
  }
});

test('the key of a case comes boxed for this window and this case', async () => {
  const transport = await makeTransport();
  const [vaultId, caseId] = [newId(), newId()];
  const raw = randomBytes(32);
  const boxes = [{ to: 'protected/1', box: randomBytes(113) }];
  const box = await sealBox(transport.publicKey, sessionUse(vaultId, `case/${caseId}`), raw);
  const host: Pick<Host, 'makeCaseKey' | 'openCaseKey' | 'shareCaseKey'> = {
    makeCaseKey: () => Promise.resolve(ok({ key: box, boxes })),
    openCaseKey: () => Promise.resolve(ok({ key: box })),
    shareCaseKey: () => Promise.resolve(fail('access/no-case-key')),
  };
  const port = transport.caseKeys(host, vaultId);
  const made = got(await port.make(caseId));
  expect(made.boxes).toEqual(boxes);
  const sealed = await seal(made.key, 'x', new Uint8Array([1, 2, 3]));
  const opened = got(await port.open({ caseId, boxes, reason: 'x', emergency: false }));
  expect(got(await open(opened, 'x', sealed))).toEqual(new Uint8Array([1, 2, 3]));
  const asked = { caseId: newId(), boxes, reason: 'x', emergency: false };
  expect(await port.open(asked)).toMatchObject({ ok: false, fault: { code: 'vault/damaged' } });
  const shared = await port.share({ caseId, boxes, personId: newId(), reason: 'x' });
  expect(shared).toMatchObject({ ok: false, fault: { code: 'access/no-case-key' } });
});
