import { expect, test } from 'vitest';
import { deriveHere } from '../../../electron/vault/argon.ts';
import { openDevice } from '../../../electron/vault/device.ts';
import { openGrant } from '../../../electron/vault/grants.ts';
import { openSlot } from '../../../electron/vault/slot.ts';
import { fromHex, toBase64, toBase64Url, toHex, type Bytes } from '../../../shared/kernel/bytes.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { openBox, sessionUse } from '../../../shared/vault/box.ts';
import { openOfficeWithHandlers } from '../../support/office-builder.ts';
import {
  chiefPassphrase,
  holders,
  inspector,
  inspectorPassphrase,
  liaison,
  newFolder,
  noSafe,
  quickKdf,
  rawKeys,
  testClock,
  transport,
  twoOf,
  valueOf,
  windowKeys,
} from '../../support/vault-builder.ts';

const caseId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const other = 'una clave que no olvidaré';
/** In a private key of 138 bytes: where the secret number itself lies (RFC 5915 in RFC 5958). */
const SCALAR = [36, 68] as const;
type Office = Awaited<ReturnType<typeof openOfficeWithHandlers>>;

/** Every key that whoever is signed in holds, open. */
async function keysOf({ vault }: Office, passphrase: string): Promise<Bytes[]> {
  return valueOf(
    await vault.use(undefined, async ({ keyring, person, officeKey, holder }) => {
      const kdf = () => Promise.resolve(quickKdf);
      const making = { derive: deriveHere, kdf, device: openDevice(newFolder(), noSafe), clock: testClock() };
      const { secret, derived } = valueOf(await openSlot(keyring.vaultId, person, passphrase, making));
      expect([...secret.slice(SCALAR[0] - 2, SCALAR[0])]).toEqual([0x04, 0x20]);
      const keys = [officeKey.slice(), derived, secret.slice(...SCALAR)];
      for (const { key } of keyring.grants.filter(({ to }) => to === person.id)) {
        const opened = valueOf(await openGrant(keyring, key, holder));
        keys.push(key.startsWith('protected') ? opened.slice(...SCALAR) : opened);
      }
      return ok(keys);
    }),
  );
}

/** Everything in an answer, as text in which bytes are hexadecimal. Anything that is neither fails the test. */
function flatten(value: unknown): string {
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map(flatten).join('\n');
  if (typeof value === 'object' && value !== null) {
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    return Object.values(value).map(flatten).join('\n');
  }
  expect(['string', 'number', 'boolean', 'undefined']).toContain(typeof value);
  return String(value);
}

function findKeys(answer: unknown, keys: readonly Bytes[]): string[] {
  const text = flatten(answer);
  return keys
    .flatMap((key) => [toHex(key), toBase64(key), toBase64Url(key)])
    .filter((form) => text.includes(form) || text.includes(form.toUpperCase()));
}

test('the search finds a key wherever it lies', () => {
  const key = new Uint8Array(32).map((_, i) => 200 - i);
  for (const planted of [key, new Uint8Array([1, ...key, 2]), toBase64(key), toHex(key).toUpperCase()]) {
    expect(findKeys({ ok: true, value: { deep: [{ planted }] } }, [key])).not.toEqual([]);
  }
});

test('no answer of the main process ever holds an open key', async () => {
  const answers: unknown[] = [];
  const keys: Bytes[] = [];
  const office = await openOfficeWithHandlers();
  const { handlers } = office;
  const take = async <T>(answer: Promise<T>): Promise<T> => {
    const taken = await answer;
    answers.push(taken);
    return taken;
  };
  answers.push(office.session, office.sheets);
  keys.push(...(await keysOf(office, inspectorPassphrase)));
  const raw = await rawKeys(office.session);
  keys.push(...Object.values(raw).map(fromHex));

  const { id } = office.session.person;
  const added = valueOf(await take(handlers.addPerson({ person: liaison, passphrase: chiefPassphrase })));
  const extra = valueOf(
    await take(handlers.addPerson({ person: { ...inspector, name: 'Otra' }, passphrase: chiefPassphrase })),
  );
  await take(Promise.resolve(office.vault.listPeople()));
  await take(handlers.changeRoles({ personId: extra.id, roles: ['supervisor'] }));
  await take(handlers.unlock({ personId: id, passphrase: inspectorPassphrase, transport }));
  await take(handlers.removePerson({ personId: extra.id, reason: 'Renunció' }));
  await take(handlers.unlock({ personId: id, passphrase: inspectorPassphrase, transport }));
  keys.push(...(await keysOf(office, inspectorPassphrase)));
  await take(handlers.resetPerson({ personId: added.id, passphrase: other }));
  await take(handlers.grantAccess({ personId: added.id }));
  await take(handlers.setPolicy({ policy: { idleMinutes: 4 } }));
  await take(handlers.practiseRecovery({ sheets: twoOf(office.sheets) }));
  const { sheets } = valueOf(await take(handlers.makeRecoverySheets({ holders: [...holders] })));
  await take(handlers.changePassphrase({ current: inspectorPassphrase, next: other }));

  const made = valueOf(await take(handlers.makeCaseKey({ caseId })));
  const use = sessionUse(office.session.vaultId, `case/${caseId}`);
  keys.push(valueOf(await openBox(windowKeys.privateKey, use, made.key)));
  const input = { caseId, boxes: made.boxes, reason: 'Hace falta' };
  valueOf(await take(handlers.openCaseKey({ ...input, emergency: false })));
  valueOf(await take(handlers.shareCaseKey({ ...input, personId: id })));
  valueOf(await take(handlers.openCaseKey({ ...input, emergency: true })));
  await take(handlers.recover({ personId: id, sheets: twoOf(sheets), passphrase: chiefPassphrase, transport }));
  keys.push(...(await keysOf(office, chiefPassphrase)));
  await take(handlers.unlock({ personId: id, passphrase: 'no es la clave correcta', transport }));
  answers.push(await office.acts());
  await take(handlers.lock({}));

  expect(answers.length).toBeGreaterThan(20);
  // two passphrases, two key pairs, every epoch of every level, and the case
  expect(new Set(keys.map(toHex)).size).toBe(11);
  for (const answer of answers) expect(findKeys(answer, keys)).toEqual([]);
});
