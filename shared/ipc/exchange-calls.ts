import * as v from 'valibot';
import {
  Box,
  bytes,
  holders,
  id,
  instant,
  MiB,
  Nothing,
  passphrase,
  RecoverySheet,
  result,
  size,
  someText,
  text,
  transport,
  twoSheets,
} from './shapes.ts';

const token = text(64);
const hex64 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const officeCode = v.pipe(v.string(), v.regex(/^[A-Z0-9-]{2,16}$/));
/** Offices that one bundle of settings is for; each has some computers, and an envelope names 64 of them. */
const MOST_OFFICES = 64;
/** A memory stick, or a folder that somebody chose; never where it is. */
export const DriveFacts = v.strictObject({
  token,
  name: text(260),
  fileSystem: text(40),
  /** bytes; 0 where nobody knows */
  size,
  free: size,
  readOnly: v.boolean(),
  ejectable: v.boolean(),
});
export type DriveFacts = v.InferOutput<typeof DriveFacts>;
/** A bundle as it lies on a stick, unopened. */
export const FoundBundle = v.strictObject({ token, name: text(1024), size, modifiedAt: v.number() });
export type FoundBundle = v.InferOutput<typeof FoundBundle>;
/** What the window says of a bundle; who sends it, to whom, and what its files are is told by the main process. */
const BundleDraft = v.strictObject({
  id,
  tipo: v.picklist(['traspaso', 'acuse', 'confianza', 'expediente', 'ajustes', 'alerta']),
  sec: v.array(v.strictObject({ a: officeCode, n: size, ant: v.nullable(hex64) })),
  creado: text(40),
  casos: v.array(v.strictObject({ id, series: v.array(v.strictObject({ r: id, n: size, h: text(43) })) })),
});
const MOST_WORDS = 600;
const hash43 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
const place = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** The ministry's list and the root's signature over it (shared/roster); nothing secret, verified by the main process. */
const SignedList = v.strictObject({ list: bytes(8 * MiB), signature: bytes(64 * 1024) });
const spokenWords = v.array(text(20));

/** What this computer is to other offices. */
export const ExchangeFacts = v.strictObject({
  office: v.strictObject({ code: text(16), name: text(160) }),
  replica: id,
  /** of the card of this computer, to be read to the ministry */
  cardWords: spokenWords,
  /** what bundles for this computer are sealed to, and for what it was called before */
  recipients: v.array(text(4000)),
  /** DER; none until the ministry certified this computer and its list came back */
  certificate: v.exactOptional(bytes(MiB)),
  trust: v.exactOptional(SignedList),
  /** of the root that is believed here, to be read to whoever asks */
  rootWords: v.exactOptional(spokenWords),
  /** this office is the ministry: its root is here */
  hasRoot: v.boolean(),
});
export type ExchangeFacts = v.InferOutput<typeof ExchangeFacts>;

/** A card that was chosen, and what certifying it would mean. */
export const ReadCard = v.strictObject({
  replica: id,
  office: text(16),
  name: text(160),
  madeAt: instant,
  /** `taken`: claims a computer of another key or office; `revoked`: that one is believed no more */
  state: v.picklist(['new', 'known', 'taken', 'revoked']),
});
export type ReadCard = v.InferOutput<typeof ReadCard>;

