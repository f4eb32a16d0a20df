import * as v from 'valibot';
import { fromUtf8, toHex, sha256, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { canonicalJson, type Json } from '../../shared/kernel/canonical-json.ts';
import { LAYOUT } from '../../shared/journal/write.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';

/** Name of the first part of a snapshot. */
export const MANIFEST_NAME = 'copia.json';
/**
 * The newest format of snapshots that this app reads. It differs from the first only by the list of evidence, and is
 * written only where there is some: an older app must say that the copy is newer, not that it is damaged.
 */
const FORMAT = 2;
/** No office has so many parts; an announced size beyond this is damage, not a reason to fill the memory. */
export const MAX_MANIFEST_BYTES = 16 * 1024 * 1024;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** Plain names in known folders only: a snapshot from a stranger must not write anywhere else. */
const PartName = v.pipe(
  v.string(),
  v.regex(/^(?:keyring\.json|(?:credentials|journal)\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,79})$/),
);

/** A sealed file that lies beside the snapshot (electron/evidence/evidence-files.ts). */
const Evidence = v.strictObject({ id: v.pipe(v.string(), v.uuid()), size: count, sha256: Sha256 });

const Part = v.strictObject({ name: PartName, size: count, sha256: Sha256 });
export type Part = v.InferOutput<typeof Part>;

/** What a snapshot's office and files are: everything of `copia.json` but the sum over itself. */
export const Manifest = v.strictObject({
  format: v.picklist([1, FORMAT]),
  vaultId: v.pipe(v.string(), v.uuid()),
  office: v.strictObject({ name: v.string(), code: v.pipe(v.string(), v.regex(/^[A-Z0-9]{2,6}$/)) }),
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
  appVersion: v.pipe(v.string(), v.maxLength(40)),
  /** of the database that the journal's frames were made for */
  layout: count,
  /** number and digest of the last frame; 0 and zeros for a journal without any */
  seq: count,
  digest: Sha256,
  /** as known when it was made; for the person who looks at it, nothing depends on it */
  counts: v.strictObject({ cases: count, documents: count, files: count }),
  /** frames that the journal had lost already, first and last of each gap */
  lost: v.array(v.tuple([count, count])),
  /** in the order in which they lie in the file */
  parts: v.pipe(
    v.array(Part),
    v.minLength(1),
    v.check((parts) => new Set(parts.map(({ name }) => name)).size === parts.length),
  ),
  /** by id; absent in an office without any, whose snapshots are of format 1 to the byte */
  evidence: v.exactOptional(v.pipe(v.array(Evidence), v.minLength(1))),
});
export type Manifest = v.InferOutput<typeof Manifest>;

const Stored = v.strictObject({ ...Manifest.entries, check: Sha256 });

/**
 * Writes a manifest down, with a sum over itself.
 * @param size bytes that the text is filled up to with blanks; none by default
 * @throws when it does not fit, or is not a manifest
 */
export async function serialiseManifest(manifest: Manifest, size = 0): Promise<Bytes> {
  // parsed, so that the members stand in one order whoever made it
  const ordered = v.parse(Stored, { ...manifest, check: await checkOf(manifest) });
  const text = `${JSON.stringify(ordered, undefined, 1)}\n`;
  const { length } = utf8(text);
  if (size > 0 && length > size) throw new Error(`a manifest of ${length} bytes does not fit into ${size}`);
  return utf8(text + ' '.repeat(Math.max(0, size - length)));
}

/**
 * Reads what `serialiseManifest` wrote.
 * @returns the manifest; `snapshot/newer` when a newer app wrote it; `snapshot/damaged` when any byte of it changed
 */
export async function parseManifest(bytes: Bytes): Promise<Result<Manifest>> {
  let content: unknown;
  try {
    content = JSON.parse(fromUtf8(bytes));
  } catch {
    return fail('snapshot/damaged');
  }
  // of another format only its number is known
  const { success, output } = v.safeParse(v.looseObject({ format: v.number() }), content);
  if (success && output.format > FORMAT) return fail('snapshot/newer', { format: output.format });
  const stored = v.safeParse(Stored, content);
  if (!stored.success || stored.output.format !== formatOf(stored.output)) return fail('snapshot/damaged');
  const { check, ...manifest } = stored.output;
  if (check !== (await checkOf(manifest))) return fail('snapshot/damaged');
  // blanks and the like are under no sum, so the bytes themselves are compared
  const same = toHex(await serialiseManifest(manifest, bytes.length)) === toHex(bytes);
  if (!same) return fail('snapshot/damaged');
  return manifest.layout > LAYOUT ? fail('snapshot/newer', { layout: manifest.layout }) : ok(manifest);
}

/** The format of a manifest, by what it holds. */
export function formatOf({ evidence }: Pick<Manifest, 'evidence'>): Manifest['format'] {
  return evidence === undefined ? 1 : FORMAT;
}

async function checkOf(manifest: Manifest): Promise<string> {
  const content: Json = manifest;
  return toHex(await sha256(utf8(canonicalJson(content))));
}
