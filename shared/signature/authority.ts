// The library builds its tables from decorator metadata: this import has to come first.
import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  type JsonAttributeAndObjectValue,
} from '@peculiar/x509';
import { ownBytes, randomBytes, toHex, type Bytes } from '../kernel/bytes.ts';
import { oids } from './oids.ts';

const EC_P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const ECDSA_SHA256 = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** Upper bound of names in certificates (RFC 5280 appendix A.1, ub-common-name and its siblings). */
const NAME_MAX = 64;

/** What these certificates are for: signing documents, under each name that some checker asks for. */
const DOCUMENT_SIGNING = [oids.documentSigning, oids.emailProtection, oids.adobeDocumentSigning];

/** What the office's own certificate authority is called and how long it lives. */
export interface AuthorityInput {
  /** common name, e.g. `AC Oficina Regional de Choluteca` */
  readonly name: string;
  readonly organization: string;
  readonly keys: CryptoKeyPair;
  /** also signs documents of its own, such as the ministry's list of offices */
  readonly signs?: boolean;
  /** UTC; certificates keep whole seconds */
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Whom a certificate is for, and who vouches for it. */
export interface CertificateInput {
  readonly subject: {
    readonly name: string;
    readonly position: string;
    /** number of the official's credential */
    readonly credential: string;
    readonly organization: string;
  };
  readonly publicKey: CryptoKey;
  readonly authority: { readonly certificate: Bytes; readonly privateKey: CryptoKey };
  /** UTC; certificates keep whole seconds */
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Which computer of which office a certificate is for, and the ministry that vouches for it. */
export interface InstallationCertificateInput extends Omit<CertificateInput, 'subject'> {
  readonly subject: {
    /** of the office */
    readonly code: string;
    readonly name: string;
    /** id of the installation */
    readonly replica: string;
    readonly organization: string;
  };
}

/** A new ECDSA P-256 key pair; extractable, so that the vault can seal the private half. */
export function generateSigningKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(EC_P256, true, ['sign', 'verify']);
}

/**
 * Makes the office's certificate authority: self-signed, allowed to issue end certificates only (path length 0).
 * @returns the certificate, DER
 */
export async function createAuthority(input: AuthorityInput): Promise<Bytes> {
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: newSerial(),
      name: new Name([...office(input.organization), utf8(oids.commonName, input.name)]),
      notBefore: input.notBefore,
      notAfter: input.notAfter,
      keys: input.keys,
      signingAlgorithm: ECDSA_SHA256,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        input.signs === true
          ? new KeyUsagesExtension(
              KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign | KeyUsageFlags.digitalSignature,
              true,
            )
          : new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(input.keys.publicKey, false, crypto),
      ],
    },
    crypto,
  );
  return ownBytes(new Uint8Array(certificate.rawData));
}

/**
 * Issues a person's signing certificate under the office's authority.
 * @returns the certificate, DER
 */
export function issueCertificate(input: CertificateInput): Promise<Bytes> {
  const { name, position, credential, organization } = input.subject;
  return issue(
    input,
    [...office(organization), utf8(oids.title, position), credentialNumber(credential), utf8(oids.commonName, name)],
    [new ExtendedKeyUsageExtension(DOCUMENT_SIGNING, false)],
  );
}

/**
 * Issues the certificate of an installation under the ministry's root; it signs bundles and seals, for nobody in person.
 * @returns the certificate, DER
 */
export function issueInstallationCertificate(input: InstallationCertificateInput): Promise<Bytes> {
  const { code, name, replica, organization } = input.subject;
  return issue(input, [
    ...office(organization),
    utf8(oids.organizationalUnit, code),
    credentialNumber(replica),
    utf8(oids.commonName, name),
  ]);
}

async function issue(
  input: Omit<CertificateInput, 'subject'>,
  subject: JsonAttributeAndObjectValue[],
  uses: readonly Extension[] = [],
): Promise<Bytes> {
  const authority = new X509Certificate(input.authority.certificate);
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber: newSerial(),
      subject: new Name(subject),
      issuer: authority.subjectName,
      notBefore: input.notBefore,
      notAfter: input.notAfter,
      signingKey: input.authority.privateKey,
      publicKey: input.publicKey,
      signingAlgorithm: ECDSA_SHA256,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
        ...uses,
        await SubjectKeyIdentifierExtension.create(input.publicKey, false, crypto),
        await AuthorityKeyIdentifierExtension.create(authority.publicKey, false, crypto),
      ],
    },
    crypto,
  );
  return ownBytes(new Uint8Array(certificate.rawData));
}

/** Country and organization: the part of the name that the authority and its people share. */
function office(organization: string): JsonAttributeAndObjectValue[] {
  return [{ [oids.country]: [{ printableString: 'HN' }] }, utf8(oids.organization, organization)];
}

function utf8(type: string, text: string): JsonAttributeAndObjectValue {
  return { [type]: [{ utf8String: fitted(text) }] };
}

/** The serialNumber attribute is a PrintableString (X.520); a credential with other characters keeps them as UTF-8. */
function credentialNumber(text: string): JsonAttributeAndObjectValue {
  const value = fitted(text);
  return {
    [oids.serialNumber]: [Name.isPrintableString(value) ? { printableString: value } : { utf8String: value }],
  };
}

/** Cuts a name at a word's end so that it fits a certificate; the whole name stays on the document itself. */
function fitted(text: string): string {
  const characters = Array.from(text.normalize('NFC').trim());
  if (characters.length <= NAME_MAX) return characters.join('');
  const head = characters.slice(0, NAME_MAX + 1).join('');
  const end = head.lastIndexOf(' ');
  return end > 0 ? head.slice(0, end) : characters.slice(0, NAME_MAX).join('');
}

/** 127 random bits, positive and never shortened by a leading zero (RFC 5280 section 4.1.2.2). */
function newSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return toHex(bytes);
}
