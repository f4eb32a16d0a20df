import 'reflect-metadata';
import { type Extension, X509Certificate, X509CrlGenerator, X509CrlReason } from '@peculiar/x509';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { TestOffice } from './signable-pdf.ts';

export interface CrlSource {
  /** certificates that are revoked, DER */
  readonly revoked: readonly Bytes[];
  /** from when on; shortly after the test signatures when absent */
  readonly at?: Date;
  readonly reason?: keyof typeof X509CrlReason;
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date;
  readonly extensions?: readonly Extension[];
}

/** A revocation list of an office, made by a library that the verifier does not use. */
export async function buildCrl(
  { root, keys }: Pick<TestOffice, 'root' | 'keys'>,
  { revoked, at, reason = 'keyCompromise', thisUpdate, nextUpdate, extensions = [] }: CrlSource,
): Promise<Bytes> {
  const list = await X509CrlGenerator.create({
    issuer: new X509Certificate(root).subjectName,
    thisUpdate: thisUpdate ?? new Date('2026-11-24T23:30:00Z'),
    nextUpdate: nextUpdate ?? new Date('2027-01-01T00:00:00Z'),
    entries: revoked.map((der) => ({
      serialNumber: new X509Certificate(der).serialNumber,
      revocationDate: at ?? new Date('2026-11-24T23:00:00Z'),
      reason: X509CrlReason[reason],
    })),
    extensions: [...extensions],
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    signingKey: keys.privateKey,
  });
  return new Uint8Array(list.rawData);
}
