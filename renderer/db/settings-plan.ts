import * as v from 'valibot';
import type { SentSetting, SettingsSet, WithdrawnSetting } from '../../shared/bundle/settings-file.ts';
import { canonicalJson, type Json } from '../../shared/kernel/canonical-json.ts';
import type { Database } from './database.ts';
import { localSettings, nameOfSetting } from './local-settings.ts';
import type { OfficeEntities } from './office-entities.ts';
import { readSetting, type SettingArea, type SettingValue } from './setting-areas.ts';

// What the central office sends of its settings. Each is taken in as a change of the office's own log, with a name and a date;
// what was taken from which bundle, and what stood there before, is one entity for the bundle.

/** Begins the name of that entity; the id of the bundle follows. */
export const SETTINGS_IMPORT = 'settings_import/';

/** What taking a setting in, or away, would do. `differs`: people here wrote something else, which stays unless somebody decides. */
export interface PlannedSetting {
  /** of area and key */
  readonly name: string;
  /**
   * `newer`, `gone` and `older`: what is here is what came last, and nobody touched it since; what is sent was set, or taken
   * away, after it, or not after it: sticks come in any order
   */
  readonly kind: 'new' | 'same' | 'newer' | 'gone' | 'older' | 'differs';
  readonly sent: SentSetting | WithdrawnSetting;
  /** undefined for one that was taken away */
  readonly there: SettingValue | undefined;
  readonly here: SettingValue | undefined;
  /** what is here, as one text: whether it is still what somebody saw; empty for nothing */
  readonly seen: string;
}

/** What a bundle of settings would change. */
export interface SettingsPlan {
  readonly settings: readonly PlannedSetting[];
  /** how many this version of the app does not know or would not have taken; they stay out */
  readonly unreadable: number;
}

/** Works out what settings would change, from what the office's log says now. */
export function planIn(
  db: Database,
  entities: OfficeEntities,
  { settings: sent, withdrawn }: Pick<SettingsSet, 'settings' | 'withdrawn'>,
): SettingsPlan {
  const local = localSettings(db, entities);
  const cameLast = new Map(importsIn(entities).flatMap(({ taken }) => taken.map((one) => [one.name, one] as const)));
  const settings = sent.flatMap((one): readonly PlannedSetting[] => {
    const there = readSetting(one.area, one.clave, one.valor);
    if (there === undefined) return [];
    const name = nameOfSetting(there.area, one.clave);
    const known = local.get(name);
    const here = known && readSetting(known.area, known.key, known.value);
    const isSame = known !== undefined && contentOf(there.area, known.value) === contentOf(there.area, one.valor);
    // a version that cases began under is written once and never again
    if (known !== undefined && !isSame && there.area === 'procedure') return [];
    const seen = known === undefined ? '' : canonicalJson(known.value);
    const last = cameLast.get(name);
    const isTheirs = last !== undefined && canonicalJson(last.now) === seen;
    const beside = !isTheirs ? 'differs' : one.fecha > last.on ? 'newer' : 'older';
    // what came last may be that it is no more
    const isBack = last?.now === null && one.fecha <= last.on;
    const kind = known === undefined ? (isBack ? 'older' : 'new') : isSame ? 'same' : beside;
    return [{ name, kind, sent: one, there, here, seen }];
  });
  const gone = withdrawn.flatMap((one): readonly PlannedSetting[] => {
    const name = nameOfSetting(one.area, one.clave);
    const [known, last] = [local.get(name), cameLast.get(name)];
    // what never came from there is this office's own, and a version that cases began under stays
    if (known === undefined || last === undefined || known.area === 'procedure') return [];
    const seen = canonicalJson(known.value);
    const isTheirs = canonicalJson(last.now) === seen;
    const kind = !isTheirs ? 'differs' : one.fecha > last.on ? 'gone' : 'older';
    const here = readSetting(known.area, known.key, known.value);
    return [{ name, kind, sent: one, there: undefined, here, seen }];
  });
  return { settings: [...settings, ...gone], unreadable: sent.length - settings.length };
}

/** What makes a setting the same: an office numbers its versions of the procedure itself. */
function contentOf(area: SettingArea, value: Json): string {
  if (area !== 'procedure') return canonicalJson(value);
  const { note, procedure } = value as { readonly note: Json; readonly procedure: Json };
  return canonicalJson({ note, procedure });
}

const Fields = v.record(
  v.string(),
  v.custom<Json>((value) => value !== undefined),
);
const TakenSetting = v.strictObject({
  /** area and key */
  name: v.string(),
  entity: v.string(),
  /** fields as they were, those that were not there left out, and as they are since */
  before: Fields,
  after: Fields,
  /** the setting as it has been since, as it travels; null for one that was taken away */
  now: v.custom<Json>((value) => value !== undefined),
  /** who set it so in the office that sent it, and when */
  by: v.string(),
  on: v.string(),
});
/** One setting that was taken in: where it lies, what was there before and since, and who set it so where it comes from. */
export type TakenSetting = v.InferOutput<typeof TakenSetting>;
const SettingsImport = v.strictObject({ office: v.string(), taken: v.array(TakenSetting) });

/** What was taken in from bundles and not taken back, in the order of the log. */
export function importsIn(
  entities: OfficeEntities,
): readonly (v.InferOutput<typeof SettingsImport> & { readonly id: string })[] {
  return [...entities]
    .flatMap(([entity, fields]) =>
      entity.startsWith(SETTINGS_IMPORT) ? [{ id: entity.slice(SETTINGS_IMPORT.length), fields }] : [],
    )
    .flatMap(({ id, fields }) =>
      [...fields.values()].flatMap(({ value, heads }) => {
        const read = v.safeParse(SettingsImport, value);
        return read.success ? [{ ...read.output, id, t: heads[0]?.op.t ?? '' }] : [];
      }),
    )
    .sort((a, b) => (a.t < b.t ? -1 : 1));
}
