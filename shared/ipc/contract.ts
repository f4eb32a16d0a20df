import * as v from 'valibot';
import type { Result } from '../kernel/result.ts';
import { acts, type ActName } from '../access/acts.ts';
import type { CallName, EventName } from './names.ts';
import { certificateCalls } from './certificate-calls.ts';
import { diagnosisCalls } from './diagnosis-calls.ts';
import { exchangeCalls } from './exchange-calls.ts';
import { firstCalls, OfficeInput, Person, PersonInput, Policy, Roles } from './first-calls.ts';
import { updateCalls } from './update-calls.ts';
import { ReportInput } from './report-input.ts';
import {
  Box,
  bytes,
  Fault,
  holders,
  id,
  instant,
  MiB,
  Nothing,
  passphrase,
  pdf,
  reason,
  RecoverySheet,
  result,
  size,
  someText,
  text,
  transport,
  twoSheets,
} from './shapes.ts';

export { CertificateInfo } from './certificate-calls.ts';
export type { ListedCertificate } from './certificate-calls.ts';
export type { DriveFacts, ExchangeFacts, FoundBundle, ReadCard } from './exchange-calls.ts';
export { OfficeInput, Person, PersonInput, Policy } from './first-calls.ts';
export { RecoverySheet } from './shapes.ts';

/** somebody else may have had the signing key: its certificate is revoked with that reason */
const compromised = v.exactOptional(v.boolean());
const instantOrNone = v.optional(instant);

/** A data key on its way into the window, sealed to the session's transport key: keys never lie open in a message. */
export const BoxedKey = v.strictObject({
  epoch: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(255)),
  box: Box,
});
export type BoxedKey = v.InferOutput<typeof BoxedKey>;

const position = { seq: v.pipe(v.number(), v.integer(), v.minValue(0)), digest: bytes(32) };
/** How far the journal goes, and whether it is whole. */
export const JournalState = v.strictObject({
  ...position,
  /**
   * `whole`; `cut`: a half-written end was set aside (a power cut, nothing acknowledged is lost); `repaired`: damaged
   * places were filled from a snapshot; `damaged`: some writes cannot be read, see `lost`; `missing`: there is none
   */
  state: v.picklist(['whole', 'cut', 'repaired', 'damaged', 'missing']),
  /** numbers of the frames that could not be read, first and last of each gap */
  lost: v.array(v.tuple([v.number(), v.number()])),
  /** number of the last frame that held more than an act of somebody; left out when nobody knows: then any may have */
  lastWrite: v.optional(v.number()),
  /** this office was just put back from a snapshot: the database on this computer follows the journal */
  restored: v.boolean(),
  /** when that snapshot was made, where its mark tells */
  restoredFrom: instantOrNone,
  /** `repaired`: when the snapshot was made that had the damaged places; none when no snapshot was needed */
  repairedFrom: instantOrNone,
});
export type JournalState = v.InferOutput<typeof JournalState>;

/** What the window needs to work once the office is open. */
export const Session = v.strictObject({
  vaultId: id,
  officeId: id,
  installationId: id,
  person: Person,
  office: OfficeInput,
  policy: Policy,
  /** by level, oldest epoch first; the last one seals what is new. No `reserved` for whoever may not read cases */
  keys: v.strictObject({ office: v.array(BoxedKey), reserved: v.array(BoxedKey) }),
  journal: JournalState,
});
export type Session = v.InferOutput<typeof Session>;

/** The key of one case, for the window, and the boxes that hold it for those who may open it. */
const CaseBox = v.strictObject({ to: text(60), box: Box });
export type CaseBox = v.InferOutput<typeof CaseBox>;

const sealed = bytes(300 * MiB);
const version = v.pipe(v.number(), v.integer(), v.minValue(0));
const put = <T extends string, R extends v.GenericSchema>(t: T, row: R) =>
  v.strictObject({ t: v.literal(t), k: v.literal('put'), row });
