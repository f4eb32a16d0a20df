import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { randomBytes, toHex } from '../../shared/kernel/bytes.ts';
import { instantFrom, type Clock, type Instant } from '../../shared/kernel/clock.ts';
import { fault, type Fault } from '../../shared/kernel/fault.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { makeTurns } from '../../shared/kernel/turns.ts';
import type { Act } from '../../shared/access/acts.ts';
import { patiently, writeFault } from '../disk/atomic-write.ts';
import type { Log } from '../disk/log.ts';
import { evidenceFolder, listEvidence } from '../evidence/evidence-files.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { FindFrame } from '../journal/mend.ts';
import { openCatalogue, type CatalogueStore, type Entry, type EvidenceFound } from './catalogue.ts';
import { isAt, takeCensus } from './census.ts';
import { evidenceCopies } from './evidence-places.ts';
import { frameFinder } from './find-frame.ts';
import { idOf, listSnapshots, sweepTemporary, type KnownSnapshot, type Place } from './list-snapshots.ts';
import type { Manifest } from './manifest.ts';
import { findOffice, type OfficeFacts } from './office-here.ts';
import { findSecondPlace, snapshotFolder } from './places.ts';
import { planRotation } from './rotation.ts';
import type { SnapshotWork } from './snapshot-jobs.ts';
import { readLayout, withSnapshot } from './snapshot-layout.ts';
import { parseSnapshotName } from './snapshot-name.ts';
import { holdsAll, sourceFiles, type SourceFile } from './source-files.ts';
import type { Taken } from './take-snapshot.ts';

const CATALOGUE = 'copias.json';
const NO_COUNTS = { cases: 0, documents: 0, files: 0 };

/** What snapshots are made from and with. */
export interface SnapshotsSetup {
  /** the profile folder */
  readonly userData: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly appVersion: string;
  /** of the database, as its frames are made now */
  readonly layout: number;
  readonly work: SnapshotWork;
  readonly ledger: Pick<Ledger, 'roll' | 'position' | 'read' | 'compact'>;
  /** writes an act down while somebody is signed in */
  readonly record: (act: Act) => Promise<Result<unknown>>;
}

/**
 * The snapshots of the office on this computer: making, keeping, checking, finding. One thing at a time; nothing here
 * needs a key, so it works while the office is locked.
 */
export class Snapshots {
  readonly #setup: SnapshotsSetup;
  readonly #catalogue: CatalogueStore;
  readonly #inTurn = makeTurns();
  readonly #findFrame = frameFinder(
    // not in turn: a snapshot that is being made may be waiting for the very journal that is being repaired
    async () => (await this.#list()).filter(({ state }) => state !== 'damaged').map(({ file }) => file),
  );

  private constructor(setup: SnapshotsSetup, catalogue: CatalogueStore) {
    this.#setup = setup;
    this.#catalogue = catalogue;
  }

