import { Decrypter } from 'age-encryption';
import { extract, type Header } from 'tar-stream';
import { ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';

/** A file as a strict reader finds it in a package. */
export interface Found {
  readonly header: Header;
  readonly bytes: Bytes;
}

/** Opens a sealed package with another program's library. */
export async function unseal(sealed: Uint8Array, by: { identity: string } | { words: string }): Promise<Bytes> {
  const decrypter = new Decrypter();
  if ('identity' in by) decrypter.addIdentity(by.identity);
  else decrypter.addPassphrase(by.words);
  return ownBytes(await decrypter.decrypt(sealed));
}

/** What lies in a tar archive, in its order. */
export async function untar(archive: Uint8Array): Promise<readonly Found[]> {
  const found: Found[] = [];
  const reader = extract();
  reader.end(Buffer.from(archive));
  for await (const entry of reader) {
    const parts: Buffer[] = [];
    for await (const part of entry) parts.push(part as Buffer);
    found.push({ header: entry.header, bytes: ownBytes(Buffer.concat(parts)) });
  }
  return found;
}
