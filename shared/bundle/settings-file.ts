import * as v from 'valibot';
import { utf8, type Bytes } from '../kernel/bytes.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { bundlePaths } from './bundle-layout.ts';

/** What was sent before sets had a number and said what is no more. */
const EARLIER = 'ajustes/v1';
const CONTEXT = 'ajustes/v2';
/** An office notes some hundreds; who sends more sends something else. */
const MOST = 20_000;

const About = {
  /** what it is: a term, a closure, an institution; one that a reader does not know is told as such */
  area: v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,31}$/)),
  /** which one: its key in the catalogue, or its id */
  clave: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/)),
  /** name of whoever set it so, or took it away, and when */
  por: v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(160),
    v.check((name) => name.trim() === name),
  ),
  fecha: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)),
};
const Sent = v.strictObject({
  ...About,
  /** as the sending office has it; what it must be is for the area to say */
  valor: v.custom<Json>((value) => value !== undefined && value !== null),
});
const Withdrawn = v.strictObject(About);

function isEachOnce(all: readonly { readonly area: string; readonly clave: string }[]): boolean {
  return new Set(all.map(({ area, clave }) => `${area}/${clave}`)).size === all.length;
}

const Earlier = v.strictObject({
  ctx: v.literal(EARLIER),
  ajustes: v.pipe(
    v.array(Sent),
    v.maxLength(MOST),
    v.check((all) => isEachOnce(all)),
  ),
});
const Schema = v.pipe(
  v.strictObject({
    ctx: v.literal(CONTEXT),
    numero: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    ajustes: v.pipe(v.array(Sent), v.maxLength(MOST)),
    retirados: v.pipe(v.array(Withdrawn), v.maxLength(MOST)),
  }),
  v.check(({ ajustes, retirados }) => isEachOnce([...ajustes, ...retirados])),
);

/** One setting as it travels: what, which, its value, who set it so and when (instant, UTC). */
export type SentSetting = Readonly<v.InferOutput<typeof Sent>>;
/** One that the sending office has no more: what, which, who took it away and when (instant, UTC). */
export type WithdrawnSetting = Readonly<v.InferOutput<typeof Withdrawn>>;

/** All settings of the central office as they were at one time. */
export interface SettingsSet {
  /** grows with each change of a setting there: of two sets the greater number is the later one; none in sets of before */
  readonly number: number | undefined;
  readonly settings: readonly SentSetting[];
  readonly withdrawn: readonly WithdrawnSetting[];
}

/** The bytes of the settings of a bundle (`data/ajustes.json`). @throws on what {@link readSettings} would refuse: a bug */
export function settingsBytes({ number, settings, withdrawn }: SettingsSet): Bytes {
  const written = v.parse(Schema, {
    ...{ ctx: CONTEXT, numero: number, ajustes: settings.map(trimmed), retirados: withdrawn.map(trimmed) },
  });
  return utf8(canonicalJson({ ...written }));
}

function trimmed<T extends { readonly por: string }>(said: T): T {
  return { ...said, por: said.por.trim() };
}

const Later = v.object({ ctx: v.pipe(v.string(), v.regex(/^ajustes\/v(?:[3-9]|\d\d\d?)$/)) });

/**
 * Reads the content of such a file; its values are not looked at.
 * @returns the set; `bundle/newer-version` for a later format, `bundle/content` for anything else
 */
export function readSettings(json: unknown): Result<SettingsSet> {
  const parsed = v.safeParse(v.union([Schema, Earlier]), json);
  if (!parsed.success) {
    return v.is(Later, json) ? fail('bundle/newer-version') : fail('bundle/content', { part: bundlePaths.settings });
  }
  const { output } = parsed;
  return ok(
    output.ctx === CONTEXT
      ? { number: output.numero, settings: output.ajustes, withdrawn: output.retirados }
      : { number: undefined, settings: output.ajustes, withdrawn: [] },
  );
}
