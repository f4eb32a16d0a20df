import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts';
import { appendChanges, type AppendContext } from '../../../shared/record/append.ts';
import type { Change, ChangeIntent } from '../../../shared/record/change.ts';
import { fold, foldAppended, type FoldedCase } from '../../../shared/record/fold.ts';
import { formatHybridTime, nextHybridTime, parseHybridTime } from '../../../shared/record/hybrid-time.ts';
import { verifyChange } from '../../../shared/record/verify-change.ts';
import { rowId } from '../../support/inspection-builder.ts';

const CASE = rowId(0xca5e);
const [TELA, YORO] = [rowId(0x7e1a), rowId(0x0404)];
const NOON = Date.UTC(2026, 10, 24, 18);
const ENTITY = `inspection/${rowId(1)}`;

const set = (field: string, value: Json, entity = ENTITY): ChangeIntent => ({ entity, field, kind: 'set', value });
const del = (field: string): ChangeIntent => ({ entity: ENTITY, field, kind: 'del', value: null });

function append(
  existing: readonly Change[],
  intents: readonly ChangeIntent[],
  context: Partial<AppendContext> = {},
): readonly Change[] {
  const base = { caseId: CASE, installationId: TELA, author: 'ana', clock: { now: () => NOON }, ...context };
  return [...existing, ...appendChanges(intents, { ...base, existing })];
}

const valueOf = (folded: FoldedCase, field: string, entity = ENTITY): Json | undefined =>
  folded.entities.get(entity)?.get(field)?.value;

describe('appending', () => {
  test('numbers, links and times follow each other; every change verifies', () => {
    const first = append([], [set('place', 'Tela'), set('address', 'x')]);
    const all = append(first, [set('place', 'La Ceiba')]);
    expect(all.map(({ op }) => op.n)).toEqual([1, 2, 3]);
    expect(all.map(({ op }) => op.p)).toEqual([null, all[0]!.id, all[1]!.id]);
    expect(all.map(({ op }) => op.t)).toEqual(
      ['#0000', '#0001', '#0002'].map((counter) => `2026-11-24T18:00:00.000Z${counter}`),
    );
    expect(all.map(({ op }) => op.s)).toEqual([[], [], [all[0]!.id]]);
    expect(all.map(verifyChange)).toEqual([true, true, true]);
  });

  test('hashes are those of the format: computed here by other means', () => {
    const [change] = append([], [set('place', 'Ñacaomé')]);
    const { op, x, id } = change!;
    const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');
    expect(id).toBe(hash(`traspaso/asiento/v1\0${canonicalJson({ ...op })}`));
    expect(op.h).toBe(hash(`traspaso/valor/v1\0${x!.sal}\0"Ñacaomé"`));
    expect(x!.sal).toMatch(/^[\w-]{22}$/);
    expect(Object.keys(op).sort().join()).toBe('c,e,f,h,k,n,p,r,s,t,u,v');
  });

  test('a field written twice in one save replaces its own earlier value', () => {
    const all = append([], [set('place', 'a'), set('place', 'b'), del('place'), set('place', 'c')]);
    expect(valueOf(fold(all), 'place')).toBe('c');
    expect(fold(all).conflicts).toEqual([]);
  });

  test('equal values have different hashes, so that none can be guessed', () => {
    const [a, b] = append([], [set('obstructed', 'yes'), set('refusedToSign', 'yes')]);
    expect(a!.op.h).not.toBe(b!.op.h);
  });

  test('time never goes back, whatever the clock does', () => {
    let all = append([], [set('place', 'a')]);
    for (const clock of [NOON - 400 * 86_400_000, NOON, NOON + 5, 0]) {
      all = append(all, [set('place', String(clock))], { clock: { now: () => clock } });
    }
    const times = all.map(({ op }) => op.t);
    expect(times).toEqual([...times].sort());
    expect(new Set(times).size).toBe(times.length);
  });

  test('a foreign time pulls the own one along, but not one absurdly far ahead', () => {
    const ahead = (ms: number) =>
      append([], [set('place', 'x')], { installationId: YORO, clock: { now: () => NOON + ms } });
    const near = append(ahead(3_600_000), [set('village', 'y')]);
    expect(near.at(-1)!.op.t).toBe('2026-11-24T19:00:00.000Z#0001');
    const far = append(ahead(25 * 3_600_000), [set('village', 'y')]);
    expect(far.at(-1)!.op.t).toBe('2026-11-24T18:00:00.000Z#0000');
  });

  test('names outside the format are bugs', () => {
    expect(() => append([], [set('__proto__', 'x')])).toThrow('not a name');
    expect(() => append([], [set('place', 'x', 'Bad Entity/1')])).toThrow('not a name');
  });
});

