import { fromUtf8 } from '../../shared/kernel/bytes.ts';
import { newId } from '../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { SnapshotPreview } from '../../shared/ipc/contract.ts';
import type { Frame } from '../../shared/journal/write.ts';
import path from 'node:path';
import { evidenceFolder, listEvidence } from '../evidence/evidence-files.ts';
import { openFrame, type Position } from '../journal/frame.ts';
import { readFileHeader } from '../journal/journal-file.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { JournalKey } from '../journal/walk.ts';
import { readAt } from '../disk/disk-reading.ts';
import { indexFrames, readIndexed } from './frame-index.ts';
import type { PlacedFrame } from './journal-walk.ts';
import type { Manifest } from './manifest.ts';
import { findOffice, officeOf } from './office-here.ts';
import type { SnapshotWork } from './snapshot-jobs.ts';
import { journalOf, withSnapshot, type SnapshotLayout } from './snapshot-layout.ts';

/** About as much as one message between the processes carries without being felt. */
const PORTION = 8 * 1024 * 1024;
const MAX_KEYRING_BYTES = 16 * 1024 * 1024;

/** A snapshot that was read through and may be looked into. */
export interface OpenedSnapshot {
  /** absolute path */
  readonly file: string;
  readonly layout: SnapshotLayout;
}

interface Opened extends OpenedSnapshot {
  /** of its journal; made when it is first asked for */
  frames: Promise<readonly PlacedFrame[]> | undefined;
}

export interface OpenedSetup {
  /** the profile folder */
  readonly userData: string;
  readonly work: SnapshotWork;
  readonly ledger: Pick<Ledger, 'roll'>;
}

/** Snapshots that the window looks at, by tokens that tell it nothing. */
export class OpenedSnapshots {
  readonly #setup: OpenedSetup;
  readonly #opened = new Map<string, Opened>();

  constructor(setup: OpenedSetup) {
    this.#setup = setup;
  }

  /**
   * Reads a snapshot through and tells what it holds and how it stands to the office here. Nothing is changed.
   * @param file absolute path
   * @returns the preview with a token; or the faults of `verifySnapshot`
   */
  async open(file: string): Promise<Result<SnapshotPreview>> {
    const layout = await this.#setup.work.verify(file);
    if (!layout.ok) return layout;
    const people = await peopleIn(file, layout.value);
    if (!people.ok) return people;
    const relation = await this.#relation(file, layout.value.manifest);
    if (!relation.ok) return relation;
    const token = newId();
    this.#opened.set(token, { file, layout: layout.value, frames: undefined });
    const { vaultId, office, madeAt, appVersion, seq, counts } = layout.value.manifest;
    const evidence = await this.#evidence(file, layout.value.manifest);
    const facts = { vaultId, officeName: office.name, officeCode: office.code, madeAt, appVersion, seq, counts };
    return ok({ token, ...facts, people: [...people.value], ...evidence, ...relation.value });
  }

  /** The snapshot of a token. @returns `snapshot/unknown` when it was closed */
  find(token: string): Result<OpenedSnapshot> {
    const opened = this.#opened.get(token);
    return opened === undefined ? fail('snapshot/unknown') : ok(opened);
  }

  /**
   * Reads about 8 MB of the frames behind a place.
   * @param key of the office that is open
   * @returns the frames and the end of the snapshot's journal; `snapshot/unknown` when it was closed or is another
   *   office's; `snapshot/damaged` when the key does not open a frame; `file/cannot-read`
   */
  async read(
    token: string,
    after: number,
    key: JournalKey,
  ): Promise<Result<{ readonly frames: readonly Frame[]; readonly end: Position }>> {
    const opened = this.#opened.get(token);
    if (opened?.layout.manifest.vaultId !== key.vaultId) return fail('snapshot/unknown');
    const { file, layout } = opened;
    return withSnapshot(file, async () => {
      opened.frames ??= indexFrames(journalOf(file, layout));
      const all = await opened.frames;
      const wanted = portionOf(all.filter(({ place }) => place.seq > after));
      const frames: Frame[] = [];
      for (const raw of await readIndexed(wanted)) {
        const payload = await openFrame(key.vaultId, key.journalKey, raw);
        if (!payload.ok) return fail('snapshot/damaged');
        const { seq, digest, from, kind } = raw;
        frames.push({ seq, digest, ...(kind === 'base' ? { from } : {}), writes: payload.value.writes });
      }
      if (frames.length < wanted.length) return fail('snapshot/damaged');
      return ok({ frames, end: all.at(-1)?.place ?? { seq: 0, digest: new Uint8Array(32) } });
    });
  }

  /** Forgets a snapshot. */
  close(token: string): void {
    this.#opened.delete(token);
  }

  /** Forgets all: the window that looked at them is gone. */
  closeAll(): void {
    this.#opened.clear();
  }

  /** What lies beside a snapshot, or here, of the evidence that it knows; whether the bytes are sound is asked later. */
  async #evidence(file: string, { evidence }: Manifest): Promise<Pick<SnapshotPreview, 'evidence'>> {
    if (evidence === undefined) return {};
    const folders = [evidenceFolder(path.dirname(file)), evidenceFolder(this.#setup.userData)];
    const found = (await Promise.all(folders.map((folder) => listEvidence(folder).catch(() => [])))).flat();
    const sizes = new Map(found.map((one) => [one.sha256, one.size]));
    const missing = evidence.filter(({ sha256, size }) => sizes.get(sha256) !== size).length;
    return { evidence: { files: evidence.length, missing } };
  }

  async #relation(
    file: string,
    manifest: Manifest,
  ): Promise<Result<Pick<SnapshotPreview, 'relation' | 'framesBetween'>>> {
    const journal = await this.#setup.ledger.roll('keep');
    const last = journal.at(-1);
    // a damaged keyring does not say whose office it is; the journal does
    const here =
      (await findOffice(path.join(this.#setup.userData, 'vault')))?.vaultId ??
      (last === undefined ? undefined : (await readFileHeader(last))?.vaultId);
    if (here === undefined) return ok({ relation: 'no-office-here', framesBetween: 0 });
    if (here !== manifest.vaultId) return ok({ relation: 'other-office', framesBetween: 0 });
    const related = await this.#setup.work.relate({ file, manifest, journal });
    return related.ok ? ok({ relation: related.value.kind, framesBetween: related.value.framesBetween }) : related;
  }
}

/** Names of those who may sign in, as the snapshot's keyring has them. */
function peopleIn(file: string, { parts }: SnapshotLayout): Promise<Result<readonly string[]>> {
  return withSnapshot(file, async (handle) => {
    const keyring = parts.find(({ name }) => name === 'keyring.json');
    if (keyring === undefined || keyring.size > MAX_KEYRING_BYTES) return fail('snapshot/damaged');
    const office = officeOf(fromUtf8(await readAt(handle, keyring.at, keyring.size)));
    return office === undefined ? fail('snapshot/damaged') : ok(office.people);
  });
}

function portionOf(frames: readonly PlacedFrame[]): readonly PlacedFrame[] {
  let bytes = 0;
  const count = frames.findIndex(({ at, end }) => {
    bytes += end - at;
    return bytes >= PORTION;
  });
  return count < 0 ? frames : frames.slice(0, count + 1);
}
