import type { SentSetting, SettingsSet } from '../../shared/bundle/settings-file.ts';
import { assert } from '../../shared/kernel/assert.ts';
import { canonicalJson, type Json } from '../../shared/kernel/canonical-json.ts';
import { newId } from '../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { without } from '../../shared/kernel/without.ts';
import { lastSettingsTaken } from '../../shared/merge/ledger.ts';
import type { ChangeIntent } from '../../shared/record/change.ts';
import { reading, writing } from './access.ts';
import { knownCase, prepareSave } from './changes.ts';
import { commit } from './commit.ts';
import type { Database } from './database.ts';
import type { ImportedBundle } from './prepare-import.ts';
import { foldOnce } from './known-cases.ts';
import { loadBundles } from './ledger.ts';
import { countSettingChanges, formerSettings, localSettings, type LocalSetting } from './local-settings.ts';
import { loadOfficeEntities } from './office-entities.ts';
import { areaPlaces, readSetting } from './setting-areas.ts';
import {
  importsIn,
  planIn,
  SETTINGS_IMPORT,
  type PlannedSetting,
  type SettingsPlan,
  type TakenSetting,
} from './settings-plan.ts';

/**
 * All settings that other offices may have too, those that were taken away, and the number of the set. Faults:
 * `access/denied` (`exchange.send`), those of reading.
 * @param names of people by their id
 */
export async function gatherSettings(db: Database, names: ReadonlyMap<string, string>): Promise<Result<SettingsSet>> {
  return await reading(db, 'exchange.send', async () => {
    const known = await knownCase(db, db.officeId);
    if (!known.ok) return known;
    const { changes } = known.value;
    const { entities } = foldOnce(changes);
    const nameOf = (author: string): string => names.get(author) ?? db.officeCode;
    return ok({
      number: countSettingChanges(changes),
      settings: [...localSettings(db, entities).values()].map(({ area, key, value, by, author, at }) => ({
        ...{ area, clave: key, valor: value, fecha: at, por: by ?? nameOf(author) },
      })),
      withdrawn: [...formerSettings(db, entities, changes).values()].map(({ area, key, author, at }) => ({
        ...{ area, clave: key, fecha: at, por: nameOf(author) },
      })),
    });
  });
}

/** What settings of the central office would change, and how their set stands to the one before. */
export interface IncomingSettings extends SettingsPlan {
  readonly number: number | undefined;
  /** the number of a later set of the same computer that somebody took in: then nothing of this one is news */
  readonly laterNumber: number | undefined;
}

/**
 * Works out what settings of the central office would change here. Writes nothing. Faults: `access/denied` (needs
 * `exchange.receive`), those of reading.
 * @param replica the computer that made the set
 */
export async function planSettings(db: Database, set: SettingsSet, replica: string): Promise<Result<IncomingSettings>> {
  return await reading(db, 'exchange.receive', async () => {
    const [entities, entries] = [await loadOfficeEntities(db), await loadBundles(db)];
    if (!entities.ok) return entities;
    if (!entries.ok) return entries;
    const { number } = set;
    const last = lastSettingsTaken(entries.value, replica);
    const laterNumber = number !== undefined && last !== undefined && last > number ? last : undefined;
    return ok({ ...planIn(db, entities.value, set), number, laterNumber });
  });
}

/** A setting that is here by a bundle, or was until a bundle took it away: then `valor` is what it was. */
export interface BroughtSetting extends SentSetting {
  readonly isGone?: true;
}

/**
 * What is here by a bundle and was not taken back, as it came. Faults: `access/denied` (needs `exchange.send`), those of
 * reading.
 */
export async function readTakenSettings(db: Database, bundleId: string): Promise<Result<readonly BroughtSetting[]>> {
  return await reading(db, 'exchange.send', async () => {
    const entities = await loadOfficeEntities(db);
    if (!entities.ok) return entities;
    const taken = importsIn(entities.value).filter(({ id }) => id === bundleId);
    const byName = new Map(taken.flatMap((one) => one.taken).map((one) => [one.name, one]));
    return ok(
      [...byName].map(([name, { now, before, by: por, on: fecha }]): BroughtSetting => {
        const [area = '', clave = ''] = name.split('/');
        const about = { area, clave, por, fecha };
        if (now !== null) return { ...about, valor: now };
        // who loaded a guide here, and when, is no part of it
        const was = area === 'guide' ? without(before, 'by', 'at') : before;
        return { ...about, valor: before[clave] ?? was, isGone: true };
      }),
    );
  });
}

