import * as v from 'valibot';
import { fromBase64, toBase64, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import { roles } from '../../shared/access/roles.ts';
import { CertificateInfo } from '../../shared/ipc/certificate-calls.ts';
import { OfficeInput, PersonInput, Policy } from '../../shared/ipc/first-calls.ts';
import { HandedList, Provider, TimestampUrl } from '../../shared/ipc/signing-settings.ts';
import { crlReasons, type CrlReason } from '../../shared/signature/issue-crl.ts';
import { UpdateChoice } from '../../shared/update/policy.ts';
import { deriveBytes } from '../../shared/vault/derived-key.ts';

export const Base64Bytes = v.pipe(v.string(), v.maxLength(100_000), v.base64());
/** a revocation list; see MAX_LIST_BYTES of host/prove-authority */
const ListBytes = v.pipe(v.string(), v.maxLength(360_000), v.base64());
export const Id = v.pipe(v.string(), v.uuid());
const Epoch = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(255));

/** Bounds keep an edited file from asking for more memory or time than any office computer has. */
export const Kdf = v.strictObject({
  algorithm: v.literal('argon2id'),
  memoryKiB: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(1024 * 1024)),
  iterations: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
  parallelism: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4)),
});

/** A person's private key, sealed under what the passphrase (and this computer's secret) is derived to. */
const Slot = v.strictObject({
  kdf: Kdf,
  salt: Base64Bytes,
  /** which computer's secret it takes as well (`device.ts`); none where the operating system keeps no secrets */
  device: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))),
  sealedKey: Base64Bytes,
});
export type Slot = v.InferOutput<typeof Slot>;

/** The slot of format 1: the office's one key, wrapped for the holder of a passphrase. */
export const LegacySlot = v.strictObject({ kdf: Kdf, salt: Base64Bytes, wrappedKey: Base64Bytes });
export type LegacySlot = v.InferOutput<typeof LegacySlot>;

/** A person's own certificate with the private key under that person's passphrase. */
export const Signing = v.strictObject({ id: Id, certificate: Base64Bytes, sealedKey: Base64Bytes });

const anybody = {
  id: Id,
  ...PersonInput.entries,
  roles: v.pipe(v.array(v.picklist(roles)), v.minLength(1)),
  /**
   * earlier certificates: their keys are gone, but what they signed must still be verified. `compromised`: somebody said
   * that another person may have had the key
   */
  former: v.array(v.strictObject({ id: Id, certificate: Base64Bytes, compromised: v.exactOptional(v.literal(true)) })),
};

const ActivePerson = v.strictObject({
  ...anybody,
  state: v.literal('active'),
  /** 65 bytes: what keys are sealed to for this person (shared/vault/box.ts) */
  publicKey: Base64Bytes,
  slot: Slot,
  signing: Signing,
});
/** Someone who may open the office. */
export type ActivePerson = v.InferOutput<typeof ActivePerson>;

const LegacyPerson = v.strictObject({
  ...anybody,
  state: v.literal('legacy'),
  slot: LegacySlot,
  signing: Signing,
});
/** Someone of an office of format 1 who has not signed in since: without a key pair, nothing can be sealed to them. */
export type LegacyPerson = v.InferOutput<typeof LegacyPerson>;

/** Someone who left: listed, because papers and acts bear the name; nothing here opens anything. */
const LeftPerson = v.strictObject({ ...anybody, state: v.literal('left') });

const PersonEntry = v.variant('state', [ActivePerson, LegacyPerson, LeftPerson]);
export type PersonEntry = v.InferOutput<typeof PersonEntry>;

/** Who gets a key that two recovery sheets open. */
export const RECOVERY = 'recovery';

/** A key sealed to somebody. */
const Grant = v.strictObject({
  /** `office/1`, `reserved/<epoch>` or `protected/<epoch>` */
  key: v.pipe(v.string(), v.regex(/^(office\/1|(reserved|protected)\/[1-9][0-9]{0,2})$/)),
  to: v.union([Id, v.literal(RECOVERY)]),
  box: Base64Bytes,
  /** used only with a written reason, which is recorded first */
  emergency: v.exactOptional(v.literal(true)),
});
export type Grant = v.InferOutput<typeof Grant>;

const Recovery = v.strictObject({
  setId: Id,
  setTag: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff)),
  total: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(7)),
  need: v.literal(2),
  /** who keeps which sheet, in their order */
  holders: v.array(v.pipe(v.string(), v.maxLength(120))),
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
  publicKey: Base64Bytes,
  practisedAt: v.exactOptional(v.pipe(v.string(), v.isoTimestamp())),
});
export type Recovery = v.InferOutput<typeof Recovery>;

const serial = v.pipe(v.string(), v.regex(/^[0-9a-f]{1,64}$/));
/** The certificates of this office that no longer count, and the list of them that was signed last. */
const Revocation = v.strictObject({
  revoked: v.array(
    v.strictObject({
      serial,
      at: v.pipe(v.string(), v.isoTimestamp()),
      reason: v.picklist(Object.keys(crlReasons) as CrlReason[]),
    }),
  ),
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  issuedAt: v.pipe(v.string(), v.isoTimestamp()),
  list: Base64Bytes,
});

const filePath = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));

/** The newest format of keyrings that this app reads, and the one that it writes. */
export const KEYRING_FORMAT = 2;

