import path from 'node:path';
import { check, type Check } from '../../shared/diagnosis/check.ts';
import type { Clock, Instant } from '../../shared/kernel/clock.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { freeBytes } from '../disk/free-bytes.ts';
import { checkWritable } from '../disk/writable.ts';
import { checkEngine, engineOnDisk } from '../guard/engine.ts';
import { readKeyring, type KeyringState } from '../vault/keyring-file.ts';
import { checkOpenJournal, checkStoredJournal, type JournalLook, type OpenJournal } from './journal-check.ts';

const MiB = 1024 * 1024;
/** Less than this and a save may fail; less than that and a few weeks of photographs fill it. */
const FULL_MIB = 200;
const LITTLE_MIB = 2048;

/** What runs here. */
export interface RunningVersions {
  readonly app: string;
  readonly electron: string;
  readonly chrome: string;
  readonly node: string;
}

/** What a look at this computer needs. */
export interface DiagnosisDeps {
  /** the profile folder */
  readonly userData: string;
  readonly clock: Clock;
  readonly versions: RunningVersions;
  /** whether this Electron prints by itself */
  readonly printsDocuments: boolean;
  /** the journal of the office that is open; undefined while none is */
  readonly openJournal: () => OpenJournal | undefined;
  /** how many printers the system knows */
  readonly countPrinters: () => Promise<number>;
  /** lays out a page with what was found so far, which tries the fonts, and reads it back */
  readonly drawPage: (checks: readonly Check[]) => Promise<Result<unknown>>;
}

/** Looks at everything once. Reads only, but for a file that is made and removed to see whether files can be made. */
export async function runChecks(deps: DiagnosisDeps): Promise<readonly Check[]> {
  const { userData, clock, versions } = deps;
  const keyring = await readKeyring(path.join(userData, 'vault'));
  const journal = await journalOf(deps, keyring);
  const checks = [
    check('runtime', deps.printsDocuments ? 'current' : 'prints-not', { ...versions }),
    checkDatabaseEngine(userData, versions, keyring.kind !== 'none'),
    await checkWriting(userData),
    await checkDisk(userData),
    checkKeys(keyring),
    journal.check,
    checkClock(clock, journal.latest),
  ];
  const drawn = await deps.drawPage(checks);
  return [...checks, check('fonts', drawn.ok ? 'drawn' : 'failed'), await checkPrinters(deps.countPrinters)];
}

function journalOf({ userData, openJournal }: DiagnosisDeps, keyring: KeyringState): Promise<JournalLook> {
  const folder = path.join(userData, 'journal');
  const open = openJournal();
  return open === undefined ? checkStoredJournal(folder, keyring.kind !== 'none') : checkOpenJournal(folder, open);
}

/** Which engine it is; what is in the database only the open office can tell. */
function checkDatabaseEngine(userData: string, { electron, chrome }: RunningVersions, hasOffice: boolean): Check {
  const engine = checkEngine({ userData, electron, chrome });
  if (!engine.ok) return check('engine', engine.fault.code === 'engine/older' ? 'older' : 'other');
  const isGone = hasOffice && engineOnDisk(userData) === undefined;
  return check('engine', isGone ? 'absent' : engine.value.engine);
}

async function checkWriting(userData: string): Promise<Check> {
  const writable = await checkWritable(userData);
  if (writable.ok) return check('writing', 'possible');
  return check('writing', writable.fault.code === 'file/disk-full' ? 'full' : 'denied');
}

async function checkDisk(userData: string): Promise<Check> {
  // before there is a profile, its disk is that of the folder it will lie in
  for (const folder of [userData, path.dirname(userData)]) {
    const bytes = await freeBytes(folder).catch(() => undefined);
    if (bytes === undefined) continue;
    const freeMiB = Math.floor(bytes / MiB);
    const outcome = freeMiB < FULL_MIB ? 'full' : freeMiB < LITTLE_MIB ? 'little' : 'enough';
    return check('disk', outcome, { freeMiB });
  }
  return check('disk', 'unknown');
}

function checkKeys(keyring: KeyringState): Check {
  switch (keyring.kind) {
    case 'found':
      return check('keys', keyring.fromSecond ? 'second' : 'readable');
    case 'none':
    case 'old':
    case 'damaged':
    case 'newer':
      return check('keys', keyring.kind);
  }
}

function checkClock(clock: Clock, latest: Instant | undefined): Check {
  if (latest === undefined) return check('clock', 'unknown');
  const minutes = Math.floor((Date.parse(latest) - clock.now()) / 60_000);
  // file systems round times up by up to two seconds
  return minutes >= 1 ? check('clock', 'behind', { minutes }) : check('clock', 'right');
}

async function checkPrinters(count: () => Promise<number>): Promise<Check> {
  try {
    const printers = await count();
    return check('printers', printers > 0 ? 'some' : 'none', { printers });
  } catch {
    return check('printers', 'unknown');
  }
}
