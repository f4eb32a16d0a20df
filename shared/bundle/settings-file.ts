import * as v from 'valibot';
import { utf8, type Bytes } from '../kernel/bytes.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';

const CONTEXT = 'ajustes/v1';
/** An office notes some hundreds; who sends more sends something else. */
const MOST = 20_000;

const Schema = v.strictObject({
  ctx: v.literal(CONTEXT),
  ajustes: v.pipe(
    v.array(
      v.strictObject({
        /** what it is: a term, a closure, an institution; one that a reader does not know is told as such */
        area: v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,31}$/)),
        /** which one: its key in the catalogue, or its id */
        clave: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/)),
        /** as the sending office has it; what it must be is for the area to say */
        valor: v.custom<Json>((value) => value !== undefined && value !== null),
        /** name of whoever set it so, and when */
        por: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(160)),
        fecha: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)),
      }),
    ),
    v.maxLength(MOST),
    v.check((all) => new Set(all.map(({ area, clave }) => `${area}/${clave}`)).size === all.length),
  ),
});

/** One setting as it travels: what, which, its value, who set it so and when (instant, UTC). */
export type SentSetting = Readonly<v.InferOutput<typeof Schema>['ajustes'][number]>;

/** The bytes of the settings of a bundle (`data/ajustes.json`). @throws on what {@link readSettings} would refuse: a bug */
export function settingsBytes(settings: readonly SentSetting[]): Bytes {
  const { ctx, ajustes } = v.parse(Schema, { ctx: CONTEXT, ajustes: [...settings] });
  return utf8(canonicalJson({ ctx, ajustes }));
}

/** Reads the content of such a file; its values are not looked at. @returns undefined when it is none that this app knows */
export function readSettings(json: unknown): readonly SentSetting[] | undefined {
  const parsed = v.safeParse(Schema, json);
  return parsed.success ? parsed.output.ajustes : undefined;
}