/**
 * `keyring.json`: everything that is needed to open the office, and nothing that opens it without a passphrase or two
 * sheets. Format 2 (docs/decisions/0009-keys-and-roles.md). Byte strings are base64.
 */
const Keyring = v.strictObject({
  format: v.literal(KEYRING_FORMAT),
  vaultId: Id,
  officeId: Id,
  installationId: Id,
  /** what this office's computer was called before it was put back from copies, oldest first */
  formerInstallations: v.exactOptional(v.array(Id)),
  /** false until the sheets were handed out; such a keyring is set aside at the next start */
  ready: v.boolean(),
  office: OfficeInput,
  people: v.pipe(v.array(PersonEntry), v.minLength(1)),
  grants: v.array(Grant),
  levels: v.strictObject({
    /** the epoch whose key seals what is new */
    reserved: Epoch,
    /** public halves by epoch, oldest first; keys of new cases are sealed to the last one */
    protected: v.pipe(v.array(v.strictObject({ epoch: Epoch, publicKey: Base64Bytes })), v.minLength(1)),
  }),
  /** none in an office of format 1 that has not made sheets yet */
  recovery: v.exactOptional(Recovery),
  policy: Policy,
  authority: v.strictObject({ certificate: Base64Bytes, sealedKey: Base64Bytes }),
  /** none in an office of a version that kept no list, until somebody signs in */
  revocation: v.exactOptional(Revocation),
  /**
   * certificates from .p12 files, of tokens and of the Windows store, with those above them; the files themselves lie sealed in `credentials/`. Imports of
   * earlier versions have no `chain`
   */
  imported: v.array(
    v.strictObject({
      ...CertificateInfo.entries,
      kind: v.picklist(['imported', 'token', 'windows']),
      chain: v.exactOptional(v.array(Base64Bytes)),
      /** which key of the token it is */
      keyId: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{2,128}$/))),
    }),
  ),
  /** what was set about signing: where to ask for time stamps, which roots outside the office are known */
  signing: v.exactOptional(
    v.strictObject({
      timestampUrl: v.exactOptional(TimestampUrl),
      /** what runs to reach tokens, chosen in the system's own dialogs */
      token: v.exactOptional(v.strictObject({ program: filePath, module: filePath })),
      providers: v.array(v.strictObject({ ...Provider.entries, certificate: Base64Bytes })),
      /** revocation lists of time-stamping authorities, handed over where no network brings them; DER */
      lists: v.exactOptional(v.array(v.strictObject({ ...HandedList.entries, list: ListBytes }))),
    }),
  ),
  /** what the office decided about updates, and the newest version that was seen signed: nothing older passes for new */
  updates: v.exactOptional(
    v.strictObject({
      choice: v.exactOptional(UpdateChoice),
      known: v.exactOptional(v.strictObject({ version: v.string(), released: v.pipe(v.string(), v.isoTimestamp()) })),
    }),
  ),
  /** HMAC-SHA-256 over all the rest, under a key from `office/1` */
  proof: Base64Bytes,
});
export type Keyring = v.InferOutput<typeof Keyring>;

/**
 * Reads a keyring file's content.
 * @returns the keyring, or undefined when it is not one (torn, edited beyond recognition, another format)
 */
export function parseKeyring(text: string): Keyring | undefined {
  return parseAs(Keyring, text);
}

/**
 * Whether a newer version of the app wrote this file. Every member that is added raises the format (CONTRIBUTING.md): to a
 * version that does not know it, such a file must not look damaged.
 */
export function isNewerKeyring(text: string): boolean {
  const told = parseAs(v.looseObject({ format: v.number() }), text);
  return told !== undefined && told.format > KEYRING_FORMAT;
}

/** Reads JSON of a schema; undefined when it is anything else. */
export function parseAs<S extends v.GenericSchema>(schema: S, text: string): v.InferOutput<S> | undefined {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Renews the proof that whoever wrote the keyring held the office's key. */
export async function proveKeyring(keyring: Keyring, officeKey: Bytes): Promise<Keyring> {
  const key = await proofKey(officeKey, ['sign']);
  const mac = await crypto.subtle.sign('HMAC', key, provenBytes(keyring));
  return { ...keyring, proof: toBase64(new Uint8Array(mac)) };
}

/**
 * True when nothing in the keyring was changed from outside: no office renamed, no person, role, grant or certificate
 * added, removed or exchanged. (An older keyring put back as a whole is not noticed.)
 * @param keyring of either format
 */
export async function isProven(keyring: { readonly proof: string }, officeKey: Bytes): Promise<boolean> {
  const key = await proofKey(officeKey, ['verify']);
  return crypto.subtle.verify('HMAC', key, fromBase64(keyring.proof), provenBytes(keyring));
}

async function proofKey(officeKey: Bytes, usages: ('sign' | 'verify')[]): Promise<CryptoKey> {
  const raw = await deriveBytes(officeKey, 'atalaya/keyring');
  try {
    return await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, usages);
  } finally {
    raw.fill(0);
  }
}

/** The keyring without its proof, in the one form that equal keyrings share. */
function provenBytes(keyring: { readonly proof: string }): Bytes {
  return utf8(canonicalJson({ ...keyring, proof: '' }));
}
