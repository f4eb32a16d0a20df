import fc from 'fast-check';
import { appendChanges } from '../../../shared/record/append.ts';
import type { Change } from '../../../shared/record/change.ts';
import { fold, type FoldedCase } from '../../../shared/record/fold.ts';
import { verifyChange } from '../../../shared/record/verify-change.ts';
import { planMerge, uniteChanges, type MergePlan } from '../../../shared/merge/plan-merge.ts';
import type { SeriesSeal } from '../../../shared/bundle/seal.ts';
import type { Tip } from '../../../shared/bundle/envelope.ts';
import { unsealedTips, uniteSeals } from '../../../shared/merge/series.ts';

// Several offices that know nothing of each other but what reaches them: the smallest model in which the rules of exchange can
// be broken. What is broken on purpose comes in as `rules`.

/** The parts of exchange that a test may put something wrong in the place of. */
export interface Rules {
  readonly merge: (input: Parameters<typeof planMerge>[0]) => MergePlan;
  readonly foldAll: (changes: readonly Change[]) => FoldedCase;
  /** which ends of series are sealed before a case leaves */
  readonly toSeal: (changes: readonly Change[], seals: readonly SeriesSeal[]) => readonly Tip[];
  readonly keepSeals: (seals: readonly SeriesSeal[]) => readonly SeriesSeal[];
  /** whether a computer that was put back from a copy, or met its own series, takes a new identity */
  readonly renews: boolean;
  /** whether an office vouches for the series of its computers that are gone */
  readonly vouches: boolean;
  readonly verify: (change: Change) => boolean;
}

/** Altered ones are other objects: each has to be looked at once only. */
const verified = new WeakSet<Change>();

function verifyOnce(change: Change): boolean {
  if (verified.has(change)) return true;
  const isGood = verifyChange(change);
  if (isGood) verified.add(change);
  return isGood;
}

export const rules: Rules = {
  merge: planMerge,
  foldAll: fold,
  toSeal: unsealedTips,
  keepSeals: uniteSeals,
  renews: true,
  vouches: true,
  verify: verifyOnce,
};

const uuid = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
export const cases: readonly string[] = [uuid(0xa1), uuid(0xa2)];
const ENTITY = 'inspection/1';
const FIELDS = ['employerName', 'age', 'story'] as const;
const START = 1_700_000_000_000;
/** In the place of a signature: who sealed; forging it is the business of other tests. */
const CERT = 'A'.repeat(43);

/** What one office has. */
export interface Office {
  readonly index: number;
  readonly r: string;
  /** installations that it was before */
  readonly former: readonly string[];
  readonly logs: ReadonlyMap<string, { readonly changes: readonly Change[]; readonly seals: readonly SeriesSeal[] }>;
  readonly clock: number;
}

/** A bundle: changes and seals of some cases. */
export interface Bundle {
  readonly cases: ReadonlyMap<string, { readonly changes: readonly Change[]; readonly seals: readonly SeriesSeal[] }>;
}

export type Command =
  | {
      readonly kind: 'edit';
      readonly office: number;
      readonly at: number;
      readonly field: number;
      readonly value: string;
    }
  | { readonly kind: 'remove'; readonly office: number; readonly at: number; readonly field: number }
  | { readonly kind: 'send'; readonly office: number; readonly mask: number }
  /** `cut`: so many changes from the beginning are missing; `late`: from the end, with the seals */
  | {
      readonly kind: 'deliver';
      readonly bundle: number;
      readonly to: number;
      readonly cut: number;
      readonly twice: boolean;
    }
  | { readonly kind: 'alter'; readonly bundle: number; readonly to: number; readonly which: number }
  | { readonly kind: 'resolve'; readonly office: number }
  | { readonly kind: 'copy'; readonly office: number }
  | { readonly kind: 'restore'; readonly office: number; readonly same: boolean }
  | { readonly kind: 'clock'; readonly office: number; readonly ms: number };

/** Commands to so many offices. */
export function commands(offices: number): fc.Arbitrary<Command> {
  const office = fc.nat(offices - 1);
  const at = fc.nat(cases.length - 1);
  const field = fc.nat(FIELDS.length - 1);
  const bundle = fc.nat(40);
  const kind = <K extends string>(name: K) => fc.constant(name);
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: kind('edit'), office, at, field, value: fc.string({ maxLength: 4 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: kind('remove'), office, at, field }) },
    { weight: 3, arbitrary: fc.record({ kind: kind('send'), office, mask: fc.integer({ min: 1, max: 3 }) }) },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: kind('deliver'),
        bundle,
        to: office,
        cut: fc.oneof(fc.constant(0), fc.nat(20)),
        twice: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: kind('alter'), bundle, to: office, which: fc.nat(1000) }) },
    { weight: 1, arbitrary: fc.record({ kind: kind('resolve'), office }) },
    { weight: 2, arbitrary: fc.record({ kind: kind('copy'), office }) },
    { weight: 2, arbitrary: fc.record({ kind: kind('restore'), office, same: fc.boolean() }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: kind('clock'),
        office,
        ms: fc.integer({ min: -400 * 86_400_000, max: 400 * 86_400_000 }),
      }),
    },
  );
}

