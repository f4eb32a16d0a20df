import * as v from 'valibot';
import type { Bytes } from '../kernel/bytes.ts';
import { faultCodes } from '../kernel/fault.ts';
import type { Result } from '../kernel/result.ts';
import { addressees, papers } from '../report/report.ts';
import type { CallName, EventName } from './names.ts';

const MiB = 1024 * 1024;
const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const someText = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const id = v.pipe(v.string(), v.uuid());
const passphrase = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));
const bytes = (max: number) =>
  v.pipe(
    v.custom<Bytes>((value) => value instanceof Uint8Array && value.buffer instanceof ArrayBuffer),
    v.check((value) => value.length <= max),
  );
const pdf = bytes(256 * MiB);
const instant = v.pipe(v.string(), v.isoTimestamp());

const Nothing = v.strictObject({});
const Fault = v.strictObject({
  code: v.picklist(faultCodes),
  detail: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.array(v.string())]))),
});
const result = <T extends v.GenericSchema>(value: T) =>
  v.variant('ok', [
    v.strictObject({ ok: v.literal(true), value }),
    v.strictObject({ ok: v.literal(false), fault: Fault }),
  ]);

/** An official of the office, as the sign-in screen and the papers show them. */
export const PersonInput = v.strictObject({
  name: someText(120),
  position: someText(120),
  credential: someText(40),
});
export type PersonInput = v.InferOutput<typeof PersonInput>;

export const OfficeInput = v.strictObject({
  name: someText(160),
  /** two to six capital letters or digits; becomes part of every number */
  code: v.pipe(v.string(), v.regex(/^[A-Z0-9]{2,6}$/)),
  /** municipality code DDMM */
  municipality: v.pipe(v.string(), v.regex(/^\d{4}$/)),
});
export type OfficeInput = v.InferOutput<typeof OfficeInput>;

export const Person = v.strictObject({ id, ...PersonInput.entries });
export type Person = v.InferOutput<typeof Person>;

/** What the window needs to work once the office is open. Data keys leave the main process only here. */
export const Session = v.strictObject({
  vaultId: id,
  officeId: id,
  installationId: id,
  person: Person,
  office: OfficeInput,
  /** raw AES-256 keys by sensitivity level; the window imports them as non-extractable and wipes them */
  dataKeys: v.strictObject({ reserved: bytes(32) }),
});
export type Session = v.InferOutput<typeof Session>;

export const CertificateInfo = v.strictObject({
  id,
  kind: v.picklist(['office', 'imported']),
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

const Row = v.strictObject({ label: text(400), value: text(60_000) });
const Block = v.variant('kind', [
  v.strictObject({ kind: v.literal('fields'), rows: v.array(Row) }),
  v.strictObject({ kind: v.literal('paragraph'), text: text(60_000), label: v.exactOptional(text(400)) }),
  v.strictObject({ kind: v.literal('numbered'), items: v.array(text(60_000)) }),
  v.strictObject({
    kind: v.literal('checks'),
    items: v.array(v.strictObject({ label: text(400), checked: v.boolean() })),
  }),
  v.strictObject({
    kind: v.literal('table'),
    caption: text(400),
    columns: v.array(
      v.strictObject({ header: text(200), weight: v.number(), align: v.exactOptional(v.picklist(['left', 'right'])) }),
    ),
    rows: v.array(v.array(text(60_000))),
  }),
  v.strictObject({ kind: v.literal('notice'), text: text(60_000) }),
]);

/** The schema of `shared/report/report.ts`, for the crossing into the document process. */
export const ReportInput = v.strictObject({
  template: v.picklist(['acta-inspeccion', 'hoja-recuperacion']),
  addressee: v.picklist(addressees),
  language: v.literal('es-HN'),
  title: text(200),
  number: text(80),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  draft: v.boolean(),
  madeAt: instant,
  paper: v.picklist(papers),
  letterhead: v.array(text(200)),
  author: text(200),
  sections: v.array(v.strictObject({ heading: text(400), blocks: v.array(Block) })),
  signatures: v.array(
    v.strictObject({
      field: v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_]{1,60}$/))),
      role: text(200),
      name: text(200),
      details: v.array(text(200)),
    }),
  ),
  code: v.exactOptional(
    v.strictObject({ qr: text(1200), heading: text(200), lines: v.array(text(400)), alt: text(400) }),
  ),
  attachment: v.exactOptional(v.strictObject({ name: text(100), json: text(20 * MiB), description: text(200) })),
  footer: text(200),
});

