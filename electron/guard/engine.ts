import { readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { App } from 'electron';
import * as v from 'valibot';
import { utf8 } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { isOlderVersion, numbersOf } from '../../shared/kernel/version.ts';

/** Chromium's name for the engine on SQLite, and the stage at which every new database gets it. */
const FEATURE = 'IdbSqliteOnDiskRollout';
const STAGE = `${FEATURE}:stage/UseSqliteForNewStores`;
/** The first Chromium that knows the switch (docs/decisions/0011-indexeddb-engine.md). */
const FIRST_CHROMIUM = 156;
/** Chromium's folders for the databases of `app://office`: one of this name for SQLite, with this ending for LevelDB. */
const SQLITE_FOLDER = /^app_office_\d+$/;
const LEVELDB_FOLDER = /^app_office_\d+\.indexeddb\.leveldb$/;

/** What keeps the database under IndexedDB. */
export type Engine = 'sqlite' | 'leveldb';

/** `engine.json`: what an office's database has been opened with so far. */
const Memory = v.strictObject({
  format: v.literal(1),
  /** what was seen on the disk; `none` before there was a database */
  engine: v.picklist(['sqlite', 'leveldb', 'none']),
  /** version of the newest Electron */
  electron: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+/)),
});
type Memory = v.InferOutput<typeof Memory>;

/** The part of Electron's command line that is needed. */
type Switches = Pick<App['commandLine'], 'hasSwitch' | 'getSwitchValue' | 'removeSwitch' | 'appendSwitch'>;

/** What runs now: full versions of Electron and Chromium. */
export interface Runtime {
  readonly electron: string;
  readonly chrome: string;
}

/** What is known before a database is touched. */
export interface EngineFacts extends Runtime {
  /** `newer`: a newer app wrote it down in a way that this one does not know */
  readonly remembered: Memory | 'newer' | undefined;
  readonly onDisk: Engine | undefined;
}

/**
 * Chooses the engine of IndexedDB, before Electron is ready: once a database lies on SQLite, a start without this switch
 * makes Chromium delete it.
 * @param takesOthers whether other features that were asked for stay as they are. An installed app takes none: features
 * switch the sandbox and the isolation of sites off as well, under names that change with each Chromium
 */
export function pinEngine({ commandLine }: { readonly commandLine: Switches }, takesOthers: boolean): void {
  const askedFor = (name: string): string[] => (takesOthers ? featuresOf(commandLine.getSwitchValue(name)) : []);
  const enabled = askedFor('enable-features');
  const disabled = askedFor('disable-features');
  commandLine.removeSwitch('enable-features');
  commandLine.appendSwitch('enable-features', [...enabled, STAGE].join(','));
  if (!commandLine.hasSwitch('disable-features')) return;
  // what is disabled wins over what is enabled
  commandLine.removeSwitch('disable-features');
  if (disabled.length > 0) commandLine.appendSwitch('disable-features', disabled.join(','));
}

/** What a runtime that may open the database finds. */
export interface EngineCheck {
  /** the engine that the database has or will get */
  readonly engine: Engine;
  /**
   * Writes down what was found, for later starts. To be awaited before anything may be stored.
   * @param write writes a file durably; that it could not is no reason to keep anybody out
   */
  readonly remember: (write: (file: string, bytes: Uint8Array) => Promise<unknown>) => Promise<void>;
}

/**
 * Looks whether this runtime may open the database of this computer. Before any window opens, and at once: the window
 * waits for nothing else.
 * @param userData the profile folder, which need not exist
 * @returns `engine/older` (`needed`: version of Electron) or `engine/without-switch` when opening it would destroy it
 */
export function checkEngine({ userData, ...runtime }: Runtime & { readonly userData: string }): Result<EngineCheck> {
  const file = path.join(userData, 'engine.json');
  const remembered = parseMemory(textOf(file));
  const facts: EngineFacts = { ...runtime, remembered, onDisk: engineOnDisk(userData) };
  const judged = judgeEngine(facts);
  if (!judged.ok) return judged;
  const remember: EngineCheck['remember'] = async (write) => {
    const next = nextMemory(facts);
    if (JSON.stringify(next) === JSON.stringify(remembered)) return;
    await mkdir(userData, { recursive: true });
    await write(file, utf8(`${JSON.stringify(next)}\n`));
  };
  return ok({ engine: judged.value, remember });
}

/** Which engine keeps the database on the disk; undefined before there is one. SQLite counts when there are both. */
export function engineOnDisk(userData: string): Engine | undefined {
  const names = databaseFolders(userData);
  if (names.some((name) => SQLITE_FOLDER.test(name))) return 'sqlite';
  return names.some((name) => LEVELDB_FOLDER.test(name)) ? 'leveldb' : undefined;
}

function databaseFolders(userData: string): readonly string[] {
  try {
    return readdirSync(path.join(userData, 'IndexedDB'));
  } catch {
    return [];
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Decides whether a runtime may open a database.
 * @returns the engine that it has or will get; or the faults of `checkEngine`
 */
export function judgeEngine({ remembered, onDisk, electron, chrome }: EngineFacts): Result<Engine> {
  if (remembered === 'newer') return fail('engine/older');
  if (remembered !== undefined && isOlderVersion(electron, remembered.electron)) {
    return fail('engine/older', { needed: remembered.electron });
  }
  const known = knownEngine(remembered, onDisk);
  if (known === 'sqlite' && !keepsSqlite(chrome)) return fail('engine/without-switch');
  return ok(known ?? (keepsSqlite(chrome) ? 'sqlite' : 'leveldb'));
}

/** What to remember after a start that was allowed. */
export function nextMemory({ remembered, onDisk, electron }: EngineFacts): Memory {
  const before = remembered === 'newer' ? undefined : remembered;
  const newest = before !== undefined && isOlderVersion(electron, before.electron) ? before.electron : electron;
  return { format: 1, engine: knownEngine(before, onDisk) ?? 'none', electron: newest };
}

/** A folder that is gone does not make a SQLite office another: its next start must still have the switch. */
function knownEngine(remembered: Memory | undefined, onDisk: Engine | undefined): Engine | undefined {
  if (remembered?.engine === 'sqlite') return 'sqlite';
  return onDisk ?? (remembered?.engine === 'leveldb' ? 'leveldb' : undefined);
}

function parseMemory(text: string | undefined): EngineFacts['remembered'] {
  if (text === undefined) return undefined;
  try {
    const content: unknown = JSON.parse(text);
    const { success, output } = v.safeParse(v.looseObject({ format: v.number() }), content);
    if (success && output.format > 1) return 'newer';
    const parsed = v.safeParse(Memory, content);
    // a torn file says nothing; what lies on the disk does
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

function keepsSqlite(chrome: string): boolean {
  return (numbersOf(chrome)[0] ?? 0) >= FIRST_CHROMIUM;
}

/** The features of a switch's value but the one on the engine. */
function featuresOf(value: string): string[] {
  return value.split(',').filter((name) => name !== '' && name.split(/[:<.]/)[0] !== FEATURE);
}