/** The schema of `shared/journal/write.ts`, without the audit rows, which only the main process makes. */
export const WriteInput = v.variant('t', [
  put('meta', v.strictObject({ k: v.literal('counters'), v: version, sealed })),
  put('saves', v.strictObject({ c: id, r: id, n: version, last: version, sealed, prot: v.exactOptional(sealed) })),
  put('summaries', v.strictObject({ k: v.pipe(v.string(), v.regex(/^[acde]\/[0-9a-f-]{36}$/)), v: version, sealed })),
  v.variant('k', [
    put('drafts', v.strictObject({ c: id, v: version, sealed, prot: v.exactOptional(sealed) })),
    v.strictObject({ t: v.literal('drafts'), k: v.literal('del'), key: id }),
  ]),
  put('documents', v.strictObject({ id, c: id, v: version, sealed })),
  put('files', v.strictObject({ d: id, n: version, sealed })),
  put('locks', v.strictObject({ c: id, v: version, sealed })),
]);
export type WriteInput = v.InferOutput<typeof WriteInput>;
const Write = v.variant('t', [WriteInput, put('audit', v.strictObject({ n: version, h: bytes(32), sealed }))]);
const Frame = v.strictObject({ ...position, from: v.exactOptional(version), writes: v.array(Write) });

const actNames = Object.keys(acts) as [ActName, ...ActName[]];
export const ActInput = v.strictObject({
  action: v.picklist(actNames),
  caseId: v.exactOptional(id),
  documentId: v.exactOptional(id),
  detail: v.exactOptional(text(2000)),
});
export type ActInput = v.InferOutput<typeof ActInput>;

/** What one frame of the journal is to hold. */
const CommitInput = v.strictObject({
  writes: v.pipe(v.array(WriteInput), v.maxLength(2000)),
  act: v.exactOptional(ActInput),
});
export type CommitInput = v.InferOutput<typeof CommitInput>;

/** Where it was written, and the entry of its act. */
const Committed = v.strictObject({
  ...position,
  audit: v.optional(v.strictObject({ n: version, h: bytes(32), sealed })),
  // this computer's clock stands behind what was written before
  clockBehind: v.exactOptional(v.literal(true)),
});
export type Committed = v.InferOutput<typeof Committed>;
/** Which paper an act of printing, saving or signing is about. */
const about = v.exactOptional(
  v.strictObject({ caseId: v.exactOptional(id), documentId: v.exactOptional(id), detail: v.exactOptional(text(400)) }),
);
/** A snapshot as the safety panel lists it. */
export const SnapshotFacts = v.strictObject({
  /** names it within this computer; not a path */
  id: text(120),
  place: v.picklist(['here', 'second']),
  madeAt: instant,
  size: v.number(),
  seq: v.number(),
  /** when it was last read back and found whole; absent: not since it was made, which itself reads it back once */
  checkedAt: instantOrNone,
  state: v.picklist(['whole', 'damaged', 'unchecked']),
});
export type SnapshotFacts = v.InferOutput<typeof SnapshotFacts>;

export const SafetyFacts = v.strictObject({
  snapshots: v.array(SnapshotFacts),
  /** the second place, as the person knows it (drive and folder name), and whether it answers now */
  second: v.optional(v.strictObject({ name: text(260), present: v.boolean() })),
  /** why the last snapshot was not made */
  failure: v.optional(Fault),
  freeBytes: v.number(),
  journal: v.strictObject({ seq: v.number(), bytes: v.number(), checkedAt: instantOrNone, damaged: v.boolean() }),
  /** what was found when all evidence was last read; ids of pieces. Absent: never read, or there is none */
  evidence: v.exactOptional(
    v.strictObject({
      checkedAt: instant,
      files: v.number(),
      missing: v.array(text(60)),
      damaged: v.array(text(60)),
      missingOutside: v.array(text(60)),
      mended: v.array(text(60)),
    }),
  ),
  /** which engine keeps the database, and whether this runtime keeps it for good */
  engine: v.picklist(['sqlite', 'leveldb']),
  /** `total` 0: this office has no sheets yet */
  recovery: v.strictObject({
    madeAt: instant,
    total: v.number(),
    need: v.number(),
    holders: v.array(text(120)),
    practisedAt: instantOrNone,
  }),
  /** set when this computer's clock stands before the latest time that the journal knows */
  clockBehind: v.boolean(),
  deviceBound: v.boolean(),
});
export type SafetyFacts = v.InferOutput<typeof SafetyFacts>;