const nothing = { changes: [], seals: [] } as const;

/** A world of offices; every step gives what the laws are asked of. */
export class World {
  readonly rules: Rules;
  readonly offices: Office[];
  readonly bundles: Bundle[] = [];
  /** ids of everything that ever left an office */
  readonly exported = new Set<string>();
  readonly #copies = new Map<number, Office>();
  #made = 0;
  #ticks = 0;

  constructor(count: number, broken: Partial<Rules> = {}) {
    this.rules = { ...rules, ...broken };
    this.offices = Array.from({ length: count }, (_, index) => ({
      index,
      r: this.#newInstallation(),
      former: [],
      logs: new Map(),
      clock: START,
    }));
  }

  run(command: Command): void {
    switch (command.kind) {
      case 'edit':
        this.#append(command.office, command.at, command.field, command.value);
        return;
      case 'remove':
        this.#append(command.office, command.at, command.field, undefined);
        return;
      case 'send':
        this.bundles.push(
          this.send(
            command.office,
            cases.filter((_, i) => (command.mask >> i) & 1),
          ),
        );
        return;
      case 'deliver': {
        const bundle = this.bundles[command.bundle % Math.max(1, this.bundles.length)];
        if (bundle === undefined) return;
        this.deliver(command.to, cutBefore(bundle, command.cut), { isWhole: command.cut === 0, twice: command.twice });
        return;
      }
      case 'alter': {
        const bundle = this.bundles[command.bundle % Math.max(1, this.bundles.length)];
        if (bundle !== undefined) this.deliver(command.to, altered(bundle, command.which), { isWhole: true });
        return;
      }
      case 'resolve':
        this.#resolve(command.office);
        return;
      case 'copy':
        this.#copies.set(command.office, this.#office(command.office));
        return;
      case 'restore':
        this.#restore(command.office, command.same);
        return;
      case 'clock':
        this.#put({ ...this.#office(command.office), clock: START + command.ms });
    }
  }

  /** Everybody gives everything to everybody, until nobody learns anything. */
  gossip(order: (n: number) => number): void {
    const { length } = this.offices;
    for (let round = 0; round < 2; round += 1) {
      for (let from = 0; from < length; from += 1) this.bundles.push(this.send(from, cases));
      for (let n = 0; n < length * length; n += 1) {
        const bundle = this.bundles.at(-1 - order(length));
        if (bundle !== undefined) this.deliver(order(length), bundle, { isWhole: true });
      }
    }
    const all = this.offices.map((_, from) => this.send(from, cases));
    for (const bundle of [...this.bundles, ...all]) {
      for (let to = 0; to < length; to += 1) this.deliver(to, bundle, { isWhole: true });
    }
  }

  log(office: number, caseId: string): { readonly changes: readonly Change[]; readonly seals: readonly SeriesSeal[] } {
    return this.#office(office).logs.get(caseId) ?? nothing;
  }

  /** What an office shows and knows, as text that is equal when all of it is. */
  digest(office: number): string {
    return JSON.stringify(
      cases.map((id) => digestOf(this.rules.foldAll(this.log(office, id).changes), this.log(office, id).changes)),
    );
  }

  send(index: number, ids: readonly string[]): Bundle {
    const office = this.#office(index);
    const carried = new Map<string, { readonly changes: readonly Change[]; readonly seals: readonly SeriesSeal[] }>();
    for (const id of ids) {
      const { changes, seals } = this.log(index, id);
      if (changes.length === 0) continue;
      const mine = this.rules
        .toSeal(changes, seals)
        .filter(({ r }) => r === office.r || (this.rules.vouches && office.former.includes(r)));
      const made = mine.map((tip): SeriesSeal => ({
        ...tip,
        c: id,
        t: '2026-11-24T20:00:00.000Z#0000',
        cert: CERT,
        sig: office.r,
      }));
      const all = uniteSeals([...seals, ...made]);
      this.#put({ ...this.#office(index), logs: new Map(this.#office(index).logs).set(id, { changes, seals: all }) });
      for (const change of changes) this.exported.add(change.id);
      carried.set(id, { changes, seals: all });
    }
    return { cases: carried };
  }

  /** @returns whether it was taken in; a bundle with a change that is altered or that nobody vouches for is refused whole */
  deliver(
    to: number,
    bundle: Bundle,
    { isWhole, twice = false }: { readonly isWhole: boolean; readonly twice?: boolean },
  ): boolean {
    for (const [, { changes, seals }] of bundle.cases) {
      if (!changes.every((change) => this.rules.verify(change))) return false;
      if (isWhole && !isCovered(changes, seals)) return false;
    }
    for (const [id, { changes, seals }] of bundle.cases) {
      this.#takeIn(to, id, { changes, seals });
      if (!twice) continue;
      const before = this.digest(to);
      this.#takeIn(to, id, { changes, seals });
      if (this.digest(to) !== before) throw new Error('the same bundle again changed something');
    }
    return true;
  }

