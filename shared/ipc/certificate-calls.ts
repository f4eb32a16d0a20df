import * as v from 'valibot';
import { bytes, id, instant, MiB, Nothing, result, text } from './shapes.ts';
import { HandedList, Provider, ProviderInput, TimestampUrl } from './signing-settings.ts';

/** which key of a token, hexadecimal */
const keyId = v.pipe(v.string(), v.regex(/^[0-9a-f]{2,128}$/));
export const CertificateInfo = v.strictObject({
  id,
  kind: v.picklist(['office', 'imported', 'token', 'windows']),
  personId: id,
  subject: text(400),
  issuer: text(400),
  serial: text(80),
  notBefore: instant,
  notAfter: instant,
  /** lower-case hexadecimal SHA-256 of the certificate */
  fingerprint: text(64),
});
export type CertificateInfo = v.InferOutput<typeof CertificateInfo>;
/** Where keys are that never come here: a token, or the certificate store of the Windows account. */
const KeyPlace = v.picklist(['token', 'windows']);
export type KeyPlace = v.InferOutput<typeof KeyPlace>;
/** A certificate to choose, with what a signature made with it is called. */
const ListedCertificate = v.strictObject({ ...CertificateInfo.entries, signatureKind: text(80) });
export type ListedCertificate = v.InferOutput<typeof ListedCertificate>;

/** Calls about what signs: certificates, where they come from, and what is asked of others. */
export const certificateCalls = {
  listCertificates: {
    input: Nothing,
    output: result(
      v.strictObject({
        certificates: v.array(ListedCertificate),
        roots: v.array(bytes(MiB)),
        /** revocation lists of the office's own authority, and those of time-stamping authorities that were handed over */
        crls: v.array(bytes(MiB)),
      }),
    ),
  },
  importCertificate: {
    // shows the file dialog, then opens the .p12/.pfx with the passphrase; the file stays sealed in the vault
    input: v.strictObject({ passphrase: v.pipe(v.string(), v.maxLength(1024)) }),
    output: result(CertificateInfo),
  },
  saveOfficeCertificate: { input: Nothing, output: result(v.strictObject({ name: text(260) })) },
  saveRevocationList: { input: Nothing, output: result(v.strictObject({ name: text(260) })) },
  signingSettings: {
    input: Nothing,
    output: result(
      v.strictObject({
        timestampUrl: v.exactOptional(TimestampUrl),
        token: v.exactOptional(v.strictObject({ program: text(1024), module: text(1024) })),
        providers: v.array(Provider),
        /** lists of time-stamping authorities that were handed over */
        stampLists: v.array(HandedList),
        /** the office's own revocation list: when it was issued and how many certificates are on it */
        list: v.exactOptional(v.strictObject({ issuedAt: instant, revoked: v.number() })),
      }),
    ),
  },
  setTimestampUrl: {
    // without an address nobody is asked for time stamps, and the app reaches nobody
    input: v.strictObject({ url: v.exactOptional(TimestampUrl) }),
    output: result(Nothing),
  },
  noteProvider: {
    // without an id it asks for the file of the issuer's certificate
    input: v.strictObject({ id: v.exactOptional(id), provider: ProviderInput }),
    output: result(Provider),
  },
  // asks for the file of a revocation list; a newer one of the same issuer takes the place of the older
  noteStampList: { input: Nothing, output: result(HandedList) },
  forgetStampList: { input: v.strictObject({ issuer: text(400) }), output: result(Nothing) },
  forgetProvider: { input: v.strictObject({ id }), output: result(Nothing) },
  chooseTokenProgram: { input: Nothing, output: result(Nothing) },
  forgetTokenProgram: { input: Nothing, output: result(Nothing) },
  listTokenCertificates: {
    input: v.strictObject({ from: KeyPlace }),
    output: result(v.array(v.strictObject({ keyId, subject: text(400), issuer: text(400), notAfter: instant }))),
  },
  addTokenCertificate: { input: v.strictObject({ from: KeyPlace, keyId }), output: result(CertificateInfo) },
} as const;