/** Every call: what goes in and what comes out. Types are derived, never written twice. */
export const calls = {
  appInfo: {
    input: Nothing,
    output: result(
      v.strictObject({
        version: text(40),
        electron: text(40),
        chrome: text(40),
        /** `new`: nothing here yet; `locked`: an office waits for a passphrase; `open` */
        office: v.picklist(['new', 'locked', 'open', 'damaged']),
        officeName: text(160),
        /** the keyring was damaged and its previous copy is in use: people may have to be added again */
        restored: v.boolean(),
      }),
    ),
  },
  createOffice: {
    input: v.strictObject({ office: OfficeInput, person: PersonInput, passphrase }),
    output: result(v.strictObject({ session: Session, recoveryCode: text(80) })),
  },
  confirmOffice: { input: Nothing, output: result(Nothing) },
  listPeople: { input: Nothing, output: result(v.array(Person)) },
  unlock: { input: v.strictObject({ personId: id, passphrase }), output: result(Session) },
  recover: {
    input: v.strictObject({ personId: id, recoveryCode: someText(120), passphrase }),
    output: result(Session),
  },
  addPerson: { input: v.strictObject({ person: PersonInput, passphrase }), output: result(Person) },
  lock: { input: Nothing, output: result(Nothing) },
  listCertificates: {
    input: Nothing,
    output: result(v.strictObject({ certificates: v.array(CertificateInfo), roots: v.array(bytes(MiB)) })),
  },
  importCertificate: {
    // shows the file dialog, then opens the .p12/.pfx with the passphrase; the file stays sealed in the vault
    input: v.strictObject({ passphrase: v.pipe(v.string(), v.maxLength(1024)) }),
    output: result(CertificateInfo),
  },
  saveOfficeCertificate: { input: Nothing, output: result(v.strictObject({ name: text(260) })) },
  signDocument: {
    input: v.strictObject({
      pdf,
      field: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_]{1,60}$/)),
      certificateId: id,
      passphrase: v.pipe(v.string(), v.maxLength(1024)),
      reason: text(200),
      place: text(200),
    }),
    output: result(v.strictObject({ pdf, signer: text(200), signedAt: instant, sha256: text(64) })),
  },
  renderDocument: {
    input: v.strictObject({ report: ReportInput }),
    output: result(v.strictObject({ pdf, pages: v.number(), sha256: text(64) })),
  },
  openPreview: {
    input: v.strictObject({ pdf }),
    output: result(v.strictObject({ token: text(64), url: text(200) })),
  },
  closePreview: { input: v.strictObject({ token: text(64) }), output: result(Nothing) },
  saveDocument: {
    input: v.strictObject({ pdf, suggestedName: someText(120) }),
    output: result(v.strictObject({ name: text(260) })),
  },
  printDocument: { input: v.strictObject({ pdf }), output: result(Nothing) },
} as const satisfies Record<CallName, { readonly input: v.GenericSchema; readonly output: v.GenericSchema }>;

export type CallInput<N extends CallName> = v.InferInput<(typeof calls)[N]['input']>;
export type CallOutput<N extends CallName> = v.InferOutput<(typeof calls)[N]['output']>;
/** The value inside a call's successful result. */
export type CallValue<N extends CallName> = Extract<CallOutput<N>, { ok: true }>['value'];

export const events = {
  /** the office was locked (by the person, by sleep); the window must drop what it shows */
  locked: v.strictObject({}),
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