/**
 * Takes in the settings that somebody agreed to, all in one frame and written down with the office that sent them. What is
 * the same already is not written again. Faults: `access/denied` (needs `settings.write`); `exchange/settings-not-as-shown` when what
 * is here is not what they saw any more, and then nothing is written; those of writing.
 * @param bundle.office code of the sender
 * @param agreed as they were shown, with what was here then
 * @returns how many were written
 */
export async function takeSettings(
  db: Database,
  bundle: ImportedBundle & { readonly office: string },
  agreed: readonly PlannedSetting[],
): Promise<Result<number>> {
  return await writing(db, 'settings.write', async () => {
    const known = await knownCase(db, db.officeId);
    if (!known.ok) return known;
    const { entities } = foldOnce(known.value.changes);
    const local = localSettings(db, entities);
    let lastNumber = lastProcedure(local);
    const shown = agreed.filter(({ kind }) => kind !== 'same');
    const plan = planIn(db, entities, {
      settings: shown.flatMap(({ sent }) => ('valor' in sent ? [sent] : [])),
      withdrawn: shown.flatMap(({ sent }) => ('valor' in sent ? [] : [sent])),
    });
    const isAsShown = (one: PlannedSetting): boolean =>
      plan.settings.some(
        ({ name, kind, seen }) => name === one.name && (kind === 'same' || (kind === one.kind && seen === one.seen)),
      );
    if (!shown.every(isAsShown)) return fail('exchange/settings-not-as-shown');
    const wanted = plan.settings.filter(({ kind }) => kind !== 'same');
    const taken = wanted.map((one): TakenSetting => {
      if (one.there?.area === 'procedure') lastNumber += 1;
      const { entity, fields } = placed(db, one, local.get(one.name), { office: bundle.office, number: lastNumber });
      const before = entities.get(entity);
      const valued = Object.keys(fields).flatMap((field) => {
        const value = before?.get(field)?.value;
        return value === undefined ? [] : [[field, value] as const];
      });
      const after = Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined);
      return {
        ...{ name: one.name, entity, before: Object.fromEntries(valued), after: Object.fromEntries(after) },
        ...{ now: 'valor' in one.sent ? one.sent.valor : null, by: one.sent.por, on: one.sent.fecha },
      };
    });
    if (taken.length === 0) return ok(0);
    const intents = taken.flatMap((one) => intentsFor(one.entity, one.before, one.after));
    const record: ChangeIntent = {
      ...{ entity: `${SETTINGS_IMPORT}${bundle.id}`, field: `taken_${newId().replaceAll('-', '')}`, kind: 'set' },
      value: { office: bundle.office, taken },
    };
    const { row } = await prepareSave(db, { caseId: db.officeId, existing: known.value.changes }, [...intents, record]);
    if (row === undefined) return ok(0);
    const detail = `Ajustes de ${bundle.office} incorporados (traspaso ${bundle.code}): ${taken.length}`;
    const written = await commit(db, [{ t: 'saves', k: 'put', row }], { action: 'settings', detail });
    return written.ok ? ok(taken.length) : written;
  });
}

function lastProcedure(local: ReadonlyMap<string, LocalSetting>): number {
  const numbers = [...local.values()].flatMap(({ area, key, value }) => {
    const read = area === 'procedure' ? readSetting(area, key, value) : undefined;
    return read?.area === 'procedure' ? [read.value.number] : [];
  });
  return Math.max(1, ...numbers);
}

