import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Decrypter } from 'age-encryption';
import { fromBase64, ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { installationOf, type Installation } from './bundle-builder.ts';

const folder = path.resolve(import.meta.dirname, '../fixtures/bundle-1');
const json = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));

interface Keys {
  readonly now: string;
  /** base64 DER */
  readonly root: string;
  readonly words: string;
  /** of the receiving office: public and private key */
  readonly recipient: string;
  readonly identity: string;
  /** private key that opens every bundle between offices */
  readonly rescue: string;
  readonly installations: readonly {
    readonly office: string;
    readonly replica: string;
    readonly certificate: string;
    readonly privateKey: string;
  }[];
}

/** What a bundle holds, written down when it was made. */
export interface GoldenBundle {
  readonly file: string;
  readonly kind: 'traspaso' | 'expediente' | 'confianza';
  readonly sha256: string;
  readonly identity: string;
  readonly changes: number;
  readonly cases: readonly {
    readonly id: string;
    readonly changes: number;
    readonly seals: number;
    readonly conflicts: number;
    readonly forks: number;
    readonly place: string;
  }[];
}

export const goldenKeys = json('keys.json') as Keys;
export const goldenBundles = json('expected.json') as readonly GoldenBundle[];

/** A bundle as it lies on a stick. */
export function goldenFile(name: string): Bytes {
  return ownBytes(readFileSync(path.join(folder, name)));
}

/** The archive inside. @param identity the private key; words for the kind `expediente` */
export async function openGolden({ file, kind }: GoldenBundle, identity = goldenKeys.identity): Promise<Bytes> {
  const decrypter = new Decrypter();
  if (kind === 'expediente') decrypter.addPassphrase(goldenKeys.words);
  else decrypter.addIdentity(identity);
  return ownBytes(await decrypter.decrypt(goldenFile(file)));
}

/** The offices that made them, with their keys. */
export async function goldenInstallations(): Promise<readonly Installation[]> {
  const found: Installation[] = [];
  for (const { privateKey, certificate, ...names } of goldenKeys.installations) {
    const key = await crypto.subtle.importKey(
      'pkcs8',
      fromBase64(privateKey),
      { name: 'ECDSA', namedCurve: 'P-256' },
      true,
      ['sign'],
    );
    found.push(await installationOf({ ...names, certificate: fromBase64(certificate), privateKey: key }));
  }
  return found;
}
