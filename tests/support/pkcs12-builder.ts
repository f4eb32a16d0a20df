import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { newFolder } from './vault-builder.ts';

/** Accents and a capital ñ: what old and new readers disagree about. */
export const filePassphrase = 'contraseña-Ñ1';

export type KeyKind = 'ec' | 'rsa' | 'rsa-1024' | 'ed25519' | 'secp256k1';

const newKey: Record<KeyKind, readonly string[]> = {
  ec: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  rsa: ['rsa:2048'],
  'rsa-1024': ['rsa:1024'],
  ed25519: ['ed25519'],
  secp256k1: ['ec', '-pkeyopt', 'ec_paramgen_curve:secp256k1'],
};

const extensions = {
  person: 'basicConstraints = critical, CA:FALSE\nkeyUsage = critical, digitalSignature, nonRepudiation',
  encipherment: 'basicConstraints = critical, CA:FALSE\nkeyUsage = critical, keyEncipherment',
  authority: 'basicConstraints = critical, CA:TRUE\nkeyUsage = critical, keyCertSign, cRLSign',
};

/** Certificates and keys made by OpenSSL, as a certification authority would hand them out. */
export class Pkcs12Builder {
  readonly #folder = newFolder();
  #made = 0;

  constructor() {
    for (const [name, text] of Object.entries(extensions)) {
      const config = `[req]\ndistinguished_name = dn\nx509_extensions = ext\n[dn]\n[ext]\n${text}\n`;
      writeFileSync(path.join(this.#folder, `${name}.cnf`), config);
    }
    this.#certificate('authority', 'AC de prueba', 'ec', ['-config', 'authority.cnf']);
  }

  /** A key with a certificate for 30 days from now, issued by `AC de prueba`. */
  build(options: {
    readonly name?: string;
    readonly key?: KeyKind;
    readonly use?: keyof typeof extensions;
    /** `old`: RC2-40 and 3DES as Windows wrote for decades; `no-key`, `no-certificate`: half a file */
    readonly form?: 'new' | 'old' | 'no-key' | 'no-certificate';
  }): Bytes {
    const { name = 'ANA NUNEZ GUITY', key = 'ec', use = 'person', form = 'new' } = options;
    this.#made += 1;
    const own = `own-${this.#made}`;
    // signing a request at once with another key came with OpenSSL 3.0
    const issuer = ['-CA', 'authority.pem', '-CAkey', 'authority.key'];
    this.#certificate(own, name, key, [...issuer, '-config', `${use}.cnf`]);
    const content = {
      new: ['-inkey', `${own}.key`, '-in', `${own}.pem`, '-certfile', 'authority.pem'],
      old: ['-legacy', '-inkey', `${own}.key`, '-in', `${own}.pem`, '-certfile', 'authority.pem'],
      'no-key': ['-nokeys', '-in', `${own}.pem`],
      'no-certificate': ['-nocerts', '-inkey', `${own}.key`],
    }[form];
    this.#openssl('pkcs12', '-export', ...content, '-out', `${own}.p12`, '-passout', `pass:${filePassphrase}`);
    return new Uint8Array(readFileSync(path.join(this.#folder, `${own}.p12`)));
  }

  #certificate(file: string, name: string, key: KeyKind, rest: readonly string[]): void {
    const out = ['-nodes', '-keyout', `${file}.key`, '-out', `${file}.pem`];
    const subject = ['-utf8', '-subj', `/C=HN/CN=${name}`, '-days', '30'];
    this.#openssl('req', '-x509', '-newkey', ...newKey[key], ...out, ...subject, ...rest);
  }

  #openssl(...args: readonly string[]): void {
    execFileSync('openssl', args, { cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] });
  }
}

/** Whether OpenSSL can still write the old kind of file. */
export function hasLegacyProvider(): boolean {
  try {
    execFileSync('openssl', ['list', '-providers', '-provider', 'legacy'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
