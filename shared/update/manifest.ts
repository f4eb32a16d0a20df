import * as v from 'valibot';
import { fromUtf8, type Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';

/** What an update is told by, and the signature over exactly its bytes; both lie beside the installer. */
export const MANIFEST_FILE = 'actualizacion.json';
export const SIGNATURE_FILE = 'actualizacion.firma';
/** Where they lie on a memory stick, when not at its top. */
export const UPDATE_FOLDER = 'ATALAYA-ACTUALIZACION';
/** Anything larger is something else. */
export const MANIFEST_MAX_BYTES = 64 * 1024;
/** No installer of this app comes near it. */
const INSTALLER_MAX_BYTES = 2 * 1024 ** 3;

const version = v.pipe(v.string(), v.regex(/^(0|[1-9]\d{0,4})(\.(0|[1-9]\d{0,4})){2}$/));
const format = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000));
const news = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4000));
const instant = v.pipe(v.string(), v.isoTimestamp());

const Manifest = v.strictObject({
  format: v.literal(1),
  version,
  released: instant,
  /** after it this manifest brings no update any more: whoever replays it brings an old version */
  validUntil: instant,
  /** the Electron it runs on: an older one must not open the database of a newer one (docs/decisions/0011) */
  electron: version,
  data: v.strictObject({ layout: format, journal: format, keyring: format }),
  installer: v.strictObject({
    /** a plain name: what it says can lead nowhere else */
    name: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,100}\.exe$/)),
    size: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(INSTALLER_MAX_BYTES)),
    /** standard Base64 */
    sha512: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{86}==$/)),
  }),
  news: v.strictObject({ es: news, en: news, fr: news }),
});
/** A version of the app that can be installed. */
export type Manifest = v.InferOutput<typeof Manifest>;

/**
 * Reads a manifest. It says nothing about who wrote it: its signature is verified before
 * (electron/updates/verify-manifest.ts).
 * @returns `update/not-a-manifest` for anything else, also for a later format
 */
export function parseManifest(bytes: Bytes): Result<Manifest> {
  try {
    const parsed = v.safeParse(Manifest, JSON.parse(fromUtf8(bytes)));
    return parsed.success ? ok(parsed.output) : fail('update/not-a-manifest');
  } catch {
    return fail('update/not-a-manifest');
  }
}
