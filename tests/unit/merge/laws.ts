import fc from 'fast-check';
import type { Change } from '../../../shared/record/change.ts';
import { cases, commands, digestOf, isCovered, World, type Command, type Office, type Rules } from './offices.ts';

/** How the laws are asked: of how many worlds, from which seed. */
export interface Asking {
  readonly runs: number;
  readonly seed?: number;
  readonly broken?: Partial<Rules>;
}

/**
 * What must hold whatever offices do and in whatever way things reach them. Throws, with the smallest world in which one does
 * not hold.
 * @returns how much happened, so that a test can tell that something did
 */
export function askLaws({ runs, seed, broken = {} }: Asking): {
  readonly changes: number;
  readonly conflicts: number;
  readonly forks: number;
} {
  const seen = { changes: 0, conflicts: 0, forks: 0 };
  for (const todo of lostOnce) askWorld(3, todo, (n) => n - 1, broken);
  const world = fc
    .integer({ min: 3, max: 5 })
    .chain((count) =>
      fc.tuple(fc.constant(count), fc.array(commands(count), { minLength: 25, maxLength: 70, size: 'max' })),
    );
  asking(() =>
    fc.assert(
      fc.property(world, fc.infiniteStream(fc.nat(10_000)), ([count, todo], random) => {
        const order = (n: number): number => Number(random.next().value) % n;
        const told = askWorld(count, todo, order, broken);
        seen.changes += told.changes;
        seen.conflicts += told.conflicts;
        seen.forks += told.forks;
      }),
      { numRuns: runs, ...(seed === undefined ? {} : { seed }), endOnFailure: true },
    ),
  );
  return seen;
}

/** The law that does not hold stands first; fast-check tells it as the cause. */
function asking(ask: () => void): void {
  try {
    ask();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
    throw new Error(`${cause}\n${String(error)}`, { cause: error });
  }
}

const edit = (office: number, value: string): Command => ({ kind: 'edit', office, at: 0, field: 0, value });
const copy = { kind: 'copy', office: 0 } as const;
const send = { kind: 'send', office: 0, mask: 1 } as const;
const deliver = (bundle: number, to: number): Command => ({ kind: 'deliver', bundle, to, cut: 0, twice: true });

/** Worlds in which something was lost once: what an office wrote before or after it was put back from a copy. */
const lostOnce: readonly (readonly Command[])[] = [
  // the disk was copied by hand: one series with two ends, and the shorter was never sealed
  [
    edit(0, 'a'),
    copy,
    edit(0, 'b'),
    edit(0, 'c'),
    send,
    { kind: 'restore', office: 0, same: true },
    edit(0, 'd'),
    deliver(0, 0),
    edit(0, 'e'),
  ],
  // put back from a copy: changes of an installation that is gone, which nobody could seal any more
  [edit(0, 'a'), edit(0, 'b'), copy, { kind: 'restore', office: 0, same: false }, edit(0, 'c'), send, deliver(0, 1)],
  // two computers with one disk: each writes on, and each meets the other
  [
    edit(0, 'a'),
    send,
    deliver(0, 1),
    copy,
    edit(0, 'b'),
    send,
    { kind: 'restore', office: 0, same: true },
    edit(0, 'c'),
    send,
    deliver(1, 0),
    deliver(2, 1),
    deliver(1, 1),
  ],
];

function expectLaw(holds: boolean, law: string): void {
  if (!holds) throw new Error(`broken: ${law}`);
}

function askWorld(count: number, todo: readonly Command[], order: (n: number) => number, broken: Partial<Rules>) {
  const world = new World(count, broken);
  for (const command of todo) {
    const before = [...world.offices];
    const shown = command.kind === 'alter' ? world.digest(command.to) : undefined;
    world.run(command);
    if (command.kind === 'alter') expectLaw(world.digest(command.to) === shown, 'an altered bundle changes nothing');
    if (command.kind === 'restore') continue;
    for (const office of world.offices) {
      const earlier = before[office.index];
      if (earlier === undefined || earlier === office) continue;
      const now = idsOf(office);
      expectLaw(
        [...idsOf(earlier)].every((id) => now.has(id)),
        'nothing that an office knows goes',
      );
    }
  }
  world.gossip(order);
  const digests = world.offices.map((_, office) => world.digest(office));
  expectLaw(new Set(digests).size === 1, 'all offices show the same in the end');
  world.offices.forEach((office) => {
    const ids = idsOf(office);
    expectLaw(
      [...world.exported].every((id) => ids.has(id)),
      'nothing that ever left an office is absent anywhere',
    );
  });
  return cases.reduce(
    (seen, id) => {
      const { changes } = world.log(0, id);
      if (changes.length === 0) return seen;
      askCase(world, id, order);
      const folded = world.rules.foldAll(changes);
      return {
        changes: seen.changes + changes.length,
        conflicts: seen.conflicts + folded.conflicts.length,
        forks: seen.forks + folded.forks.length,
      };
    },
    { changes: 0, conflicts: 0, forks: 0 },
  );
}

