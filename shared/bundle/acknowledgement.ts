import * as v from 'valibot';
import { utf8, type Bytes } from '../kernel/bytes.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { isId } from '../kernel/id.ts';

const CONTEXT = 'acuse/v1';
const Code = v.pipe(v.string(), v.regex(/^[A-Z0-9-]{2,16}$/));
const Place = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** At most so many bundles are acknowledged at once; what is beyond comes with the next one. */
const MOST = 1000;

const Schema = v.strictObject({
  ctx: v.literal(CONTEXT),
  /** office that received */
  de: Code,
  /** office that sent */
  a: Code,
  recibidos: v.pipe(
    v.array(
      v.strictObject({
        id: v.pipe(v.string(), v.check(isId)),
        n: Place,
        /** what the bundle is known by: SHA-256 of its envelope */
        sobre: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      }),
    ),
    v.maxLength(MOST),
  ),
  /** numbers of bundles that were made before and have not come */
  faltan: v.pipe(v.array(Place), v.maxLength(MOST)),
});

/** What an office says that it received of another one (`data/acuse/<id>.json`); who says it is in the envelope. */
export type Acknowledgement = Readonly<v.InferOutput<typeof Schema>>;

/** The bytes of an acknowledgement; the newest bundles where there are more than fit. */
export function acknowledgementBytes({ recibidos, faltan, ...between }: Omit<Acknowledgement, 'ctx'>): Bytes {
  const content = { ...between, recibidos: recibidos.slice(-MOST), faltan: faltan.slice(-MOST) };
  return utf8(canonicalJson({ ctx: CONTEXT, ...content }));
}

/** Reads the content of one. @returns undefined when it is no acknowledgement that this app knows */
export function readAcknowledgement(json: unknown): Acknowledgement | undefined {
  const parsed = v.safeParse(Schema, json);
  return parsed.success ? parsed.output : undefined;
}