  /** Opens the folder of snapshots and removes what a kill left there. */
  static async open(setup: SnapshotsSetup): Promise<Snapshots> {
    const folder = snapshotFolder(setup.userData);
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined);
    await sweepTemporary(folder, 'here', setup.clock.now());
    return new Snapshots(setup, await openCatalogue(path.join(folder, CATALOGUE)));
  }

  /** Why the last snapshot was not made; undefined when it was. */
  get failure(): Fault | undefined {
    return this.#catalogue.get().failure;
  }

  /** When the whole journal was last read through for a snapshot. */
  get journalCheckedAt(): Instant | undefined {
    return this.#catalogue.get().journalCheckedAt;
  }

  /** True when the office has written something that no snapshot made here holds; only while it is open. */
  async hasNews(): Promise<boolean> {
    const seq = this.#setup.ledger.position()?.seq ?? 0;
    const { covered } = this.#catalogue.get();
    return seq > 0 && (covered?.seq !== seq || covered.vaultId !== (await this.#office())?.vaultId);
  }

  /** True when another version of the app was the last to work with this office: it may store things anew. */
  async isUpgrade(): Promise<boolean> {
    return this.#catalogue.get().appVersion !== this.#setup.appVersion && (await this.#office()) !== undefined;
  }

  /** Remembers that this version of the app has made its snapshot and may go on. */
  async noteVersion(): Promise<void> {
    const { appVersion } = this.#setup;
    await this.#catalogue.change((before) => ({ ...before, appVersion }));
  }

  /**
   * Counts what the journal holds by now; nothing while nobody is signed in. Most snapshots are made when the keys are
   * gone, and tell what was counted last. Waits for no snapshot that is being made.
   */
  async count(): Promise<void> {
    const office = await this.#office();
    if (office !== undefined) await this.#count(office.vaultId);
  }

  /**
   * Makes a snapshot, brings it to the second place when that is there, and lets old ones go. Nothing new, no file.
   * @returns whether there was anything new; `vault/missing` without an office, and the faults of `takeSnapshot`. What
   *   goes wrong at the second place is told by `failure` only
   */
  take(): Promise<Result<{ readonly made: boolean }>> {
    return this.#inTurn(async () => {
      const office = await this.#office();
      if (office === undefined) return fail('vault/missing');
      const made = await this.#make(office);
      const beside = made.ok ? await this.#bringEvidence(snapshotFolder(this.#setup.userData), true) : undefined;
      const second = made.ok ? await this.#bringToSecond(office.vaultId) : undefined;
      const failure = made.ok ? (beside ?? second) : made.fault;
      await this.#catalogue.change((before) => ({ ...before, failure }));
      return made;
    });
  }

  /** Lists the snapshots of this office, or of all offices while there is none here; newest first, by place. */
  list(): Promise<KnownSnapshot[]> {
    return this.#inTurn(() => this.#list());
  }

  /**
   * Reads snapshots from their first to their last byte and remembers how they are.
   * @param onlyUnchecked leaves out what was found whole before
   */
  async check({ onlyUnchecked = false }: { readonly onlyUnchecked?: boolean } = {}): Promise<KnownSnapshot[]> {
    for (const { id, file, state } of await this.list()) {
      if (onlyUnchecked && state !== 'unchecked') continue;
      // a turn for each, so that a snapshot at closing does not wait for all
      await this.#inTurn(async () => {
        const verified = await this.#setup.work.verify(file);
        if (verified.ok) await this.#note(id, { state: 'whole', checkedAt: this.#now() });
        else if (/^snapshot\/(?:damaged|not-a-snapshot)$/.test(verified.fault.code)) {
          await this.#note(id, { state: 'damaged', checkedAt: this.#now() });
        }
      });
    }
    if (!onlyUnchecked) await this.#inTurn(() => this.#checkEvidence());
    return this.list();
  }

  /** What was found when all evidence was last read; undefined when it never was, or there is none. */
  async evidence(): Promise<EvidenceFound | undefined> {
    const { evidence } = this.#catalogue.get();
    return evidence?.vaultId === (await this.#office())?.vaultId ? evidence : undefined;
  }

  /** Absolute path of a listed snapshot; undefined when it is not there any more. */
  async find(id: string): Promise<string | undefined> {
    return (await this.list()).find((one) => one.id === id)?.file;
  }

  /** Number of the newest frame that a whole snapshot on this computer holds: the journal may be compacted up to it. */
  async heldUpTo(): Promise<number> {
    const [newest] = await this.#sound();
    return newest?.seq ?? 0;
  }

  /**
   * Lets the journal leave out what newer rows replaced, as far as a whole snapshot on this computer holds it. No
   * snapshot is made meanwhile, as its files would be replaced under it; locking stops it.
   * @returns false when nobody is signed in
   */
  compactJournal(): Promise<boolean> {
    return this.#inTurn(async () => {
      const { ledger, log } = this.#setup;
      const compacted = await ledger.compact(await this.heldUpTo());
      if (!compacted.ok && compacted.fault.code !== 'vault/locked') {
        log.write({ call: 'compact', fault: compacted.fault.code });
      }
      return compacted.ok || compacted.fault.code !== 'vault/locked';
    });
  }

  /** Looks for a frame in the snapshots, newest first; for the repair of the journal. */
  readonly findFrame: FindFrame = async (seq) => {
    const found = await this.#findFrame(seq);
    return found && { raw: found.raw, madeAt: parseSnapshotName(path.basename(found.file))?.madeAt };
  };

  /** Forgets what was known of the second place: another one has other snapshots. */
  async forgetSecond(): Promise<void> {
    await this.#inTurn(() =>
      this.#catalogue.change((before) => ({
        ...before,
        entries: Object.fromEntries(Object.entries(before.entries).filter(([id]) => !id.startsWith('second/'))),
      })),
    );
  }

  /** Waits for what is running and lets nothing else begin until `work` has settled. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return this.#inTurn(work);
  }

  async #make(office: OfficeFacts): Promise<Result<{ readonly made: boolean }>> {
    const { userData, ledger, work, record } = this.#setup;
    const folder = snapshotFolder(userData);
    let files: readonly SourceFile[];
    let known: string | undefined;
    let evidence: Manifest['evidence'];
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      files = await sourceFiles(path.join(userData, 'vault'), await ledger.roll());
      // after the journal was closed: every piece that it knows is among these
      const sealed = await listEvidence(evidenceFolder(userData));
      if (sealed.length > 0) evidence = sealed;
      known = (await this.#sound())[0]?.file;
      const before = known === undefined ? undefined : await manifestOf(known);
      if (before !== undefined && (await holdsAll(before, files, evidence))) return ok({ made: false });
    } catch (error) {
      return writeFault(error);
    }
    const facts = { ...(await this.#facts(office)), ...(evidence === undefined ? {} : { evidence }) };
    const taken = await work.take({ folder, files, facts, known, random: toHex(randomBytes(6)) });
    if (!taken.ok) return taken;
    await this.#noteTaken(taken.value);
    await record({ action: 'snapshot-made', detail: taken.value.name });
    await this.#noteCovered(office.vaultId, taken.value);
    await this.#rotate('here', office.vaultId);
    return ok({ made: true });
  }

  async #facts({ vaultId, name, code }: OfficeFacts) {
    const { appVersion, layout } = this.#setup;
    await this.#count(vaultId);
    const { census } = this.#catalogue.get();
    const counts = census?.vaultId === vaultId ? census.counts : NO_COUNTS;
    return { vaultId, office: { name, code }, madeAt: this.#now(), appVersion, layout, counts };
  }

  async #count(vaultId: string): Promise<void> {
    const { ledger } = this.#setup;
    const position = ledger.position();
    const { census: before } = this.#catalogue.get();
    if (position === undefined || isAt(before, vaultId, position)) return;
    const census = await takeCensus(ledger, vaultId, before);
    if (census !== undefined) await this.#catalogue.change((catalogue) => ({ ...catalogue, census }));
  }

  async #noteTaken({ name, size, manifest }: Taken): Promise<void> {
    const { vaultId, madeAt, seq, lost } = manifest;
    // making it has read it back as a whole, and the journal with it
    const entry: Entry = { size, vaultId, madeAt, seq, complete: lost.length === 0, state: 'whole', checkedAt: madeAt };
    await this.#catalogue.change((before) => ({
      ...before,
      journalCheckedAt: madeAt,
      newest: name,
      entries: { ...before.entries, [idOf('here', name)]: entry },
    }));
  }

  async #noteCovered(vaultId: string, { manifest }: Taken): Promise<void> {
    // the snapshot's own act asks for no further snapshot; what was written beside it meanwhile does
    const now = this.#setup.ledger.position()?.seq;
    const seq = now === manifest.seq + 1 ? now : manifest.seq;
    await this.#catalogue.change((before) => ({ ...before, covered: { vaultId, seq } }));
  }

  /** @returns what went wrong; nothing when there is no second place, or it is simply not there now */
  async #bringToSecond(vaultId: string): Promise<Fault | undefined> {
    const { userData, work, clock } = this.#setup;
    const second = await findSecondPlace(userData);
    if (!second?.present) return undefined;
    await sweepTemporary(second.folder, 'second', clock.now());
    const [newest] = await this.#sound();
    const there = await listSnapshots('second', second.folder, this.#catalogue);
    if (newest === undefined) return undefined;
    // the files come first, so that a copy has all that it names; where they do not fit, it comes all the same
    const brought = await this.#bringEvidence(second.folder, false);
    if (brought?.code === 'snapshot/place-missing') return undefined;
    if (there.some(({ name, state }) => name === newest.name && state !== 'damaged')) return brought;
    const copied = await work.copy({ file: newest.file, folder: second.folder, random: toHex(randomBytes(6)) });
    if (!copied.ok) return copied.fault.code === 'snapshot/place-missing' ? undefined : copied.fault;
    await listSnapshots('second', second.folder, this.#catalogue);
    await this.#note(idOf('second', newest.name), { state: 'whole', checkedAt: this.#now() });
    await this.#rotate('second', vaultId);
    return brought;
  }

  /**
   * Brings what a place of copies does not have yet of the sealed evidence; it never leaves there again.
   * @param links true on this computer, where a second name costs no room
   * @returns what went wrong
   */
  async #bringEvidence(place: string, links: boolean): Promise<Fault | undefined> {
    const { userData, work } = this.#setup;
    const files = await listEvidence(evidenceFolder(userData)).catch(() => []);
    if (files.length === 0) return undefined;
    const from = [userData, snapshotFolder(userData)].map(evidenceFolder);
    const brought = await work.bring({ files, from, to: evidenceFolder(place), links });
    if (!brought.ok) return brought.fault;
    const { missing, damaged } = brought.value;
    const names = [...missing, ...damaged];
    return names.length === 0 ? undefined : fault('evidence/damaged', { names });
  }

  /** Reads all evidence, here and beside the copies, and has each place make good what another one has whole. */
  async #checkEvidence(): Promise<void> {
    const { userData, work } = this.#setup;
    const office = await this.#office();
    if (office === undefined) return;
    const here = evidenceFolder(userData);
    const [beside = '', ...outside] = await evidenceCopies(userData);
    const newest = (await this.#sound())[0]?.file;
    const named = newest === undefined ? [] : ((await manifestOf(newest))?.evidence ?? []);
    const files = [...new Map([...named, ...(await listEvidence(here))].map((file) => [file.id, file])).values()];
    if (files.length === 0) return;
    const own = await work.checkEvidence({ files, folder: here, others: [beside, ...outside] });
    const copies = await work.checkEvidence({ files, folder: beside, others: [here, ...outside] });
    const away = outside.map((folder) => work.checkEvidence({ files, folder, others: [here, beside] }));
    const places = await Promise.all(away);
    const evidence: EvidenceFound = {
      vaultId: office.vaultId,
      checkedAt: this.#now(),
      files: files.length,
      missing: own.missing,
      damaged: own.damaged,
      missingOutside: [...copies.missing, ...places.flatMap((place) => [...place.missing, ...place.damaged])],
      mended: [...new Set([own, copies, ...places].flatMap(({ mended }) => mended))],
    };
    await this.#catalogue.change((before) => ({ ...before, evidence }));
  }

  async #rotate(place: Place, vaultId: string): Promise<void> {
    const ours = (await this.#list()).filter((one) => one.place === place && one.vaultId === vaultId);
    const rotated = ours.map((one) => ({ ...one, sound: one.complete && one.state !== 'damaged' }));
    const gone = new Set(planRotation(rotated));
    for (const { file } of ours.filter(({ name }) => gone.has(name))) {
      // one that is held by a scanner goes next time
      await patiently(() => rm(file, { force: true })).catch(() => undefined);
    }
  }

  async #list(): Promise<KnownSnapshot[]> {
    const { userData } = this.#setup;
    const second = await findSecondPlace(userData);
    const all = [
      ...(await listSnapshots('here', snapshotFolder(userData), this.#catalogue)),
      ...(second?.present ? await listSnapshots('second', second.folder, this.#catalogue) : []),
    ];
    const vaultId = (await this.#office())?.vaultId;
    return vaultId === undefined ? all : all.filter((one) => one.vaultId === vaultId || one.vaultId === '');
  }

  /**
   * Whole and complete snapshots of this office on this computer, newest first. What was made last comes before those
   * that a clock which was ahead has dated later: else for as long no other would be brought to the second place.
   */
  async #sound(): Promise<KnownSnapshot[]> {
    const vaultId = (await this.#office())?.vaultId;
    const sound = (await this.#list()).filter(
      (one) => one.place === 'here' && one.vaultId === vaultId && one.complete && one.state === 'whole',
    );
    const { newest } = this.#catalogue.get();
    return [...sound.filter(({ name }) => name === newest), ...sound.filter(({ name }) => name !== newest)];
  }

  async #note(id: string, change: Pick<Entry, 'state' | 'checkedAt'>): Promise<void> {
    await this.#catalogue.change((before) => {
      const entry = before.entries[id];
      return entry === undefined
        ? before
        : { ...before, entries: { ...before.entries, [id]: { ...entry, ...change } } };
    });
  }

  #office(): Promise<OfficeFacts | undefined> {
    return findOffice(path.join(this.#setup.userData, 'vault'));
  }

  #now(): Instant {
    return instantFrom(this.#setup.clock.now());
  }
}

async function manifestOf(file: string): Promise<Manifest | undefined> {
  const layout = await withSnapshot(file, (handle) => readLayout(handle, file));
  return layout.ok ? layout.value.manifest : undefined;
}
