import { parse } from 'valibot';
import type { Act } from '../../shared/access/acts.ts';
import { mayCommit, registerActs, type Committer } from '../../shared/access/may-commit.ts';
import {
  calls,
  type ActInput,
  type CallInput,
  type Committed,
  type JournalState,
  type WriteInput,
} from '../../shared/ipc/contract.ts';
import { sealAuditEntry, type AuditKeys } from '../../shared/journal/audit-entry.ts';
import { decodeWrites, encodeWrites, noAudit, type AuditEnd } from '../../shared/journal/payload.ts';
import { staysInRegister } from '../../shared/journal/register-save.ts';
import type { AuditRow, Frame, Write } from '../../shared/journal/write.ts';
import { sha256, type Bytes } from '../../shared/kernel/bytes.ts';
import { instantFrom, type Clock, type Instant } from '../../shared/kernel/clock.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { makeTurns } from '../../shared/kernel/turns.ts';
import type { JournalPort } from '../../renderer/db/database.ts';

/** Who is signed in, as the main process knows it. */
export interface Writer extends Committer {
  readonly vaultId: string;
  readonly personId: string;
  readonly keys: AuditKeys;
}

const NOTHING: Bytes = new Uint8Array(32);
/** Frames that one reading gives, so that several are needed. */
const PORTION = 3;

/**
 * The journal of the main process without a disk: the same door (schemas, rights, acts in the same frame), and ways to
 * let things go wrong. Frames are kept encoded: nobody can change them from outside.
 */
export class MemoryJournal implements JournalPort {
  /** who writes; set when somebody signs in */
  writer: Writer | undefined;
  /** what the next calls answer instead of doing anything */
  readonly refuse: Partial<Record<keyof JournalPort, Fault>> = {};
  state: JournalState['state'] = 'whole';
  restored = false;
  restoredFrom: Instant | undefined = undefined;
  repairedFrom: Instant | undefined = undefined;
  /** numbers of frames that cannot be read any more */
  readonly gone = new Set<number>();
  /** how often writing was asked for, refused or not */
  commits = 0;
  readonly #clock: Clock;
  #frames: { readonly seq: number; readonly from?: number; readonly digest: Bytes; readonly payload: Bytes }[] = [];
  #audit: AuditEnd = noAudit;
  #seed: Write[] | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Number of the last frame. */
  get seq(): number {
    return this.#frames.at(-1)?.seq ?? 0;
  }

  /** The acts that were written down, as rows. */
  get audits(): readonly AuditRow[] {
    return this.#all().flatMap(({ writes }) => writes.flatMap((write) => (write.t === 'audit' ? [write.row] : [])));
  }

  /** All that was written, in order. */
  get writes(): readonly Write[] {
    return this.#all().flatMap(({ writes }) => writes);
  }

  /** What the session says of the journal. */
  stateNow(): JournalState {
    const lost = [...this.gone].sort((a, b) => a - b).map((seq): [number, number] => [seq, seq]);
    const state = lost.length > 0 ? 'damaged' : this.state;
    const { restored, restoredFrom, repairedFrom } = this;
    return { ...this.#end(), state, lost, restored, restoredFrom, repairedFrom };
  }

  /** Forgets the last frames, as a copy from before them would. */
  cutTo(seq: number): void {
    this.#frames = this.#frames.filter((frame) => frame.seq <= seq);
  }

  /** Loses everything: the folder is gone. */
  vanish(): void {
    this.#frames = [];
    this.#audit = noAudit;
    this.state = 'missing';
  }

  readonly commit: JournalPort['commit'] = async (input) => {
    this.commits += 1;
    const refused = this.#refusal('commit');
    if (refused) return refused;
    const { writes, act } = parse(calls.commit.input, input);
    const allowed = await this.#may(writes, act);
    return allowed.ok ? await this.#append(writes, act) : allowed;
  };

  readonly commitTogether: JournalPort['commitTogether'] = async (input) => {
    this.commits += 1;
    const refused = this.#refusal('commitTogether');
    if (refused) return refused;
    const { commits } = parse(calls.commitTogether.input, input);
    for (const { writes, act } of commits) {
      const allowed = await this.#may(writes, act);
      if (!allowed.ok) return allowed;
    }
    return await this.#turns(async () => {
      const frames: Committed[] = [];
      for (const { writes, act } of commits) frames.push(await this.#appendNow(writes, act));
      return ok({ frames });
    });
  };