function idsOf({ logs }: Office): ReadonlySet<string> {
  return new Set([...logs.values()].flatMap(({ changes }) => changes.map(({ id }) => id)));
}

/** What holds of the set of changes of one case, however they come. */
function askCase(world: World, caseId: string, order: (n: number) => number): void {
  const { merge, foldAll } = world.rules;
  const { changes, seals } = world.log(0, caseId);
  const text = (all: readonly Change[]): string => JSON.stringify(digestOf(foldAll(all), all));
  const whole = text(changes);
  const folded = foldAll(changes);
  expectLaw(folded.pending.length === 0, 'nothing waits once everything has come');
  expectLaw(isCovered(changes, seals), 'every change is vouched for');

  const mixed = shuffled(changes, order);
  expectLaw(
    text(merge({ existing: [], incoming: mixed }).merged) === whole,
    'the order of changes makes no difference',
  );
  const again = merge({ existing: changes, incoming: mixed });
  expectLaw(again.kind === 'same' && again.fresh.length + again.filled.length === 0, 'what is known is nothing new');
  expectLaw(again.conflicts.length + again.forks.length === 0, 'what was shown before is not shown as new');

  const at = order(changes.length + 1);
  const [x, y] = [mixed.slice(0, at), mixed.slice(order(at + 1))];
  const unite = (a: readonly Change[], b: readonly Change[]): readonly Change[] =>
    merge({ existing: a, incoming: b }).merged;
  expectLaw(text(unite(x, y)) === text(unite(y, x)), 'it makes no difference who takes in whom');
  const z = mixed.slice(order(changes.length), changes.length);
  expectLaw(text(unite(unite(x, y), z)) === text(unite(x, unite(y, z))), 'it makes no difference in which groups');

  // one change a bundle, in any order: what waits for another is neither lost nor shown
  let alone: readonly Change[] = [];
  for (const change of mixed) {
    const plan = merge({ existing: alone, incoming: [change] });
    expectLaw(plan.merged.length === alone.length + 1, 'what waits is kept');
    expectLaw(
      plan.pending.every((id) => !shows(plan.folded, id)),
      'what waits is not shown',
    );
    alone = plan.merged;
  }
  expectLaw(text(alone) === whole, 'each change alone makes the same');

  // withheld first, open later
  const withheld = mixed.map(({ id, op }): Change => ({ id, op }));
  const opened = merge({ existing: withheld, incoming: mixed });
  expectLaw(
    opened.filled.length === changes.filter(({ x: value }) => value !== undefined).length,
    'values that come open are taken in',
  );
  expectLaw(text(opened.merged) === whole, 'what was withheld and came open is as if it had been open');
  expectLaw(text(unite(mixed, withheld)) === whole, 'a value that is here does not go because another withholds it');

  askHeads(changes, folded);
  const places = changes.map(({ op }) => `${op.r} ${op.n}`);
  const twice = new Set(changes.filter(({ op }, i) => places.indexOf(`${op.r} ${op.n}`) !== i).map(({ op }) => op.r));
  expectLaw(
    JSON.stringify(folded.forks) === JSON.stringify([...twice].sort()),
    'every series that went on twice is told',
  );
}

/** Every value that nobody replaced is shown, and that they differ is told; worked out another way than `fold` does. */
function askHeads(changes: readonly Change[], { entities }: ReturnType<Rules['foldAll']>): void {
  const fields = new Map<string, Change[]>();
  for (const change of changes) {
    const name = `${change.op.e} ${change.op.f}`;
    fields.set(name, [...(fields.get(name) ?? []), change]);
  }
  for (const [name, all] of fields) {
    const [entity = '', field = ''] = name.split(' ');
    const shown = entities.get(entity)?.get(field);
    const replaced = new Set(all.flatMap(({ op }) => op.s));
    const left = all.filter(({ id }) => !replaced.has(id));
    const told = (shown?.heads ?? []).map(({ id }) => id).sort();
    expectLaw(
      JSON.stringify(left.map(({ id }) => id).sort()) === JSON.stringify(told),
      'every value that nobody replaced is shown',
    );
    const values = new Set(left.map(({ op, x }) => (op.k === 'del' ? '' : JSON.stringify(x?.val))));
    expectLaw(values.size > 1 === shown?.conflict, 'that people disagree is told');
  }
}

function shows({ entities }: ReturnType<Rules['foldAll']>, id: string): boolean {
  return [...entities.values()].some((fields) =>
    [...fields.values()].some(({ heads }) => heads.some((head) => head.id === id)),
  );
}

function shuffled<T>(items: readonly T[], order: (n: number) => number): readonly T[] {
  const left = [...items];
  const mixed: T[] = [];
  while (left.length > 0) mixed.push(...left.splice(order(left.length), 1));
  return mixed;
}
