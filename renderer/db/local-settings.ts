import { readRuleSet } from '../../shared/catalog/screening/read-rule-set.ts';
import type { Json } from '../../shared/kernel/canonical-json.ts';
import { instantFrom, type Instant } from '../../shared/kernel/clock.ts';
import type { FoldedField } from '../../shared/record/fold.ts';
import { parseHybridTime } from '../../shared/record/hybrid-time.ts';
import type { Database } from './database.ts';
import type { Change } from '../../shared/record/change.ts';
import { valuesOf, type OfficeEntities } from './office-entities.ts';
import { areaPlaces, readSetting, settingAreas, type SettingArea } from './setting-areas.ts';

/** A setting of this office that other offices may have too. */
export interface LocalSetting {
  readonly area: SettingArea;
  /** key in the catalogue, or id */
  readonly key: string;
  /** as it travels: without who set it so and when */
  readonly value: Json;
  /** where it lies among the office's entities */
  readonly entity: string;
  /** person id, and name where it is part of what was written */
  readonly author: string;
  readonly by: string | undefined;
  readonly at: Instant;
}

/** By area and key: as bundles and ticks name a setting. */
export const nameOfSetting = (area: string, key: string): string => `${area}/${key}`;

/** Every setting that may be shared and can be read, by its name; in the order of the areas. */
export function localSettings(db: Database, entities: OfficeEntities): ReadonlyMap<string, LocalSetting> {
  const found = new Map<string, LocalSetting>();
  for (const area of settingAreas) {
    for (const one of settingsOfArea(db, entities, area)) {
      if (readSetting(one.area, one.key, one.value) !== undefined) found.set(nameOfSetting(area, one.key), one);
    }
  }
  return found;
}

function settingsOfArea(db: Database, entities: OfficeEntities, area: SettingArea): readonly LocalSetting[] {
  const place = areaPlaces[area];
  if (place.kind === 'one') {
    const entity = `${place.name}/${db.officeId}`;
    return [...(entities.get(entity) ?? [])].flatMap(([key, field]): readonly LocalSetting[] =>
      field.value === undefined ? [] : [{ area, key, value: field.value, entity, by: undefined, ...lastOf([field]) }],
    );
  }
  return [...entities].flatMap(([entity, fields]): readonly LocalSetting[] => {
    const values = valuesOf(fields) as Readonly<Record<string, Json>>;
    if (!entity.startsWith(`${place.name}/`) || Object.keys(values).length === 0) return [];
    const { by, ...rest } = values;
    const about = { area, entity, by: typeof by === 'string' ? by : undefined, ...lastOf([...fields.values()]) };
    const id = entity.slice(place.name.length + 1);
    if (area === 'procedure') return [{ ...about, key: id, value: rest }];
    // two offices that loaded the same guide gave it two ids
    const set = values['set'];
    if (area === 'guide' && set !== undefined) {
      const guide = readRuleSet(set);
      return guide.ok ? [{ ...about, key: guide.value.key, value: { set } }] : [];
    }
    return [{ ...about, key: id, value: values }];
  });
}

/** A setting that was here and was taken away. */
type FormerSetting = Pick<LocalSetting, 'area' | 'key' | 'author' | 'at'>;

/**
 * Every setting that was taken away here and is not here again, by its name. A version of the procedure is never taken away.
 * @param changes of the office's own log: what a guide was called is known of it only from when it was there
 */
export function formerSettings(
  db: Database,
  entities: OfficeEntities,
  changes: readonly Change[],
): ReadonlyMap<string, FormerSetting> {
  const here = localSettings(db, entities);
  const found = new Map<string, FormerSetting>();
  for (const area of settingAreas) {
    for (const one of formerOfArea(db, { entities, changes, area })) {
      const name = nameOfSetting(area, one.key);
      const before = found.get(name);
      if (!here.has(name) && (before === undefined || before.at < one.at)) found.set(name, one);
    }
  }
  return found;
}

function formerOfArea(
  db: Database,
  {
    entities,
    changes,
    area,
  }: { readonly entities: OfficeEntities; readonly changes: readonly Change[]; readonly area: SettingArea },
): readonly FormerSetting[] {
  const place = areaPlaces[area];
  if (place.kind === 'one') {
    return [...(entities.get(`${place.name}/${db.officeId}`) ?? [])].flatMap(([key, field]) =>
      isGone(field) ? [{ area, key, ...lastOf([field]) }] : [],
    );
  }
  return [...entities].flatMap(([entity, fields]) => {
    const all = [...fields.values()];
    if (area === 'procedure' || !entity.startsWith(`${place.name}/`) || !all.every(isGone)) return [];
    const key = area === 'guide' ? guideKeyOf(entity, changes) : entity.slice(place.name.length + 1);
    return key === undefined ? [] : [{ area, key, ...lastOf(all) }];
  });
}

function isGone({ heads: [head] }: FoldedField): boolean {
  return head?.op.k === 'del';
}

function guideKeyOf(entity: string, changes: readonly Change[]): string | undefined {
  const last = changes.findLast(({ op, x }) => op.e === entity && op.f === 'set' && op.k === 'set' && x !== undefined);
  const guide = readRuleSet(last?.x?.val);
  return guide.ok ? guide.value.key : undefined;
}

/** How often a setting was changed here: of two states of one log the later one has the greater number. */
export function countSettingChanges(changes: readonly Change[]): number {
  const names = new Set(settingAreas.map((area) => areaPlaces[area].name));
  return changes.filter(({ op }) => names.has(op.e.slice(0, op.e.indexOf('/')))).length;
}

function lastOf(fields: readonly FoldedField[]): { readonly author: string; readonly at: Instant } {
  const heads = fields.flatMap(({ heads: [head] }) => (head === undefined ? [] : [head.op]));
  const last = heads.reduce((best, op) => (op.t > best.t ? op : best), heads[0] ?? { u: '', t: '' });
  return { author: last.u, at: instantFrom(parseHybridTime(last.t)?.milliseconds ?? 0) };
}