/** Calls about bundles on sticks, and about whom offices believe. */
export const exchangeCalls = {
  listDrives: { input: Nothing, output: result(v.array(DriveFacts)) },
  chooseDrive: { input: Nothing, output: result(DriveFacts) },
  ejectDrive: { input: v.strictObject({ token }), output: result(v.strictObject({ ejected: v.boolean() })) },
  beginBundle: {
    // for all computers of these offices of the ministry's list; without an office under six words that `finishBundle` tells
    // once. Only settings are for several
    // `protectedReason`: why protected values go along; it is written into the chain of acts
    input: v.strictObject({
      place: token,
      to: v.exactOptional(v.pipe(v.array(officeCode), v.minLength(1), v.maxLength(MOST_OFFICES))),
      protectedReason: v.exactOptional(someText(500)),
    }),
    output: result(v.strictObject({ token })),
  },
  addToBundle: {
    // one file after the other in the order of the archive, each piece by piece; lines of changes are packed on the way
    input: v.strictObject({ token, name: text(100), bytes: bytes(4 * MiB), last: v.boolean() }),
    output: result(Nothing),
  },
  // signs the envelope; what the bundle is known by is there before a byte of it is on a stick
  sealBundle: {
    input: v.strictObject({ token, draft: BundleDraft }),
    output: result(v.strictObject({ identity: hex64 })),
  },
  finishBundle: {
    input: v.strictObject({ token }),
    output: result(
      v.strictObject({
        name: text(100),
        names: v.array(text(100)),
        sha256: hex64,
        size,
        // read back from the stick itself and not from this computer's memory of it
        fromMedium: v.boolean(),
        place: text(260),
        words: v.exactOptional(text(100)),
      }),
    ),
  },
  cancelBundle: { input: v.strictObject({ token }), output: result(Nothing) },
  checkStick: {
    input: v.strictObject({ place: token, names: v.array(text(100)), sha256: hex64 }),
    output: result(v.strictObject({ fromMedium: v.boolean() })),
  },
  findBundles: { input: v.strictObject({ place: token }), output: result(v.array(FoundBundle)) },
  chooseBundle: { input: Nothing, output: result(FoundBundle) },
  openBundle: {
    // copies it from the stick, and looks at nothing but who can open it
    input: v.strictObject({ token }),
    output: result(v.strictObject({ reading: token, size, sha256: hex64, forWords: v.boolean() })),
  },
  unsealBundle: {
    // `sheets`: two of the ministry's authority, for a bundle that nobody else can open any more
    input: v.strictObject({
      ...{ reading: token, transport, words: v.exactOptional(someText(MOST_WORDS)) },
      sheets: v.exactOptional(twoSheets),
    }),
    output: result(v.strictObject({ key: Box })),
  },
  readBundle: {
    input: v.strictObject({ reading: token, at: size, length: v.pipe(size, v.maxValue(MiB)) }),
    output: result(v.strictObject({ bytes: bytes(MiB) })),
  },
  closeBundle: { input: v.strictObject({ reading: token }), output: result(Nothing) },

  exchangeFacts: { input: Nothing, output: result(ExchangeFacts) },
  saveOfficeCard: { input: Nothing, output: result(v.strictObject({ name: text(260) })) },
  readTrustFile: {
    // shows the file dialog; what was chosen waits for `acceptTrust`. `other-root`: another authority than the one here
    input: Nothing,
    output: result(
      v.strictObject({
        kind: v.picklist(['first', 'newer', 'same', 'older', 'other-root']),
        list: bytes(8 * MiB),
      }),
    ),
  },
  acceptTrust: {
    // the chosen file, with the words that were heard when its root is new here; or a list that came in a bundle, which
    // only ever takes the place of one of the same root
    input: v.union([v.strictObject({ words: v.exactOptional(text(400)) }), SignedList]),
    output: result(v.strictObject({ version: v.number(), changed: v.boolean() })),
  },
  makeExchangeRoot: {
    // counts once `confirmExchangeRoot` says that the sheets were handed out
    input: v.strictObject({ name: someText(60), passphrase, holders }),
    output: result(v.strictObject({ sheets: v.array(RecoverySheet) })),
  },
  confirmExchangeRoot: { input: Nothing, output: result(Nothing) },
  recoverExchangeRoot: { input: v.strictObject({ sheets: twoSheets, passphrase }), output: result(Nothing) },
  readOfficeCards: {
    // shows the file dialog; what was chosen waits for `issueTrustList`. `refused`: names of files that are no cards
    input: Nothing,
    output: result(v.strictObject({ cards: v.array(ReadCard), refused: v.array(text(260)) })),
  },
  issueTrustList: {
    // certifies the cards whose words were heard, all or none
    input: v.strictObject({
      passphrase,
      cards: v.pipe(v.array(v.strictObject({ replica: id, words: text(400) })), v.maxLength(50)),
    }),
    output: result(v.strictObject({ version: v.number() })),
  },
  revokeInstallation: {
    input: v.strictObject({ passphrase, replica: id, reason: someText(160) }),
    output: result(v.strictObject({ version: v.number() })),
  },
  saveTrustList: { input: Nothing, output: result(v.strictObject({ name: text(260) })) },
  sealSeries: {
    // ends of series of this computer, by case, also under an id (`r`) it had before it was put back from a copy; the seals travel in bundles (shared/bundle/seal.ts)
    input: v.strictObject({
      tips: v.pipe(
        v.array(v.strictObject({ c: id, r: v.exactOptional(id), n: place, h: hash43 })),
        v.minLength(1),
        v.maxLength(5000),
      ),
    }),
    output: result(
      v.strictObject({
        seals: v.array(v.strictObject({ c: id, r: id, n: place, h: hash43, t: text(40), cert: hash43, sig: text(86) })),
      }),
    ),
  },
} as const;