  async #may(writes: readonly WriteInput[], act: ActInput | undefined): Promise<Result<undefined>> {
    const { writer } = this;
    if (writer === undefined) throw new Error('nobody is signed in');
    const allowed = mayCommit(writer, writes, act);
    if (!allowed.ok || act === undefined || !registerActs.has(act.action)) return allowed;
    return await staysInRegister(writer.keys.office, writer.vaultId, writes, act.action);
  }

  readonly readJournal: JournalPort['readJournal'] = async ({ after }) => {
    await Promise.resolve();
    const refused = this.#refusal('readJournal');
    if (refused) return refused;
    const frames = this.#all().filter(({ seq }) => seq > after && !this.gone.has(seq));
    const answer = parse(calls.readJournal.output, ok({ frames: frames.slice(0, PORTION), end: this.#end() }));
    return answer as Result<Extract<typeof answer, { ok: true }>['value']>;
  };

  readonly seedJournal: JournalPort['seedJournal'] = async (input: CallInput<'seedJournal'>) => {
    const refused = this.#refusal('seedJournal');
    if (refused) return refused;
    const { step, seq, writes } = parse(calls.seedJournal.input, input);
    if (step === 'begin') this.#seed = [];
    if (this.#seed === undefined) throw new Error('not begun');
    this.#seed.push(...writes);
    if (step === 'end') {
      const audits = this.#seed.flatMap((write) => (write.t === 'audit' ? [write.row] : []));
      const last = audits.at(-1);
      this.#audit = last === undefined ? noAudit : { n: last.n, h: last.h };
      this.#frames = [];
      this.gone.clear();
      this.state = 'whole';
      await this.#push(Math.max(seq, 1), this.#seed, 1);
      this.#seed = undefined;
    }
    return ok(this.#end());
  };

  /** Something that the main process does and writes down by itself. */
  async record(act: Act): Promise<void> {
    await this.#append([], act);
  }

  #refusal(call: keyof JournalPort): Result<never> | undefined {
    const fault = this.refuse[call];
    return fault === undefined ? undefined : { ok: false, fault };
  }

  readonly #turns = makeTurns();

  #append(writes: readonly Write[], act: ActInput | undefined) {
    return this.#turns(async () => ok(await this.#appendNow(writes, act)));
  }

  async #appendNow(writes: readonly Write[], act: ActInput | undefined): Promise<Committed> {
    const { writer } = this;
    if (writer === undefined) throw new Error('nobody is signed in');
    const at = instantFrom(this.#clock.now());
    const audit =
      act === undefined
        ? undefined
        : await sealAuditEntry(writer.keys, writer.vaultId, this.#audit, { ...act, at, person: writer.personId });
    if (audit !== undefined) this.#audit = { n: audit.n, h: audit.h };
    const rows: readonly Write[] = audit === undefined ? writes : [...writes, { t: 'audit', k: 'put', row: audit }];
    return { ...(await this.#push(this.seq + 1, rows)), audit };
  }

  async #push(seq: number, writes: readonly Write[], from?: number): Promise<{ seq: number; digest: Bytes }> {
    const payload = encodeWrites({ at: instantFrom(this.#clock.now()), audit: this.#audit, writes });
    const digest = await sha256(this.#end().digest, payload);
    this.#frames.push({ seq, ...(from === undefined ? {} : { from }), digest, payload });
    return { seq, digest };
  }

  #end(): { seq: number; digest: Bytes } {
    const last = this.#frames.at(-1);
    return { seq: last?.seq ?? 0, digest: last?.digest ?? NOTHING };
  }

  #all(): readonly Frame[] {
    return this.#frames.map(({ payload, ...place }) => {
      const decoded = decodeWrites(payload);
      if (!decoded.ok) throw new Error('a payload that does not decode');
      return { ...place, writes: decoded.value.writes };
    });
  }
}
