import { lstat, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { utf8 } from '../shared/kernel/bytes.ts';
import type { Instant } from '../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../shared/kernel/result.ts';
import { flushFolder, PRIVATE, systemCode, writeAtomically } from './disk/atomic-write.ts';
import { namesIn } from './disk/look.ts';
import { EVIDENCE_FOLDER } from './evidence/evidence-files.ts';
import { DESTRUCTION_MARK } from './disk/left-half-way.ts';
import { PACKAGE_FOLDER } from './packages/package-thread.ts';
import { SNAPSHOT_FOLDER } from './snapshots/places.ts';
import { wipeFile, wipeFolder } from './vault/wipe.ts';

// Destroying an office is a promise that a power cut must not break. The mark is written first; as long as it lies there,
// every start destroys what is left before anything else is read. It goes last.

const Mark = v.strictObject({
  format: v.literal(1),
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** of the office that is to be destroyed, and of no other */
  vaultId: v.pipe(v.string(), v.uuid()),
});

/** What else the app itself keeps of an office, vault first. What was put aside holds keys, too. */
const OURS = ['vault', 'journal', SNAPSHOT_FOLDER, EVIDENCE_FOLDER, PACKAGE_FOLDER, 'logs'];
const PUT_ASIDE = /^(?:aside|restore)-/;
/** Chromium's locks: they say that this app is running, and nothing else. */
const LOCKS = /^(?:Singleton|lockfile$)/;
/** Files of Chromium that can be in use at every start, and hold nothing of an office. */
const MAY_STAY = /^(?:Preferences|Local State|Network|Crashpad|\w*Cache|DIPS|Trust ?Tokens|SharedStorage|Cookies)/;
/** Large and sealed with keys that are gone: deleting is enough. */
const NOT_OVERWRITTEN = /^(?:IndexedDB|evidencias|\w*Cache|Code Cache)$/;

/**
 * Promises that the office on this computer will be destroyed. From here on there is no way back.
 * @param userData the profile folder
 * @returns nothing; or the fault of the disk: then nothing was promised
 */
export function promiseDestruction(userData: string, vaultId: string, at: Instant): Promise<Result<undefined>> {
  const mark = { format: 1, at, vaultId } satisfies v.InferOutput<typeof Mark>;
  return writeAtomically(path.join(userData, DESTRUCTION_MARK), utf8(`${JSON.stringify(mark)}\n`), PRIVATE);
}

/**
 * Destroys at once what can be destroyed while the app runs: journal, snapshots, what was put aside, the log. The
 * keys go before, by `Vault.wipe`; the database, which the window holds, goes at the next start.
 * @returns whether all of that is gone; what is not goes at the next start
 */
export async function destroyFiles(userData: string): Promise<boolean> {
  const names = (await namesIn(userData)).filter((name) => OURS.includes(name) || PUT_ASIDE.test(name));
  const gone: boolean[] = [await dropEvidence(userData)];
  for (const name of names) gone.push((await wipeFolder(path.join(userData, name))).ok);
  return gone.every(Boolean);
}

/**
 * Keeps the promise, if there is one. To be called at every start by the only instance, before the vault, the journal or
 * Chromium's profile are touched.
 * @returns `finished` when an office was destroyed now, `none` when there was nothing to do; `file/cannot-write`
 *   (`reason`, `names`) when something is still there: the app must not go on then, and tries again at the next start
 */
export async function finishDecommission(userData: string): Promise<Result<'none' | 'finished'>> {
  const mark = await readMark(userData);
  if (mark === undefined) return ok('none');
  const file = path.join(userData, DESTRUCTION_MARK);
  // a profile that was put back by hand, with the mark of another office in it
  const isOther = ((await vaultIdHere(userData)) ?? mark.vaultId) !== mark.vaultId;
  const left = isOther ? [] : await destroyAll(userData);
  if (left.length > 0) return fail('file/cannot-write', { reason: 'EBUSY', names: left });
  const removed = await wipeFile(file);
  return removed.ok ? ok(isOther ? 'none' : 'finished') : removed;
}

/** @returns names of what should have gone and did not */
async function destroyAll(userData: string): Promise<readonly string[]> {
  const left: string[] = [];
  await dropEvidence(userData);
  for (const name of inOrder(await namesIn(userData))) {
    const gone = await destroyEntry(userData, name);
    if (!gone && !MAY_STAY.test(name)) left.push(name);
  }
  await flushFolder(userData);
  return left;
}

/**
 * Deletes sealed evidence, here and beside the copies, without writing over it: it may be hundreds of gigabytes, each
 * file has a key of its own, and those lie in the journal that is written over.
 * @returns whether it is gone
 */
async function dropEvidence(userData: string): Promise<boolean> {
  try {
    for (const place of [userData, path.join(userData, SNAPSHOT_FOLDER)]) {
      await rm(path.join(place, EVIDENCE_FOLDER), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
    return true;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return false;
  }
}

/** Everything but locks and the mark itself; what holds keys first. */
function inOrder(names: readonly string[]): readonly string[] {
  const going = names.filter((name) => name !== DESTRUCTION_MARK && !LOCKS.test(name));
  const place = (name: string): number =>
    name === 'vault' ? 0 : PUT_ASIDE.test(name) ? 1 : OURS.includes(name) ? 2 : 3;
  return going.sort((a, b) => place(a) - place(b));
}

async function destroyEntry(folder: string, name: string): Promise<boolean> {
  const target = path.join(folder, name);
  if (!NOT_OVERWRITTEN.test(name) && !MAY_STAY.test(name) && (await wipe(target, OURS.includes(name)))) return true;
  try {
    await rm(target, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    return true;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return false;
  }
}

/** @param isOurs then a link is followed: whoever moved a folder of ours to another disk wants that one destroyed */
async function wipe(target: string, isOurs: boolean): Promise<boolean> {
  const kind = await (isOurs ? stat(target) : lstat(target)).catch(() => undefined);
  if (kind?.isDirectory() === true) return (await wipeFolder(target)).ok;
  return kind?.isFile() === true && (await wipeFile(target)).ok;
}

async function readMark(userData: string): Promise<v.InferOutput<typeof Mark> | undefined> {
  const text = await readFile(path.join(userData, DESTRUCTION_MARK), 'utf8').catch(() => '');
  const mark = v.safeParse(Mark, parsed(text));
  return mark.success ? mark.output : undefined;
}

/** The vault that lies here; undefined when there is none or it cannot be read. */
async function vaultIdHere(userData: string): Promise<string | undefined> {
  const text = await readFile(path.join(userData, 'vault', 'keyring.json'), 'utf8').catch(() => '');
  const known = v.safeParse(v.object({ vaultId: v.string() }), parsed(text));
  return known.success ? known.output.vaultId : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