/** What a snapshot holds, told before anything is changed. */
export const SnapshotPreview = v.strictObject({
  token: text(64),
  vaultId: id,
  officeName: text(160),
  officeCode: text(10),
  madeAt: instant,
  appVersion: text(40),
  seq: v.number(),
  people: v.array(text(120)),
  counts: v.strictObject({ cases: v.number(), documents: v.number(), files: v.number() }),
  /** sealed files of evidence that it knows, and how many of them are neither beside it nor here */
  evidence: v.exactOptional(v.strictObject({ files: v.number(), missing: v.number() })),
  /** how it stands to the office on this computer; `newer` and `older` by the number of frames between */
  relation: v.picklist(['no-office-here', 'other-office', 'same', 'older', 'newer', 'diverged']),
  framesBetween: v.number(),
});
export type SnapshotPreview = v.InferOutput<typeof SnapshotPreview>;

const sealedChunk = bytes(MiB + 64);
/** A file that a person chose outside the office, by a token that opens it while somebody is signed in. */
export const ChosenFile = v.strictObject({
  token: text(64),
  name: text(1024),
  size,
  /** milliseconds since 1970, as the file system has it */
  modifiedAt: v.number(),
});
export type ChosenFile = v.InferOutput<typeof ChosenFile>;

/** Every call: what goes in and what comes out. Types are derived, never written twice. */
export const calls = {
  ...firstCalls,
  createOffice: {
    input: v.strictObject({
      office: OfficeInput,
      person: v.strictObject({ ...PersonInput.entries, roles: Roles }),
      passphrase,
      holders,
      transport,
    }),
    output: result(v.strictObject({ session: Session, sheets: v.array(RecoverySheet) })),
  },
  confirmOffice: { input: Nothing, output: result(Nothing) },
  unlock: { input: v.strictObject({ personId: id, passphrase, transport }), output: result(Session) },
  recover: {
    input: v.strictObject({ personId: id, sheets: twoSheets, passphrase, transport }),
    output: result(Session),
  },
  lock: { input: Nothing, output: result(Nothing) },
  /** somebody is at the keyboard; puts off the idle lock */
  noteActivity: { input: Nothing, output: result(Nothing) },

  changePassphrase: {
    input: v.strictObject({ current: passphrase, next: passphrase }),
    output: result(Nothing),
  },
  addPerson: {
    input: v.strictObject({ person: v.strictObject({ ...PersonInput.entries, roles: Roles }), passphrase }),
    output: result(Person),
  },
  changeRoles: { input: v.strictObject({ personId: id, roles: Roles }), output: result(Person) },
  removePerson: { input: v.strictObject({ personId: id, reason, compromised }), output: result(Person) },
  resetPerson: { input: v.strictObject({ personId: id, passphrase, compromised }), output: result(Person) },
  grantAccess: { input: v.strictObject({ personId: id }), output: result(Person) },
  setPolicy: { input: v.strictObject({ policy: Policy }), output: result(Nothing) },
  makeRecoverySheets: {
    // two sheets of the old set when the person does not hold every key
    input: v.strictObject({ holders, sheets: v.exactOptional(twoSheets) }),
    output: result(v.strictObject({ sheets: v.array(RecoverySheet) })),
  },
  practiseRecovery: {
    input: v.strictObject({ sheets: twoSheets }),
    output: result(v.strictObject({ indexes: v.tuple([v.number(), v.number()]), practisedAt: instant })),
  },

  makeCaseKey: {
    input: v.strictObject({ caseId: id }),
    output: result(v.strictObject({ key: Box, boxes: v.array(CaseBox) })),
  },
  openCaseKey: {
    input: v.strictObject({ caseId: id, boxes: v.array(CaseBox), reason, emergency: v.boolean() }),
    output: result(v.strictObject({ key: Box })),
  },
  shareCaseKey: {
    input: v.strictObject({ caseId: id, boxes: v.array(CaseBox), personId: id, reason }),
    output: result(v.strictObject({ boxes: v.array(CaseBox) })),
  },

  commit: { input: CommitInput, output: result(Committed) },
  // frames that are written with one flush: all or none, one answer for each
  commitTogether: {
    input: v.strictObject({ commits: v.pipe(v.array(CommitInput), v.minLength(1), v.maxLength(200)) }),
    output: result(v.strictObject({ frames: v.array(Committed) })),
  },
  readJournal: {
    // up to about 8 MB of frames after a place, and how far the journal goes. A frame with `from` stands for all from
    // there to its number; a number that is in no frame is lost (JournalState.lost)
    input: v.strictObject({ after: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
    output: result(v.strictObject({ frames: v.array(Frame), end: v.strictObject(position) })),
  },
  seedJournal: {
    // writes the journal anew from the database, when the database has what the journal lost; the old one is kept aside
    input: v.strictObject({
      step: v.picklist(['begin', 'more', 'end']),
      seq: v.pipe(v.number(), v.integer(), v.minValue(0)),
      writes: v.array(Write),
    }),
    output: result(v.strictObject(position)),
  },
  // another computer writes with the same id: a copied disk
  renewInstallation: { input: Nothing, output: result(v.strictObject({ installationId: id })) },
  logAct: { input: v.strictObject({ act: ActInput }), output: result(v.strictObject(position)) },
  // has the engine forget a database that it can neither open nor delete, before it is made again from the journal
  clearDatabase: { input: Nothing, output: result(Nothing) },
  checkAudit: {
    input: Nothing,
    // walks the chain as the journal has it; `brokenAt`: the first entry that is missing or was altered
    output: result(v.strictObject({ n: v.number(), brokenAt: v.optional(v.number()), head: bytes(32) })),
  },

  chooseEvidence: {
    // the person chooses files, or a folder that is looked through; the window gets names and tokens, never a path
    input: v.strictObject({ what: v.picklist(['files', 'folder']) }),
    output: result(v.strictObject({ files: v.array(ChosenFile), more: v.boolean() })),
  },
  readChosen: {
    input: v.strictObject({ token: text(64), at: size, length: v.pipe(size, v.maxValue(MiB)) }),
    output: result(v.strictObject({ bytes: bytes(MiB) })),
  },
  beginEvidence: {
    // with an id only for a piece that another office has under it
    input: v.strictObject({ caseId: id, size: v.pipe(size, v.maxValue(64 * MiB)), id: v.exactOptional(id) }),
    output: result(v.strictObject({ id })),
  },
  // one sealed chunk after the other (shared/evidence/seal-chunks.ts); `n` is the number of this one
  appendEvidence: { input: v.strictObject({ id, n: size, sealed: sealedChunk }), output: result(Nothing) },
  // good when the whole file is on the disk for good
  finishEvidence: { input: v.strictObject({ id }), output: result(Nothing) },
  cancelEvidence: { input: v.strictObject({ id }), output: result(Nothing) },
  // the journal knows the file now: it will never be swept
  settleEvidence: { input: v.strictObject({ id }), output: result(Nothing) },
  readEvidence: {
    input: v.strictObject({ id, n: size }),
    output: result(v.strictObject({ sealed: sealedChunk })),
  },
  // a file that is missing or damaged comes back from a copy that has it whole; `whole`: it was sound all along
  mendEvidence: {
    input: v.strictObject({ id }),
    output: result(v.strictObject({ state: v.picklist(['whole', 'mended']) })),
  },
  // files of more than a day ago of which nobody has said yet that the journal knows them
  unsettledEvidence: {
    input: Nothing,
    output: result(v.array(v.strictObject({ id, caseId: id }))),
  },
  dropEvidence: { input: v.strictObject({ id }), output: result(Nothing) },
  chooseExportFolder: { input: Nothing, output: result(v.strictObject({ token: text(64), name: text(260) })) },
  saveEvidence: {
    // without a folder the person is asked for a name; in a folder no file is ever replaced
    input: v.strictObject({
      bytes: bytes(256 * MiB),
      suggestedName: someText(260),
      folder: v.exactOptional(text(64)),
      about: v.strictObject({ caseId: id, documentId: id, detail: v.exactOptional(text(400)) }),
    }),
    output: result(v.strictObject({ name: text(260) })),
  },

  beginPackage: {
    // asks for the folder. Without keys the package is sealed under six words that `finishPackage` tells once; with
    // the passphrase whoever is signed in signs its list of annexes
    input: v.strictObject({
      // `case`: everything of a case, for anybody; its sums are signed, and it has no paper that it is of
      what: v.exactOptional(v.literal('case')),
      about: v.strictObject({ caseId: id, documentId: v.exactOptional(id) }),
      addressee: someText(200),
      identitiesReason: v.exactOptional(reason),
      keys: v.pipe(v.array(text(4000)), v.maxLength(8)),
      passphrase,
    }),
    output: result(v.strictObject({ token: text(64) })),
  },
  addToPackage: {
    // `piece`: of whose original it is a copy; that it left is written down of it
    input: v.strictObject({ token: text(64), name: text(100), bytes: bytes(256 * MiB), piece: v.exactOptional(id) }),
    output: result(Nothing),
  },
  signAnnexes: {
    input: v.strictObject({ token: text(64), pdf, place: text(200) }),
    output: result(v.strictObject({ pdf, signer: text(200), signedAt: instant })),
  },
  finishPackage: {
    // written down with its SHA-256 before it goes to the folder; a fault leaves nothing there
    input: v.strictObject({ token: text(64) }),
    output: result(
      v.strictObject({
        name: text(260),
        sha256: text(64),
        size,
        files: v.number(),
        words: v.exactOptional(text(100)),
      }),
    ),
  },
  cancelPackage: { input: v.strictObject({ token: text(64) }), output: result(Nothing) },

  // a page with the office's name and the public half of its alert key, for whoever gives alerts
  saveAlertForm: { input: Nothing, output: result(v.strictObject({ name: text(260) })) },
  // the alert as its form wrote it (shared/alert/alert.ts): foreign input, to be read by the window
  openAlert: { input: v.strictObject({ sealed: bytes(MiB) }), output: result(v.strictObject({ alert: bytes(MiB) })) },

  // a page that is the same for every office; its SHA-256 is written down
  saveVerifierPage: { input: Nothing, output: result(v.strictObject({ name: text(260), sha256: text(64) })) },
  // by which whoever receives a bundle knows the page; it stands on the receipt
  verifierPageHash: { input: Nothing, output: result(v.strictObject({ sha256: text(64) })) },
  ...exchangeCalls,

  safetyFacts: { input: Nothing, output: result(SafetyFacts) },
  takeSnapshot: { input: Nothing, output: result(v.array(SnapshotFacts)) },
  checkSnapshots: { input: Nothing, output: result(v.array(SnapshotFacts)) },
  chooseSnapshotPlace: { input: Nothing, output: result(v.strictObject({ name: text(260) })) },
  forgetSnapshotPlace: { input: Nothing, output: result(Nothing) },
  openSnapshot: {
    // without an id the person chooses a file; also before anybody has signed in
    input: v.strictObject({ id: v.exactOptional(text(120)) }),
    output: result(SnapshotPreview),
  },
  readSnapshot: {
    input: v.strictObject({ token: text(64), after: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
    output: result(v.strictObject({ frames: v.array(Frame), end: v.strictObject(position) })),
  },
  closeSnapshot: { input: v.strictObject({ token: text(64) }), output: result(Nothing) },
  restoreSnapshot: { input: v.strictObject({ token: text(64) }), output: result(Nothing) },
  decommission: {
    // without `withoutCopy` a fresh copy must lie in the second place (shared/ipc/outside-copy.ts). The dialog to save
    // the signed record comes first: nothing is destroyed before the record is on the disk
    input: v.strictObject({ passphrase, reason, officeName: someText(160), withoutCopy: v.boolean() }),
    // the database itself goes at the next start; `complete`: everything else is gone already
    output: result(v.strictObject({ record: pdf, savedAs: text(260), complete: v.boolean() })),
  },
  ...certificateCalls,
  ...updateCalls,
  ...diagnosisCalls,
  signDocument: {
    input: v.strictObject({
      pdf,
      field: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_]{1,60}$/)),
      certificateId: id,
      passphrase: v.pipe(v.string(), v.maxLength(1024)),
      reason: text(200),
      place: text(200),
      about,
    }),
    output: result(
      v.strictObject({
        pdf,
        signer: text(200),
        signedAt: instant,
        sha256: text(64),
        kind: text(80),
        timestamp: v.picklist(['off', 'stamped', 'stamped-proven', 'stamped-unknown', 'unanswered']),
        proven: v.boolean(),
      }),
    ),
  },
  stampDocument: {
    // asks the one address that the office set for a time stamp over the whole document; the authority learns a hash.
    // `lacks`: see ArchivalLack of shared/signature
    input: v.strictObject({ pdf, about }),
    output: result(
      v.strictObject({
        pdf,
        field: text(60),
        lacks: v.picklist(['nothing', 'signer', 'earlier', 'authority', 'trust']),
      }),
    ),
  },
  signExtract: {
    // with the own certificate of whoever is signed in; written down as `audit-exported` before it is signed
    input: v.strictObject({ pdf, passphrase, place: text(200), detail: text(400) }),
    output: result(v.strictObject({ pdf, signer: text(200), signedAt: instant })),
  },
  renderDocument: {
    // with a `job` it tells how far it is (`documentProgress`) and can be given up
    input: v.strictObject({ report: ReportInput, job: v.exactOptional(id) }),
    output: result(v.strictObject({ pdf, pages: v.number(), sha256: text(64) })),
  },
  // its `renderDocument` is answered with `file/cancelled`; nothing happens when it is over already
  cancelDocument: { input: v.strictObject({ job: id }), output: result(Nothing) },
  openPreview: {
    input: v.strictObject({ pdf }),
    output: result(v.strictObject({ token: text(64), url: text(200) })),
  },
  closePreview: { input: v.strictObject({ token: text(64) }), output: result(Nothing) },
  // a file for other programs; nothing of it is looked at here beyond who may let it out
  saveDataFile: {
    input: v.variant('what', [
      // an empty guide for somebody to fill in: it says nothing of anybody
      v.strictObject({ what: v.literal('guide-template'), bytes: bytes(MiB), suggestedName: someText(260) }),
      v.strictObject({
        what: v.literal('victim-data'),
        ending: v.picklist(['.csv', '.json']),
        bytes: bytes(64 * MiB),
        suggestedName: someText(260),
        /** the standard, how many people, which days */
        detail: someText(400),
      }),
    ]),
    output: result(v.strictObject({ name: text(260) })),
  },
  saveDocument: {
    input: v.strictObject({ pdf, suggestedName: someText(120), about }),
    output: result(v.strictObject({ name: text(260) })),
  },
  printDocument: { input: v.strictObject({ pdf, about }), output: result(Nothing) },
} as const satisfies Record<CallName, { readonly input: v.GenericSchema; readonly output: v.GenericSchema }>;

export type CallInput<N extends CallName> = v.InferInput<(typeof calls)[N]['input']>;
export type CallOutput<N extends CallName> = v.InferOutput<(typeof calls)[N]['output']>;
/** The value inside a call's successful result. */
export type CallValue<N extends CallName> = Extract<CallOutput<N>, { ok: true }>['value'];

export const events = {
  /** the office was locked (by the person, by sleep); the window must drop what it shows */
  locked: v.strictObject({}),
  /** long work that the person began goes on (files come in, a stick is written): it puts off the idle lock */
  workGoesOn: v.strictObject({}),
  /** a check of the journal's earlier files found damage while the office is open; `repaired` when copies had it all */
  journalDamaged: JournalState,
  /** so many bytes more of a bundle were written, read back or copied */
  bundleProgress: v.strictObject({ bytes: size }),
  /** so much of the installer of another version was copied, bytes */
  updateProgress: v.strictObject({ done: size, total: size }),
  /** so much of a paper is made, 0 to 1 */
  documentProgress: v.strictObject({ job: id, share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) }),
} as const satisfies Record<EventName, v.GenericSchema>;
export type EventPayload<N extends EventName> = v.InferOutput<(typeof events)[N]>;

/** What the window sees as `window.host`. */
export type Host = {
  readonly [N in CallName]: (input: CallInput<N>) => Promise<Result<CallValue<N>>>;
} & {
  readonly on: <N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) => () => void;
};

/** What the main process implements: one handler for each call. */
export type Handlers = {
  readonly [N in CallName]: (input: v.InferOutput<(typeof calls)[N]['input']>) => Promise<Result<CallValue<N>>>;
};
