import { afterEach, expect, test, vi } from 'vitest';
import {
  inspectorPassphrase,
  newFolder,
  officeInput,
  startVault,
  unlock,
  valueOf,
} from '../../support/vault-builder.ts';

afterEach(() => vi.restoreAllMocks());

/** Lengths of raw secrets here: symmetric keys and seeds, and private keys of P-256 as PKCS #8. */
const SECRET_LENGTHS: ReadonlySet<number> = new Set([32, 138]);

/**
 * Keeps hold of every secret that goes into WebCrypto or comes out of it from now on: the very bytes, not a copy of them, so
 * that it can be seen whether they are wiped.
 */
function catchSecrets(): { readonly bytes: Uint8Array; readonly how: string }[] {
  const caught: { bytes: Uint8Array; how: string }[] = [];
  const keep = (data: unknown, how: string): void => {
    const bytes =
      data instanceof ArrayBuffer
        ? new Uint8Array(data)
        : ArrayBuffer.isView(data)
          ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
          : undefined;
    // public keys and what is checked with them are no secrets
    if (bytes && SECRET_LENGTHS.has(bytes.length)) caught.push({ bytes, how });
  };
  const subtle = crypto.subtle;
  const importKey = subtle.importKey.bind(subtle);
  const decrypt = subtle.decrypt.bind(subtle);
  vi.spyOn(subtle, 'importKey').mockImplementation((...all: unknown[]) => {
    const [format, data, algorithm] = all as [string, unknown, { name?: string } | string];
    const name = typeof algorithm === 'string' ? algorithm : (algorithm.name ?? '');
    if (format === 'raw' || format === 'pkcs8') keep(data, `importKey ${format} ${name}`);
    return Reflect.apply(importKey, subtle, all) as ReturnType<typeof importKey>;
  });
  vi.spyOn(subtle, 'decrypt').mockImplementation(async (...all: unknown[]) => {
    const plain = (await Reflect.apply(decrypt, subtle, all)) as ArrayBuffer;
    keep(plain, 'decrypt');
    return plain;
  });
  return caught;
}

const isWiped = ({ bytes }: { readonly bytes: Uint8Array }): boolean => bytes.every((byte) => byte === 0);

test('every raw key that signing in brings forth is wiped when the office is locked', async () => {
  const folder = newFolder();
  const made = await startVault(folder);
  valueOf(await made.createOffice(officeInput));
  valueOf(await made.confirmOffice());
  await made.lock();

  const vault = await startVault(folder);
  const [person] = valueOf(vault.listPeople());
  const caught = catchSecrets();
  valueOf(await unlock(vault, person!.id, inspectorPassphrase));
  const { officeKey } = valueOf(vault.openOffice());
  // as long as it is open, its key is there
  expect(isWiped({ bytes: officeKey })).toBe(false);
  await vault.lock();
  expect(isWiped({ bytes: officeKey })).toBe(true);
  expect(caught.length).toBeGreaterThan(5);
  expect(caught.filter((one) => !isWiped(one)).map(({ how }) => how)).toEqual([]);
});

test('a locked vault gives nobody anything', async () => {
  const vault = await startVault(newFolder());
  valueOf(await vault.createOffice(officeInput));
  valueOf(await vault.confirmOffice());
  await vault.lock();
  expect(vault.openOffice()).toMatchObject({ ok: false, fault: { code: 'vault/locked' } });
  expect(await vault.use(undefined, () => expect.unreachable())).toMatchObject({ fault: { code: 'vault/locked' } });
});
