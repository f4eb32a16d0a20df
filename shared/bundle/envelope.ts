import * as v from 'valibot';
import { sha256, toHex, utf8, type Bytes } from '../kernel/bytes.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import { readCanonicalJson } from '../kernel/canonical-read.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { parseAgeKey } from '../referral/age-key.ts';
import { bundlePaths, CHANGES_PLACE, filePlace } from './bundle-layout.ts';
import { bundleLimits } from './limits.ts';
import { Hash, Place, Time, Uuid } from './shapes.ts';

/** What every envelope of this format says it is; only a format that older readers cannot read has another. */
export const BUNDLE_CONTEXT = 'traspaso/v1';
/** The key of a recipient who has none and opens with words. */
export const WORDS_KEY = 'frase';
/** The data model of this app; readers keep entities and fields that they do not know. */
export const DATA_MODEL = 1;

const Hex64 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** The code of an office, as its papers bear it. */
const OfficeCode = v.pipe(v.string(), v.regex(/^[A-Z0-9-]{2,16}$/));
const Size = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(bundleLimits.file));

const plainFile = <T extends string>(tipo: T) =>
  v.strictObject({ ruta: v.string(), bytes: Size, sha256: Hex64, tipo: v.literal(tipo) });

/** One file of the archive: where it lies, what it must be, and for the changes how far they unfold. */
export const EnvelopeFile = v.variant('tipo', [
  plainFile('bagit'),
  v.strictObject({
    ...plainFile('cambios').entries,
    /** bytes unpacked, and lines */
    desc: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(bundleLimits.unpacked)),
    lineas: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
  plainFile('indice'),
  plainFile('ajustes'),
  plainFile('confianza'),
  plainFile('acuse'),
  plainFile('adjunto'),
  plainFile('documento'),
]);
export type EnvelopeFile = Readonly<v.InferOutput<typeof EnvelopeFile>>;

/** The end of one series of changes of a case: installation, place in the series, id of the change. */
const Tip = v.strictObject({ r: Uuid, n: Place(), h: Hash });
export type Tip = Readonly<v.InferOutput<typeof Tip>>;

const unique = <T>(of: (item: T) => string) => v.check((items: T[]) => new Set(items.map(of)).size === items.length);

/**
 * What a bundle is for: cases, an acknowledgement, a trust list, a file for somebody without a key, settings of the central
 * office, alerts for the office whose they are.
 */
export const bundleKinds = ['traspaso', 'acuse', 'confianza', 'expediente', 'ajustes', 'alerta'] as const;
export type BundleKind = (typeof bundleKinds)[number];

const Schema = v.strictObject({
  ctx: v.literal(BUNDLE_CONTEXT),
  id: Uuid,
  tipo: v.picklist(bundleKinds),
  emisor: v.strictObject({ oficina: OfficeCode, replica: Uuid, cert: Hash }),
  destinatarios: v.pipe(
    v.array(v.strictObject({ oficina: OfficeCode, clave: v.string() })),
    v.minLength(1),
    v.maxLength(bundleLimits.recipients),
    unique(({ clave }) => clave),
  ),
  sec: v.pipe(
    v.array(
      v.pipe(
        v.strictObject({ a: OfficeCode, n: Place(Number.MAX_SAFE_INTEGER), ant: v.nullable(Hex64) }),
        v.check(({ n, ant }) => (n === 1) === (ant === null)),
      ),
    ),
    v.minLength(1),
    unique(({ a }) => a),
  ),
  creado: Time,
  esquema: Place(999),
  archivos: v.pipe(v.array(EnvelopeFile), v.maxLength(bundleLimits.files)),
  casos: v.pipe(
    v.array(
      v.strictObject({
        id: Uuid,
        series: v.pipe(
          v.array(Tip),
          v.minLength(1),
          v.maxLength(bundleLimits.series),
          unique(({ h }) => h),
        ),
      }),
    ),
    v.maxLength(bundleLimits.cases),
    unique(({ id }) => id),
  ),
});

/**
 * What a bundle is, from whom and to whom, and every file in it with its hash (docs/decisions/0021-exchange.md). The names
 * are those of the format.
 *
 * `emisor.cert`: SHA-256 of the sender's certificate, base64url. `sec`: the number of this bundle to an office, and the
 * identity of the one before it. `creado`: hybrid time, UTC. `casos[].series`: the ends of all series the bundle holds.
 */
export type Envelope = DeepReadonly<v.InferOutput<typeof Schema>>;

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/**
 * Reads an envelope. Its signature must have been checked before; nothing in it is taken for granted all the same, since
 * an office's computer can be infected.
 * @returns the envelope; `bundle/newer-version` for a later format; `bundle/envelope` (`part`: what is wrong)
 */
export function parseEnvelope(bytes: Bytes): Result<Envelope> {
  if (bytes.length > bundleLimits.envelope) return fail('bundle/too-large', { part: bundlePaths.envelope });
  const content = readCanonicalJson(bytes);
  if (content === undefined) return wrong('sobre.json');
  if (isLaterFormat(content)) return fail('bundle/newer-version');
  const parsed = v.safeParse(Schema, content, { abortEarly: true });
  if (!parsed.success) return wrong(v.getDotPath(parsed.issues[0]) ?? 'sobre.json');
  const part = misfit(parsed.output);
  return part === undefined ? ok(parsed.output) : wrong(part);
}

/** The bytes that are signed. */
export function envelopeBytes(envelope: Envelope): Bytes {
  return utf8(canonicalJson(envelope));
}

/**
 * What a bundle is known by for ever: SHA-256 of its envelope, lower-case hexadecimal. Never the hash of the signature or
 * of the sealed file, which others can make anew over the same content.
 */
export async function envelopeIdentity(bytes: Bytes): Promise<string> {
  return toHex(await sha256(bytes));
}

function wrong(part: string): Result<never> {
  return fail('bundle/envelope', { part });
}

function isLaterFormat(content: Json): boolean {
  const { ctx } = v.is(v.object({ ctx: v.string() }), content) ? content : { ctx: BUNDLE_CONTEXT };
  return ctx !== BUNDLE_CONTEXT && /^traspaso\/v\d{1,3}$/.test(ctx);
}

/** What the parts must be to each other: the first that is not, or undefined. */
function misfit({ id, tipo, emisor, destinatarios, sec, archivos, casos }: Envelope): string | undefined {
  // whoever takes it in keeps what it brings under its id, beside the series of computers
  if (id === emisor.replica || casos.some(({ series }) => series.some(({ r }) => r === id))) return 'id';
  const forWords = destinatarios.some(({ clave }) => clave === WORDS_KEY);
  // a file for words and for keys, or for keys of two kinds, is as weak as the weakest
  if (forWords && (destinatarios.length > 1 || tipo !== 'expediente')) return 'destinatarios';
  if (!forWords && !destinatarios.every(({ clave }) => isPostQuantum(clave))) return 'destinatarios';
  const offices = new Set(destinatarios.map(({ oficina }) => oficina));
  if (!sec.every(({ a }) => offices.has(a))) return 'sec';
  if (casos.length === 0 && withCases.has(tipo)) return 'casos';
  return contentMisfit(tipo, archivos, casos) ?? filesMisfit(archivos);
}

const withCases: ReadonlySet<BundleKind> = new Set<BundleKind>(['traspaso', 'expediente', 'alerta']);

/** Settings come alone, in a bundle that says so; an alert goes as it was told, without papers and evidence. */
function contentMisfit(
  tipo: BundleKind,
  files: Envelope['archivos'],
  cases: Envelope['casos'],
): 'archivos' | 'casos' | undefined {
  const has = (kind: EnvelopeFile['tipo']): boolean => files.some((file) => file.tipo === kind);
  if (has('ajustes') !== (tipo === 'ajustes')) return 'archivos';
  if (tipo === 'ajustes' && cases.length > 0) return 'casos';
  const isBare = tipo === 'ajustes' || tipo === 'alerta';
  return isBare && (has('indice') || has('adjunto') || has('documento')) ? 'archivos' : undefined;
}

function isPostQuantum(key: string): boolean {
  const read = parseAgeKey(key);
  return read.ok && read.value.kind === 'postQuantum' && read.value.text === key;
}

/** Each file where its kind belongs, in the one order, none twice, and not more than is allowed together. */
function filesMisfit(files: readonly EnvelopeFile[]): string | undefined {
  const seen = new Set<string>();
  let total = 0;
  let before = -1;
  for (const [index, file] of files.entries()) {
    const place = filePlace(file);
    if (place === undefined || place < before || seen.has(file.ruta)) return `archivos.${index}`;
    // the texts of the bag are there once and always
    if (index < 3 ? place !== index : place < 3) return `archivos.${index}`;
    seen.add(file.ruta);
    before = place;
    total += file.bytes;
  }
  if (!files.some((file) => filePlace(file) === CHANGES_PLACE)) return 'archivos';
  if (total > bundleLimits.total) return 'archivos';
  return seen.has(bundlePaths.trustList) === seen.has(bundlePaths.trustSignature) ? undefined : 'archivos';
}