describe('folding', () => {
  test('nothing folds to nothing', () => {
    expect(fold([])).toEqual({ entities: new Map(), conflicts: [], pending: [], forks: [] });
  });

  test('a deleted field has no value', () => {
    const all = append([], [set('place', 'a'), del('place')]);
    expect(fold(all).entities.get(ENTITY)?.has('place')).toBe(true);
    expect(valueOf(fold(all), 'place')).toBeUndefined();
  });

  test('two concurrent edits are a conflict with both values, until a person replaces both', () => {
    const base = append([], [set('place', 'a')]);
    const here = append(base, [set('place', 'Tela')]);
    const there = append(base, [set('place', 'Yoro')], { installationId: YORO, clock: { now: () => NOON + 1 } });
    const merged = fold([...here, ...there]);
    expect(merged.conflicts).toHaveLength(1);
    expect(merged.conflicts[0]).toMatchObject({ entity: ENTITY, field: 'place' });
    expect(merged.conflicts[0]!.heads.map(({ x }) => x?.val)).toEqual(['Yoro', 'Tela']);
    expect(valueOf(merged, 'place')).toBe('Yoro');

    const solved = fold(append([...here, ...there], [set('place', 'Tela')]));
    expect(solved.conflicts).toEqual([]);
    expect(valueOf(solved, 'place')).toBe('Tela');
  });

  test('two who write the same agree', () => {
    const here = append([], [set('place', 'Tela')]);
    const there = append([], [set('place', 'Tela')], { installationId: YORO });
    expect(fold([...here, ...there]).conflicts).toEqual([]);
  });

  test('edited here, deleted there is a conflict', () => {
    const base = append([], [set('place', 'a')]);
    const here = append(base, [set('place', 'b')]);
    const there = append(base, [del('place')], { installationId: YORO });
    expect(
      fold([...here, ...there])
        .conflicts[0]!.heads.map(({ op }) => op.k)
        .sort(),
    ).toEqual(['del', 'set']);
  });

  test('a change that lacks its ancestor waits', () => {
    const all = append([], [set('place', 'a'), set('place', 'b'), set('place', 'c')]);
    const torn = fold([all[0]!, all[2]!]);
    expect(valueOf(torn, 'place')).toBe('a');
    expect(torn.pending).toEqual([all[2]!.id]);
    expect(fold(all).pending).toEqual([]);
  });

  test('a series with two changes in one place is reported, and both are kept', () => {
    const base = append([], [set('place', 'a')]);
    const one = append(base, [set('village', 'b')]);
    const other = append(base, [set('village', 'c')]);
    const folded = fold([...one, ...other]);
    expect(folded.forks).toEqual([TELA]);
    expect(folded.conflicts).toHaveLength(1);
    expect(fold(one).forks).toEqual([]);
  });

  test('a withheld value leaves the state, not the chain', () => {
    const all = append([], [set('place', 'a'), set('village', 'b')]);
    const [{ id, op }, second] = [all[0]!, all[1]!];
    const withheld: Change = { id, op };
    expect(verifyChange(withheld)).toBe(true);
    expect(valueOf(fold([withheld, second]), 'place')).toBeUndefined();
    expect(fold([withheld, second]).pending).toEqual([]);
    expect(valueOf(fold([withheld, all[0]!, second]), 'place')).toBe('a');
  });

  test('a change cannot make another field disappear', () => {
    const all = append([], [set('place', 'a')]);
    const [first] = all;
    const hostile: Change = {
      ...first!,
      id: 'x'.repeat(43),
      op: { ...first!.op, r: YORO, f: 'village', s: [first!.id] },
    };
    expect(valueOf(fold([...all, hostile]), 'place')).toBe('a');
  });

  test('changes of two cases are a bug', () => {
    const foreign = append([], [set('place', 'a')], { caseId: rowId(0xbad) });
    expect(() => fold([...foreign, { ...foreign[0]!, op: { ...foreign[0]!.op, c: CASE } }])).toThrow('one case');
  });

  test('10,000 changes fold in less than 200 ms', () => {
    const intents = Array.from({ length: 2000 }, (_, i) => set(`f${i % 250}`, `v${i}`, `findings/${rowId(i % 40)}`));
    const once = append([], intents);
    // Folding does not hash, so that five installations may share the work of one.
    const all = [TELA, YORO, rowId(3), rowId(4), rowId(5)].flatMap((r, i) => {
      const rename = (id: string): string => `${i}${id.slice(1)}`;
      return once.map(({ id, op, x }): Change => ({
        id: rename(id),
        op: { ...op, r, p: op.p === null ? null : rename(op.p), s: op.s.map(rename) },
        ...(x === undefined ? {} : { x }),
      }));
    });
    expect(all).toHaveLength(10_000);
    fold(all);
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      fold(all);
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(200);
    expect(fold(all).pending).toEqual([]);
  });
});