  #takeIn(
    to: number,
    id: string,
    came: { readonly changes: readonly Change[]; readonly seals: readonly SeriesSeal[] },
  ): void {
    const before = this.log(to, id);
    const plan = this.rules.merge({ existing: before.changes, incoming: came.changes });
    const office = this.#office(to);
    // another computer wrote in this one's series, or this one did before it was put back
    if (this.rules.renews && plan.fresh.some(({ op }) => op.r === office.r)) this.#renew(to);
    const seals = this.rules.keepSeals([...before.seals, ...came.seals]);
    const logs = new Map(this.#office(to).logs).set(id, { changes: plan.merged, seals });
    this.#put({ ...this.#office(to), logs });
  }

  #append(index: number, at: number, field: number, value: string | undefined): void {
    const office = this.#office(index);
    const caseId = cases[at] ?? '';
    const { changes, seals } = this.log(index, caseId);
    const kind = value === undefined ? 'del' : 'set';
    const intent = { entity: ENTITY, field: FIELDS[field] ?? '', kind, value: value ?? null } as const;
    this.#ticks += 7;
    const now = office.clock + this.#ticks;
    const fresh = appendChanges([intent], {
      caseId,
      installationId: office.r,
      author: `u${index}`,
      existing: changes,
      folded: this.rules.foldAll(changes),
      clock: { now: () => now },
    });
    this.#put({ ...office, logs: new Map(office.logs).set(caseId, { changes: [...changes, ...fresh], seals }) });
  }

  #resolve(index: number): void {
    for (const [at, id] of cases.entries()) {
      const [conflict] = this.rules.foldAll(this.log(index, id).changes).conflicts;
      const head = conflict?.heads.at(-1);
      if (conflict === undefined || head === undefined) continue;
      const value = head.op.k === 'del' ? undefined : JSON.stringify(head.x?.val);
      this.#append(
        index,
        at,
        FIELDS.findIndex((field) => field === conflict.field),
        value,
      );
      const left = this.rules.foldAll(this.log(index, id).changes).conflicts;
      if (left.some(({ field }) => field === conflict.field))
        throw new Error('a conflict that a person resolved is still there');
      return;
    }
  }

  #restore(index: number, same: boolean): void {
    const copy = this.#copies.get(index);
    if (copy === undefined) return;
    const { clock } = this.#office(index);
    this.#put({ ...copy, clock });
    // the app always does; `same` is a disk that was copied by hand
    if (!same && this.rules.renews) this.#renew(index);
  }

  #renew(index: number): void {
    const office = this.#office(index);
    this.#put({ ...office, r: this.#newInstallation(), former: [...office.former, office.r] });
  }

  #newInstallation(): string {
    this.#made += 1;
    return uuid(this.#made);
  }

  #office(index: number): Office {
    const office = this.offices[index];
    if (office === undefined) throw new Error(`no office ${index}`);
    return office;
  }

  #put(office: Office): void {
    this.offices[office.index] = office;
  }
}

/** Values, conflicts, what waits, forks and all ids, as text. */
export function digestOf(folded: FoldedCase, changes: readonly Change[]): unknown {
  return {
    fields: [...folded.entities].map(([entity, fields]) => [
      entity,
      [...fields].map(([field, { value, heads }]) => [field, value ?? null, heads.map(({ id }) => id)]),
    ]),
    pending: folded.pending,
    forks: folded.forks,
    ids: [...new Set(changes.map(({ id }) => id))].sort(),
    withheld: uniteChanges(changes)
      .flatMap(({ id, x }) => (x === undefined ? [id] : []))
      .sort(),
  };
}

/** Whether a seal is on every change, or on one that follows it in its series. */
export function isCovered(changes: readonly Change[], seals: readonly SeriesSeal[]): boolean {
  const byId = new Map(changes.map((change) => [change.id, change]));
  const covered = new Set<string>();
  for (const { h } of seals) {
    for (let at = byId.get(h); at !== undefined && !covered.has(at.id); at = byId.get(at.op.p ?? ''))
      covered.add(at.id);
  }
  return changes.every(({ id }) => covered.has(id));
}

function cutBefore(bundle: Bundle, cut: number): Bundle {
  const entries = [...bundle.cases].map(
    ([id, { changes, seals }]) => [id, { changes: changes.slice(cut), seals }] as const,
  );
  return { cases: new Map(entries) };
}

function altered(bundle: Bundle, which: number): Bundle {
  const [first] = bundle.cases;
  if (first === undefined) return bundle;
  const [id, { changes, seals }] = first;
  const at = which % changes.length;
  const changed = changes.map((change, i): Change => {
    if (i !== at) return change;
    return which % 2 === 0
      ? { ...change, op: { ...change.op, f: 'other' } }
      : { ...change, x: { sal: change.x?.sal ?? '', val: 'another value' } };
  });
  return { cases: new Map(bundle.cases).set(id, { changes: changed, seals }) };
}
