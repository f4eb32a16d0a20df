import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { toPem } from '../../shared/signature/certificate.ts';
import { oids } from '../../shared/signature/oids.ts';
import { buildCrl, type CrlSource } from './crl-builder.ts';

const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const LIST_PATH = '/sellos.crl';
const DAY = 86_400_000;
const fresh = () => ({ thisUpdate: new Date(Date.now() - 3_600_000), nextUpdate: new Date(Date.now() + 7 * DAY) });
const CONFIG = `[tsa]
serial = tsa.serial
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
signer_digest = sha256
`;

/** How openssl is told who stamps, in the folder of {@link makeTimestampFiles}. */
export const timestampSigner = ['-config', 'tsa.cnf', '-section', 'tsa', '-signer', 'tsa.pem', '-inkey', 'tsa.key'];

/** How the authority behaves. `other`: it stamps what was asked before; `grown`: the answer never ends. */
export type Manner = 'honest' | 'silent' | 'other' | 'refusing' | 'web-page' | 'failing' | 'moved' | 'grown';

/** A time-stamping authority on this computer, made with openssl. */
export interface TimestampAuthority {
  readonly url: string;
  /** what vouches for it, DER */
  readonly root: Bytes;
  /** the list on which its certificate is revoked, DER */
  readonly revoked: (source: Omit<CrlSource, 'revoked'>) => Promise<Bytes>;
  /** a list on which nobody is, DER */
  readonly list: (source?: Omit<CrlSource, 'revoked'>) => Promise<Bytes>;
  /** what it publishes at the address in its certificate; nothing at first */
  readonly publish: (list: Bytes | undefined) => void;
  /** requests for stamps so far, and for the list */
  readonly asked: () => number;
  readonly listAsked: () => number;
  readonly behave: (manner: Manner) => void;
  readonly close: () => Promise<void>;
}

/**
 * Opens it on the loopback address.
 * @param days that its certificates hold from now on
 */
export async function openTimestampAuthority(days = 3650): Promise<TimestampAuthority> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tsa-'));
  let published: Bytes | undefined;
  let listAsked = 0;
  const server = createServer((request, response) => {
    if (request.url !== LIST_PATH) {
      void answer(request, response);
      return;
    }
    listAsked += 1;
    if (published === undefined) response.writeHead(404).end();
    else response.end(published);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { root, keys, certificate } = await makeTimestampFiles(folder, { days, listUrl: address + LIST_PATH });
  let manner: Manner = 'honest';
  let asked = 0;
  const before: Buffer[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    asked += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const query = Buffer.concat(chunks);
    before.push(query);
    response.setHeader('content-type', 'application/timestamp-reply');
    if (manner === 'silent') return;
    if (manner === 'web-page') response.end('<!doctype html><title>Portal cautivo</title>');
    else if (manner === 'failing') response.writeHead(500).end();
    else if (manner === 'moved') response.writeHead(302, { location: '/otra' }).end();
    // status 2, rejection (RFC 3161 section 2.4.2)
    else if (manner === 'refusing') response.end(Buffer.from('30053003020102', 'hex'));
    else if (manner === 'grown') {
      const grow = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
        if (!response.destroyed) response.once('drain', grow);
      };
      grow();
    } else response.end(reply(folder, manner === 'other' ? (before[0] ?? query) : query));
  };
  return {
    url: `${address}/tsa`,
    root,
    revoked: (source) => buildCrl({ root, keys }, { ...source, revoked: [certificate] }),
    list: (source = {}) => buildCrl({ root, keys }, { ...fresh(), ...source, revoked: [] }),
    publish: (list) => {
      published = list;
    },
    asked: () => asked,
    listAsked: () => listAsked,
    behave: (next) => {
      manner = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
}

function reply(folder: string, query: Buffer): Buffer {
  writeFileSync(path.join(folder, 'query.tsq'), query);
  execFileSync('openssl', ['ts', '-reply', '-queryfile', 'query.tsq', ...timestampSigner, '-out', 'reply.tsr'], {
    cwd: folder,
    stdio: 'pipe',
  });
  return readFileSync(path.join(folder, 'reply.tsr'));
}

/** Certificates and keys around a time-stamping authority. */
export interface TimestampFiles {
  /** what vouches for it, DER, and its keys */
  readonly root: Bytes;
  readonly keys: CryptoKeyPair;
  /** its own, DER */
  readonly certificate: Bytes;
}

/** Writes the files of a time-stamping authority whose certificate names `listUrl` as the place of its revocation list. */
export async function makeTimestampFiles(
  folder: string,
  { days = 3650, listUrl }: { readonly days?: number; readonly listUrl?: string } = {},
): Promise<TimestampFiles> {
  const [rootKeys, keys] = await Promise.all([1, 2].map(() => crypto.subtle.generateKey(EC, true, ['sign', 'verify'])));
  const now = Date.now();
  const period = { notBefore: new Date(now - 60_000), notAfter: new Date(now + days * DAY) };
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Raíz de sellos',
    keys: rootKeys!,
    signingAlgorithm: EC,
    extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
    ...period,
  });
  const certificate = await x509.X509CertificateGenerator.create({
    subject: 'CN=Sellos de tiempo',
    issuer: authority.subject,
    publicKey: keys!.publicKey,
    signingKey: rootKeys!.privateKey,
    signingAlgorithm: EC,
    extensions: [
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([oids.timeStamping], true),
      ...(listUrl === undefined ? [] : [new x509.CRLDistributionPointsExtension([listUrl])]),
    ],
    ...period,
  });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys!.privateKey);
  const write = (name: string, content: string): void => writeFileSync(path.join(folder, name), content);
  write('tsa.pem', toPem(new Uint8Array(certificate.rawData)));
  write('tsa.key', x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'));
  write('tsa.cnf', CONFIG);
  write('tsa.serial', '01\n');
  return {
    root: new Uint8Array(authority.rawData),
    keys: rootKeys!,
    certificate: new Uint8Array(certificate.rawData),
  };
}
