import * as v from 'valibot';
import type { Bytes } from '../kernel/bytes.ts';
import { faultCodes } from '../kernel/fault.ts';

export const MiB = 1024 * 1024;
export const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
export const someText = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
export const id = v.pipe(v.string(), v.uuid());
export const passphrase = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));
export const bytes = (max: number) =>
  v.pipe(
    v.custom<Bytes>((value) => value instanceof Uint8Array && value.buffer instanceof ArrayBuffer),
    v.check((value) => value.length <= max),
  );
export const pdf = bytes(256 * MiB);
export const instant = v.pipe(v.string(), v.isoTimestamp());

export const Nothing = v.strictObject({});
export const Fault = v.strictObject({
  code: v.picklist(faultCodes),
  detail: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.array(v.string())]))),
});
export const result = <T extends v.GenericSchema>(value: T) =>
  v.variant('ok', [
    v.strictObject({ ok: v.literal(true), value }),
    v.strictObject({ ok: v.literal(false), fault: Fault }),
  ]);

/** Public half of a key that the window made for one session; an uncompressed point of P-256. */
export const transport = bytes(65);
/** A secret sealed to somebody's public key (HPKE, shared/vault/box.ts). */
export const Box = bytes(400);
export const reason = someText(1000);

export const size = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
/** A recovery sheet as it is shown once: `need` of the sheets of one set open the office. */
export const RecoverySheet = v.strictObject({
  setId: id,
  index: v.number(),
  total: v.number(),
  need: v.number(),
  holder: text(120),
  /** Spanish words of BIP-39 with a checksum (shared/vault/recovery-words.ts) */
  words: text(400),
});
export type RecoverySheet = v.InferOutput<typeof RecoverySheet>;
export const holders = v.pipe(v.array(someText(120)), v.minLength(2), v.maxLength(7));
/** what is written on two sheets, as typed */
export const twoSheets = v.tuple([someText(600), someText(600)]);
