import { copyFile, mkdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { utf8 } from '../../shared/kernel/bytes.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { flushFile, flushFolder, patiently, PRIVATE, systemCode, writeAtomically } from '../disk/atomic-write.ts';
import { namesIn } from '../disk/look.ts';
import { EVIDENCE_FOLDER, evidenceFolder } from '../evidence/evidence-files.ts';
import { forgetUnsettled } from '../evidence/unsettled.ts';
import { freeName } from '../journal/folder.ts';
import { RESTORE_READY as READY, RESTORE_UNPACKING as UNPACKING } from '../disk/left-half-way.ts';
import { evidenceCopies } from './evidence-places.ts';
import type { Manifest } from './manifest.ts';
import { findOffice } from './office-here.ts';
import type { SnapshotWork } from './snapshot-jobs.ts';
import { placeFault } from './take-snapshot.ts';

// Where a restoring stands is told by the name of a folder, which changes in one step and cannot be half-written:
//
//   restore-unpacking/       being filled; of no use after a kill, so it is removed at the next start
//   restore-ready-<time>/    whole: vault/, journal/ and restored.json, and evidencias/ when the office is another one;
//                            whatever of it is still there is put in place
//
// What lay there before goes to aside-<time>/ and stays.

const MARK = 'restored.json';
const REPLACED = ['vault', 'journal', EVIDENCE_FOLDER] as const;
/**
 * Files of the vault that stay with this computer: no copy has them, and those of the exchange name their office. A trust
 * list that went back with a copy would forget revocations.
 */
const OF_THIS_COMPUTER =
  /^(?:device(?:\.[0-9a-f]{8})?\.bin|attempts\.json|exchange-(?:trust|root)-[0-9a-f-]{36}\.sealed)$/;

const RestoredMark = v.strictObject({
  format: v.literal(1),
  /** when it was put back */
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** name of the snapshot's file, as it lay there */
  snapshot: v.string(),
  /** when the snapshot was made */
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
});

/** The snapshot that an office was put back from. */
export interface RestoredFrom {
  /** name of its file; empty when the mark cannot be read */
  readonly snapshot: string;
  /** when it was made; undefined when the mark cannot be read */
  readonly madeAt: Instant | undefined;
}

/** What is to be put back. */
export interface RestoreOrder {
  /** the profile folder */
  readonly userData: string;
  /** absolute path of the snapshot */
  readonly file: string;
  /** what the snapshot was seen to hold */
  readonly manifest: Manifest;
  readonly now: Instant;
  readonly work: Pick<SnapshotWork, 'unpack' | 'bring'>;
}

/**
 * Puts a snapshot in the place of the office on this computer. Today's vault and journal are put aside, never over one
 * another; whoever calls has closed them. A kill at any moment leaves the old office whole, or `resumeRestore` finishes.
 * @returns `done`; `at-next-start` when another program holds a folder: `resumeRestore` finishes; or the faults of
 *   `unpackSnapshot`, after which everything is as it was
 */
export async function restoreSnapshot({
  userData,
  file,
  manifest,
  now,
  work,
}: RestoreOrder): Promise<Result<'done' | 'at-next-start'>> {
  const unpacking = path.join(userData, UNPACKING);
  try {
    await rm(unpacking, { recursive: true, force: true });
    const unpacked = await work.unpack({ file, manifest, to: unpacking });
    if (!unpacked.ok) {
      await rm(unpacking, { recursive: true, force: true });
      return unpacked;
    }
    const evidence = await bringEvidence({ userData, file, manifest, work }, unpacking);
    if (!evidence.ok) {
      await rm(unpacking, { recursive: true, force: true });
      return evidence;
    }
    await keepOfThisComputer(path.join(userData, 'vault'), path.join(unpacking, 'vault'));
    const mark = { format: 1, at: now, snapshot: path.basename(file), madeAt: manifest.madeAt };
    const marked = await writeAtomically(path.join(unpacking, MARK), utf8(`${JSON.stringify(mark)}\n`), PRIVATE);
    if (!marked.ok) {
      await rm(unpacking, { recursive: true, force: true });
      return marked;
    }
    // what the office does not know once it is put back may be known to the one that is put aside
    await forgetUnsettled(evidenceFolder(userData));
    const stamp = await freeStamp(userData, now);
    await patiently(() => rename(unpacking, path.join(userData, `restore-ready-${stamp}`)));
    await flushFolder(userData);
    return ok(await tryToFinish(userData, stamp));
  } catch (error) {
    return placeFault(userData, error);
  }
}

/**
 * Brings the sealed evidence that a snapshot knows. Files never change, so those of the same office come to lie among
 * those that are here, and nothing goes; another office's get a folder of their own, and what was here is put aside with
 * its vault. What lies nowhere any more keeps nobody from the rest: the window names it, and a stick may still have it.
 */
async function bringEvidence(
  { userData, file, manifest, work }: Omit<RestoreOrder, 'now'>,
  unpacking: string,
): Promise<Result<unknown>> {
  const isSame = (await findOffice(path.join(userData, 'vault')))?.vaultId === manifest.vaultId;
  const here = evidenceFolder(userData);
  const to = isSame ? here : evidenceFolder(unpacking);
  const files = manifest.evidence ?? [];
  if (!isSame && (files.length > 0 || (await exists(here)))) await mkdir(to, { mode: 0o700 });
  if (files.length === 0) return ok(undefined);
  const from = [evidenceFolder(path.dirname(file)), ...(await evidenceCopies(userData)), here];
  return work.bring({ files, from, to });
}

/**
 * Finishes or takes back a restoring that was cut short. At every start, before anything else looks at the profile.
 * @param userData the profile folder, which need not exist
 * @returns whether an office was put back now
 * @throws what the file system throws when it refuses: starting between two offices would mix them
 */
export async function resumeRestore(userData: string): Promise<boolean> {
  const names = await namesIn(userData);
  if (names.includes(UNPACKING)) await rm(path.join(userData, UNPACKING), { recursive: true, force: true });
  const stamps = names.flatMap((name) => READY.exec(name)?.[1] ?? []).sort();
  for (const stamp of stamps) await finish(userData, stamp);
  return stamps.length > 0;
}

/** Whether the office here was put back from a snapshot and nobody has signed in since. */
export async function isRestored(userData: string): Promise<boolean> {
  return exists(path.join(userData, MARK));
}

/** The snapshot that the office here was put back from; undefined when it was not, or is in use since. */
export async function findRestored(userData: string): Promise<RestoredFrom | undefined> {
  const unreadable: RestoredFrom = { snapshot: '', madeAt: undefined };
  const text = await readFile(path.join(userData, MARK), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const mark = v.safeParse(RestoredMark, JSON.parse(text));
    return mark.success ? { snapshot: mark.output.snapshot, madeAt: mark.output.madeAt } : unreadable;
  } catch {
    return unreadable;
  }
}

/** Forgets that the office was put back: it has a new installation id now. */
export async function clearRestored(userData: string): Promise<void> {
  await patiently(() => rm(path.join(userData, MARK), { force: true }));
  await flushFolder(userData);
}

async function tryToFinish(userData: string, stamp: string): Promise<'done' | 'at-next-start'> {
  try {
    await finish(userData, stamp);
    return 'done';
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return 'at-next-start';
  }
}

/** Puts what is ready in place; each step may have been done before. */
async function finish(userData: string, stamp: string): Promise<void> {
  const ready = path.join(userData, `restore-ready-${stamp}`);
  const aside = path.join(userData, `aside-${stamp}`);
  for (const name of REPLACED) {
    if (!(await exists(path.join(ready, name)))) continue;
    if (await exists(path.join(userData, name))) {
      await mkdir(aside, { recursive: true, mode: 0o700 });
      const kept = await freeName((n) => path.join(aside, n === 0 ? name : `${name}-${n}`));
      await patiently(() => rename(path.join(userData, name), kept));
      await flushFolder(aside);
    }
    await patiently(() => rename(path.join(ready, name), path.join(userData, name)));
    await flushFolder(userData);
  }
  if (await exists(path.join(ready, MARK))) {
    await patiently(() => rename(path.join(ready, MARK), path.join(userData, MARK)));
    await flushFolder(userData);
  }
  await patiently(() => rmdir(ready));
  await flushFolder(userData);
}

async function keepOfThisComputer(from: string, to: string): Promise<void> {
  for (const name of (await namesIn(from)).filter((one) => OF_THIS_COMPUTER.test(one))) {
    await copyFile(path.join(from, name), path.join(to, name));
    await flushFile(path.join(to, name));
  }
  await flushFolder(to);
}

/** The time as a name, e.g. `20261124T150000`, that no folder bears yet. */
async function freeStamp(userData: string, now: Instant): Promise<string> {
  const stamp = now.slice(0, 19).replaceAll(/[-:]/g, '');
  const aside = await freeName((n) => path.join(userData, `aside-${stamp}${n === 0 ? '' : `-${n}`}`));
  return path.basename(aside).slice('aside-'.length);
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}
