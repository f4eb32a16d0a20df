import { may } from '../../../shared/access/permissions.ts';
import type { Host } from '../../../shared/ipc/contract.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { isAcknowledgedBy, PARTLY } from '../../../shared/merge/ledger.ts';
import type { Database } from '../../db/database.ts';
import type { EvidencePort } from '../../db/evidence.ts';
import { ImportBatches } from '../../db/import-batches.ts';
import type { ImportPlan } from '../../db/prepare-import.ts';
import { listBundles, noteBundle, noteBundleEvent } from '../../db/ledger.ts';
import { takeSettings } from '../../db/shared-settings.ts';
import { readThrough, type CheckedBundle, type ReadSteps } from './check-bundle.ts';
import { isWhole, WantedFiles } from './wanted-files.ts';

/** What taking in needs from outside. */
export interface TakeInSteps extends ReadSteps {
  readonly host: ReadSteps['host'] & EvidencePort & Pick<Host, 'acceptTrust'>;
  /** cases that are written together; tests take fewer */
  readonly casesAtOnce?: number;
}

/** What became of a bundle that was taken in. */
export interface TakenIn {
  readonly cases: readonly ImportPlan[];
  /** how many settings of the central office were written */
  readonly settings: number;
  /** bundles of ours that arrived there, as it says */
  readonly confirmed: number;
  /** the list of the ministry that came along was not taken, and why */
  readonly trust: Fault | undefined;
}

/**
 * Takes in what a person agreed to: reads the bundle once more, and each case, paper and piece of evidence in a frame of its
 * own, cases many at a time, so that one that was cut off is begun again and nothing is taken twice. Faults:
 * `bundle/repeated-with-other-content` when it may not be taken in at all; `bundle/content` when a file that its index tells of
 * is not in it; `access/denied` for a revoked sender's and somebody who is no supervisor; `exchange/settings-not-as-shown` when
 * one of them here is not what the preview showed; those of reading and writing.
 * @param chosen ids of the cases and names of the settings; the others stay out with their papers and evidence
 */
export async function takeInBundle(
  steps: TakeInSteps,
  bundle: CheckedBundle,
  chosen: ReadonlySet<string>,
): Promise<Result<TakenIn>> {
  const { db, host } = steps;
  const allowed = mayTakeIn(db, bundle);
  if (!allowed.ok) return allowed;
  const whole = isWhole(bundle, chosen);
  if (!whole.ok) return whole;
  const received = await noteBundle(db, bundle.id, bundle.facts, { what: 'received' });
  if (!received.ok) return received;
  // first, and whatever becomes of the rest: it may revoke somebody
  const accepted = bundle.trust === undefined ? undefined : await host.acceptTrust(bundle.trust);
  const trust = accepted === undefined || accepted.ok ? undefined : accepted.fault;
  const intake = new Intake(steps, bundle, chosen);
  const read = await intake.settle(await readThrough(steps, bundle.opened, (event) => intake.take(event)));
  const cases = intake.cases.map(({ caseId }) => caseId);
  if (!read.ok) {
    // what is in here by it must be there to be taken back; a fault of writing that down would hide the first one
    if (cases.length > 0) await noteBundleEvent(db, bundle.id, { what: 'imported', cases, note: PARTLY });
    return read;
  }
  const { id, facts } = bundle;
  const from = { id, code: facts.code, office: facts.from };
  const agreed = (bundle.settings?.settings ?? []).filter(({ name }) => chosen.has(name));
  const settings = agreed.length === 0 ? ok(0) : await takeSettings(db, from, agreed);
  if (!settings.ok) return settings;
  const confirmed = await confirm(db, bundle);
  if (!confirmed.ok) return confirmed;
  const noted = await noteBundleEvent(db, bundle.id, { what: 'imported', cases });
  if (!noted.ok) return noted;
  return ok({ cases: intake.cases, settings: settings.value, confirmed: confirmed.value, trust });
}

/** Whether a bundle may be taken in, and by this person. */
export function mayTakeIn(
  db: Pick<Database, 'roles'>,
  { standing, sender, settings, facts }: CheckedBundle,
): Result<undefined> {
  if (standing.alarms.length > 0) return fail('bundle/repeated-with-other-content');
  if (settings !== undefined) {
    // nobody sets a whole office by a computer that is believed no more
    if (sender === 'revoked') return fail('bundle/not-central', { office: facts.from });
    return may(db.roles, 'settings.write') ? ok(undefined) : fail('access/denied', { permission: 'settings.write' });
  }
  const isSupervisor = db.roles.includes('supervisor') || db.roles.includes('chief');
  return sender === 'trusted' || isSupervisor
    ? ok(undefined)
    : fail('access/denied', { permission: 'exchange.receive' });
}

type BundleEventHere = Parameters<Parameters<typeof readThrough>[2]>[0];

/** Takes what comes out of a bundle to its place. */
class Intake {
  readonly #batches: ImportBatches;
  readonly #chosen: ReadonlySet<string>;
  readonly #files: WantedFiles;

  constructor(
    { db, host, casesAtOnce }: TakeInSteps,
    { id, facts, index }: CheckedBundle,
    chosen: ReadonlySet<string>,
  ) {
    const bundle = { id, code: facts.code };
    this.#batches = new ImportBatches(db, bundle, casesAtOnce);
    this.#chosen = chosen;
    const papers = index.papers.filter(({ caseId }) => chosen.has(caseId));
    this.#files = new WantedFiles({ db, port: host, bundle }, papers);
  }

  /** what was taken in so far */
  get cases(): readonly ImportPlan[] {
    return this.#batches.taken;
  }

  /** Takes in what still waits of a bundle that was read to its end; of any other, waits for what is being taken in. */
  async settle<T>(read: Result<T>): Promise<Result<T>> {
    if (!read.ok) {
      await this.#batches.stop();
      return read;
    }
    const last = await this.#batches.end();
    return last.ok ? read : last;
  }

  async take(event: BundleEventHere): Promise<Result<unknown>> {
    if (event.kind === 'case') {
      if (!this.#chosen.has(event.id)) return ok(undefined);
      this.#files.want(event.id, event.changes);
      return await this.#batches.add(event);
    }
    // the index follows the last case, and files their cases
    const all = await this.#batches.end();
    if (!all.ok) return all;
    switch (event.kind) {
      case 'file-begin':
        return this.#files.begin(event.file);
      case 'file-bytes':
        this.#files.bytes(event.bytes);
        return ok(undefined);
      case 'file-end':
        return await this.#files.end(event.file);
      case 'envelope':
      case 'index':
      case 'settings':
      case 'trust':
      case 'acknowledgement':
        return ok(undefined);
    }
  }
}

/** Marks the bundles of ours of which the other office says that they arrived; what it says was checked. */
async function confirm(db: Database, { acknowledgements }: CheckedBundle): Promise<Result<number>> {
  const entries = await listBundles(db);
  if (!entries.ok) return entries;
  let confirmed = 0;
  for (const { de, recibidos } of acknowledgements) {
    for (const { id } of recibidos) {
      const own = entries.value.find((entry) => entry.direction === 'out' && entry.id === id);
      if (own === undefined || isAcknowledgedBy(own, de)) continue;
      const noted = await noteBundleEvent(db, id, { what: 'acknowledged', note: de });
      if (!noted.ok) return noted;
      confirmed += 1;
    }
  }
  return ok(confirmed);
}