describe('laws', () => {
  /** Three installations write, at times seeing what others wrote, with clocks that jump. */
  interface Step {
    readonly who: string;
    readonly sees: boolean;
    readonly field: string;
    readonly value: Json;
    readonly clock: number;
  }
  const history: fc.Arbitrary<Step[]> = fc.array(
    fc.record({
      who: fc.constantFrom(TELA, YORO, rowId(3)),
      sees: fc.boolean(),
      field: fc.constantFrom('place', 'village', 'address'),
      value: fc.option(fc.constantFrom<Json>('a', 'b', 1, ['c'])),
      clock: fc.integer({ min: -400 * 86_400_000, max: 20 * 3_600_000 }),
    }),
    { minLength: 1, maxLength: 14 },
  );

  function write(steps: readonly Step[]): readonly Change[] {
    let all: readonly Change[] = [];
    const seen = new Map<string, readonly Change[]>();
    for (const { who, sees, field, value, clock } of steps) {
      const mine = sees ? all : (seen.get(who) ?? []);
      const own = all.filter(({ op, id }) => op.r === who && !mine.some((change) => change.id === id));
      const intent = value === null ? del(field) : set(field, value);
      const after = append([...mine, ...own], [intent], {
        installationId: who,
        clock: { now: () => NOON + clock },
      });
      seen.set(who, after);
      all = [...all, after.at(-1)!];
    }
    return all;
  }

  test('any order, repetition and grouping give the same state', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (steps, chance) => {
        const all = write(steps);
        const pick = (): number => chance.next().value as number;
        const mixed = [...all, ...all.filter(() => pick() % 2 === 0)]
          .map((change) => ({ change, place: pick() }))
          .sort((a, b) => a.place - b.place)
          .map(({ change }) => change);
        expect(fold(mixed)).toEqual(fold(all));
        expect(fold(all).pending).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('appended changes are folded onto the rest as if all were folded again', () => {
    const intents = fc.array(
      fc.record({
        field: fc.constantFrom('village', 'place', 'age'),
        entity: fc.constantFrom(ENTITY, `case_file/${rowId(2)}`, `z/${rowId(1)}`),
      }),
      { maxLength: 6 },
    );
    const inOrder = ({ entities, ...rest }: FoldedCase) => ({
      ...rest,
      entities: [...entities].map(([name, fields]) => [name, [...fields]]),
    });
    fc.assert(
      fc.property(history, intents, fc.nat(20), fc.boolean(), (steps, wanted, at, forked) => {
        const all = write(steps);
        // a backup that lacks one change, or came to know it after it had gone on without it
        const without = all.filter((_, i) => i !== at);
        const another = forked ? append(without, [set('place', 'again')]).slice(-1) : [];
        const existing = forked ? [...all, ...another] : without;
        const before = fold(existing);
        const after = append(existing, [...wanted.map(({ field, entity }) => set(field, 'x', entity)), del('place')]);
        const further = foldAppended(before, after.slice(existing.length));
        if (before.pending.length > 0) expect(further).toBeUndefined();
        else expect(further && inOrder(further)).toEqual(inOrder(fold(after)));
      }),
      { numRuns: 200 },
    );
  });

  test('no value is lost: each one was replaced by somebody who saw it, or is a head', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const all = write(steps);
        const heads = [...fold(all).entities.values()].flatMap((entity) =>
          [...entity.values()].flatMap((f) => f.heads),
        );
        const replaced = new Set(all.flatMap(({ op }) => op.s));
        for (const change of all) expect(heads.includes(change)).toBe(!replaced.has(change.id));
      }),
      { numRuns: 60 },
    );
  });

  test('altering any part of a change is noticed', () => {
    const [, change] = append([], [set('place', 'a'), set('place', { deep: ['value'] })]);
    const { id, op, x } = change!;
    const altered: Change[] = [
      { id: `A${id.slice(1)}` === id ? `B${id.slice(1)}` : `A${id.slice(1)}`, op, x: x! },
      { id, op, x: { sal: x!.sal, val: 'other' } },
      { id, op, x: { sal: `${x!.sal.slice(0, 21)}${x!.sal.endsWith('A') ? 'B' : 'A'}`, val: x!.val } },
      { id, op, x: { sal: x!.sal, val: '\uD800' } },
      ...(
        [
          { c: rowId(9) },
          { r: rowId(9) },
          { n: 3 },
          { n: 1 },
          { p: id },
          { p: null },
          { t: '2026-11-24T18:00:00.000Z#0009' },
          { u: 'eva' },
          { e: `findings/${rowId(1)}` },
          { f: 'village' },
          { k: 'del' },
          { s: [] },
          { h: id },
        ] as const
      ).map((part): Change => ({ id, op: { ...op, ...part }, x: x! })),
      { id, op: { ...op, extra: 1 } as Change['op'], x: x! },
      { id, op, x: x!, more: 1 } as unknown as Change,
    ];
    expect(verifyChange(change!)).toBe(true);
    for (const bad of altered) expect(verifyChange(bad)).toBe(false);
  });

  test.each([null, 3, 'x', [], {}, { id: 'x', op: null }, { id: 1, op: {} }])('%j is not a change', (thing) => {
    expect(verifyChange(thing as unknown as Change)).toBe(false);
  });
});

describe('hybrid time', () => {
  test('written and read', () => {
    const text = '2026-11-24T18:00:00.000Z#00ff';
    expect(formatHybridTime(parseHybridTime(text)!)).toBe(text);
    for (const bad of ['2026-02-30T18:00:00.000Z#0000', '2026-11-24T18:00:00.000Z', `${text}0`, '']) {
      expect(parseHybridTime(bad)).toBeUndefined();
    }
  });
  test('a full counter borrows a millisecond', () => {
    expect(nextHybridTime({ milliseconds: 5, counter: 0xffff }, 5)).toEqual({ milliseconds: 6, counter: 0 });
  });
});