/** Where a setting goes here, and what its fields become; `undefined` for one that goes. */
function placed(
  db: Database,
  { there, sent }: PlannedSetting,
  known: LocalSetting | undefined,
  { office, number }: { readonly office: string; readonly number: number },
): { readonly entity: string; readonly fields: Readonly<Record<string, Json | undefined>> } {
  if (there === undefined || !('valor' in sent)) return withoutIt(known);
  const place = areaPlaces[there.area];
  if (place.kind === 'one') {
    return { entity: `${place.name}/${db.officeId}`, fields: { [sent.clave]: sent.valor } };
  }
  const value = sent.valor as Readonly<Record<string, Json>>;
  const extra: Readonly<Record<string, Json>> =
    there.area === 'procedure'
      ? { number, by: `${sent.por} (${office})` }
      : there.area === 'guide'
        ? { by: `${sent.por} (${office})`, at: sent.fecha }
        : {};
  const id = there.area === 'guide' ? newId() : sent.clave;
  const all = { ...value, ...extra };
  return {
    entity: known?.entity ?? `${place.name}/${id}`,
    fields: Object.fromEntries(place.fields.map((field) => [field, all[field]])),
  };
}

function withoutIt(known: LocalSetting | undefined): {
  readonly entity: string;
  readonly fields: Readonly<Record<string, undefined>>;
} {
  assert(known !== undefined, 'a setting that is not here is not taken away');
  const place = areaPlaces[known.area];
  const fields = place.kind === 'one' ? [known.key] : place.fields;
  return { entity: known.entity, fields: Object.fromEntries(fields.map((field) => [field, undefined])) };
}

function intentsFor(
  entity: string,
  before: Readonly<Record<string, Json>>,
  after: Readonly<Record<string, Json>>,
): readonly ChangeIntent[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field): readonly ChangeIntent[] => {
    const [was, is] = [before[field], after[field]];
    if (is === undefined) return [{ entity, field, kind: 'del', value: null }];
    return was !== undefined && canonicalJson(was) === canonicalJson(is)
      ? []
      : [{ entity, field, kind: 'set', value: is }];
  });
}

/**
 * Takes back what a bundle of settings brought: everything is as it was before. All or nothing. Faults: `access/denied`
 * (needs `settings.write`); `exchange/settings-changed` when one of them was changed since; those of writing.
 * @returns how many were put back; none when nothing of the bundle counts
 */
export async function withdrawSettings(db: Database, { id, code }: ImportedBundle): Promise<Result<number>> {
  return await writing(db, 'settings.write', async () => {
    const known = await knownCase(db, db.officeId);
    if (!known.ok) return known;
    const { entities } = foldOnce(known.value.changes);
    const own = importsIn(entities).filter((one) => one.id === id);
    // the last that was taken goes first
    const taken = own.flatMap((one) => one.taken).reverse();
    if (taken.length === 0) return ok(0);
    const state = new Map<string, Json | undefined>();
    const at = (entity: string, field: string): Json | undefined => {
      const place = `${entity} ${field}`;
      return state.has(place) ? state.get(place) : entities.get(entity)?.get(field)?.value;
    };
    for (const { entity, before, after } of taken) {
      for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
        if (!isEqual(at(entity, field), after[field])) return fail('exchange/settings-changed', { entity });
        state.set(`${entity} ${field}`, before[field]);
      }
    }
    const intents = [...state].map(([place, value]): ChangeIntent => {
      const [entity = '', field = ''] = place.split(' ');
      return value === undefined ? { entity, field, kind: 'del', value: null } : { entity, field, kind: 'set', value };
    });
    const gone = [...(entities.get(`${SETTINGS_IMPORT}${id}`) ?? [])].flatMap(
      ([field, { value }]): readonly ChangeIntent[] =>
        value === undefined ? [] : [{ entity: `${SETTINGS_IMPORT}${id}`, field, kind: 'del', value: null }],
    );
    const { row } = await prepareSave(db, { caseId: db.officeId, existing: known.value.changes }, [
      ...intents,
      ...gone,
    ]);
    if (row === undefined) return ok(0);
    const detail = `Ajustes retirados (traspaso ${code}): ${taken.length}`;
    const written = await commit(db, [{ t: 'saves', k: 'put', row }], { action: 'settings', detail });
    return written.ok ? ok(taken.length) : written;
  });
}

function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  return a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b);
}
