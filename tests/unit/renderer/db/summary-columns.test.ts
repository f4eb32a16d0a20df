import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeColumns, encodeColumns, PAGE_ROWS, type RowFacts } from '../../../../renderer/db/pages.ts';
import { SummaryColumns } from '../../../../renderer/db/summary-columns.ts';
import { latestSlots, SummaryOrders, type SortKey } from '../../../../renderer/db/summary-order.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { holdsWords, searchLine, searchWords } from '../../../../shared/search/normalise.ts';

const row = (over: Partial<RowFacts> = {}): RowFacts => ({
  id: newId(),
  line: searchLine(['Granja Güity', '00001']),
  time: 1_764_000_000_000,
  date: 20261124,
  due: 0,
  version: 0,
  place: 801,
  state: 0,
  type: 'ordinary',
  ...over,
});
const page = (rows: readonly RowFacts[]) => {
  const decoded = decodeColumns(encodeColumns(rows));
  if (!decoded.ok) throw new Error('no page');
  return decoded.value;
};
const aliveIds = (columns: SummaryColumns): string[] =>
  Array.from({ length: columns.size }, (_, slot) => slot)
    .filter((slot) => columns.dead[slot] === 0)
    .map((slot) => columns.idOf(slot));

test('the last thing said of an id counts, in whatever order pages and rows come', () => {
  const ids = Array.from({ length: 6 }, () => newId());
  const id = fc.constantFrom(...ids);
  fc.assert(
    fc.property(
      fc.array(fc.array(id, { maxLength: 5 }), { maxLength: 4 }),
      fc.array(id),
      fc.boolean(),
      (pages, later, newestFirst) => {
        const columns = new SummaryColumns();
        columns.reserve(pages.length);
        const order = pages.map((_, index) => index);
        if (newestFirst) order.reverse();
        const name = (index: number, at: number): string => `page${index} row${at}`;
        const tail = (): void => later.forEach((one, at) => void columns.add(row({ id: one, line: `tail ${at}` })));
        // opening reads what was saved last before the pages
        tail();
        for (const index of order) {
          columns.setPage(index, page(pages[index]!.map((one, at) => row({ id: one, line: name(index, at) }))));
        }
        const expected = new Map<string, string>();
        pages.forEach((rows, index) => rows.forEach((one, at) => expected.set(one, name(index, at))));
        later.forEach((one, at) => expected.set(one, `tail ${at}`));
        expect(columns.alive).toBe(expected.size);
        expect(aliveIds(columns).sort()).toEqual([...expected.keys()].sort());
        for (const one of ids) {
          const slot = columns.find(one);
          expect(slot === undefined ? undefined : columns.lineOf(slot)).toBe(expected.get(one));
        }
      },
    ),
  );
});

test('thousands of rows are all found again', () => {
  const columns = new SummaryColumns();
  const rows = Array.from({ length: 3 * PAGE_ROWS + 7 }, (_, i) => row({ line: `row ${i} end` }));
  rows.forEach((one) => columns.add(one));
  rows.forEach((one, i) => expect(columns.lineOf(columns.find(one.id)!)).toBe(`row ${i} end`));
  expect(columns.find(newId())).toBeUndefined();
  expect(columns.factsOf(5)).toEqual(rows[5]);
});

test('a search finds the rows that hold every word and no other, joined lines and single ones', () => {
  const words = ['ana', 'anabel', 'luz', '0801', '19', 'sa', 'maquila'];
  const lines = fc.array(fc.array(fc.constantFrom(...words), { maxLength: 4 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(
      lines,
      fc.boolean(),
      fc.array(fc.constantFrom(...words, '08-01', 'n'), { minLength: 1 }),
      (all, packed, typed) => {
        const columns = new SummaryColumns();
        const rows = all.map((parts) => row({ line: searchLine(parts) }));
        if (packed) {
          columns.reserve(1);
          columns.setPage(0, page(rows));
        } else rows.forEach((one) => columns.add(one));
        const wanted = searchWords(typed.join(' '));
        const found = columns.search(wanted);
        expect(rows.map((_, slot) => found[slot] === 1)).toEqual(rows.map(({ line }) => holdsWords(line, wanted)));
      },
    ),
  );
});

const facts = fc.record({
  name: fc.constantFrom('', 'alfa', 'beta', 'gama', 'zeta'),
  date: fc.constantFrom(0, 20260101, 20260102),
  place: fc.constantFrom(0, 101, 801, 1801),
  state: fc.nat(1),
  type: fc.constantFrom('', 'ordinary', 'extraordinary'),
});
const toRow = (one: { name: string; date: number; place: number; state: number; type: string }): RowFacts =>
  row({ ...one, line: searchLine([one.name, one.name]) });

test('an order that is kept up after saves is the order that sorting anew gives', () => {
  const keys: readonly SortKey[] = ['time', 'date', 'name', 'number', 'type', 'place', 'state'];
  fc.assert(
    fc.property(
      fc.array(facts, { minLength: 1, maxLength: 30 }),
      fc.array(fc.tuple(fc.nat(), facts), { maxLength: 10 }),
      fc.constantFrom(...keys),
      fc.boolean(),
      (first, saves, by, descending) => {
        const columns = new SummaryColumns();
        const orders = new SummaryOrders(columns, 'inspectionTypes');
        const ids = first.map((one) => columns.idOf(columns.add(toRow(one))));
        orders.of({ by, descending });
        saves.forEach(([at, one]) => {
          const isNew = at % 3 === 0;
          columns.add({ ...toRow(one), ...(isNew ? {} : { id: ids[at % ids.length]! }) });
        });
        const kept = orders.of({ by, descending });
        expect([...kept]).toEqual([...new SummaryOrders(columns, 'inspectionTypes').of({ by, descending })]);
        expect(kept.length).toBe(columns.alive);
        expect(orders.of({ by, descending })).toBe(kept);
      },
    ),
  );
});

test('an order that was prepared is the one that is worked out at once, also when rows come meanwhile', async () => {
  const names = ['', 'alfa', 'beta', 'gama 10', 'gama 9', 'ñandú'];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 40 }),
      fc.array(fc.constantFrom(...names), { maxLength: 100 }),
      fc.constantFrom<SortKey>('name', 'number', 'date'),
      fc.boolean(),
      async (first, meanwhile, by, descending) => {
        const columns = new SummaryColumns();
        const add = (name: string): void => void columns.add(row({ line: searchLine([name, name]) }));
        first.forEach(add);
        const orders = new SummaryOrders(columns, 'inspectionTypes');
        expect(orders.isAtHand({ by, descending })).toBe(false);
        const prepared = orders.prepare({ by, descending });
        meanwhile.forEach(add);
        await prepared;
        expect(orders.isAtHand({ by, descending })).toBe(true);
        for (const way of [descending, !descending]) {
          const anew = new SummaryOrders(columns, 'inspectionTypes').of({ by, descending: way });
          expect([...orders.of({ by, descending: way })]).toEqual([...anew]);
        }
      },
    ),
  );
});

test('texts of thousands of rows are ranked as they compare', async () => {
  const columns = new SummaryColumns();
  const names = Array.from({ length: 5 * PAGE_ROWS + 3 }, (_, i) => `${(i * 7919) % 6007} patrono ${i % 50}`);
  names.forEach((name) => columns.add(row({ line: searchLine([name]) })));
  const orders = new SummaryOrders(columns, 'inspectionTypes');
  await orders.prepare({ by: 'name', descending: false });
  const shown = [...orders.of({ by: 'name', descending: false })].map((slot) => names[slot]);
  expect(shown).toEqual([...names].sort());
});

/** Columns to which something happens whenever all of their texts are read: no order asks for the line of a dead slot. */
class Busy extends SummaryColumns {
  rankings = 0;
  readonly #meanwhile: (ranking: number) => void;
  constructor(names: readonly string[], meanwhile: (columns: Busy, ranking: number) => void) {
    super();
    this.#meanwhile = (ranking) => meanwhile(this, ranking);
    this.bury(newId());
    for (const name of names) this.add(row({ line: searchLine([name]) }));
  }
  override lineOf(slot: number): string {
    if (slot === 0) this.#meanwhile((this.rankings += 1));
    return super.lineOf(slot);
  }
}

describe('while texts are being ranked', () => {
  const byName = { by: 'name', descending: false } as const;
  const expectInOrder = (columns: SummaryColumns, orders: SummaryOrders): void => {
    const names = [...orders.of(byName)].map((slot) => columns.lineOf(slot));
    expect(names).toHaveLength(columns.alive);
    expect(names).toEqual([...names].sort());
  };

  test('any number of rows may come: they are placed among those that were ranked', async () => {
    const columns = new Busy(['b', 'd', 'f'], (busy, ranking) => {
      for (let n = 0; n < 200 && ranking < 9; n += 1) busy.add(row({ line: searchLine(['aceg'.charAt(n % 4)]) }));
    });
    const orders = new SummaryOrders(columns, 'inspectionTypes');
    await orders.prepare(byName);
    expect(orders.isAtHand(byName)).toBe(true);
    expectInOrder(columns, orders);
    expect(columns.rankings).toBe(1);
  });
  test('a page that is filled has them ranked again', async () => {
    const columns = new Busy(['b', 'd', 'f'], (busy, ranking) => {
      if (ranking === 1) busy.rebuilt += 1;
    });
    const orders = new SummaryOrders(columns, 'inspectionTypes');
    await orders.prepare(byName);
    expect(columns.rankings).toBe(2);
    expectInOrder(columns, orders);
  });
  test('what goes wrong is told, and tried again the next time', async () => {
    const columns = new Busy(['d', 'b'], (_, ranking) => {
      if (ranking === 1) throw new Error('a bug');
    });
    const orders = new SummaryOrders(columns, 'inspectionTypes');
    await expect(orders.prepare(byName)).rejects.toThrow('a bug');
    await orders.prepare(byName);
    expectInOrder(columns, orders);
  });
});

test('nothing comes last both ways; of equals the newer comes first', () => {
  const columns = new SummaryColumns();
  const names = ['b', '', 'a', 'b'];
  names.forEach((name) => columns.add(row({ line: searchLine([name]), date: name === 'b' ? 20260101 : 0 })));
  const orders = new SummaryOrders(columns, 'inspectionTypes');
  expect([...orders.of({ by: 'name', descending: false })]).toEqual([2, 3, 0, 1]);
  expect([...orders.of({ by: 'name', descending: true })]).toEqual([3, 0, 2, 1]);
  expect([...orders.of({ by: 'date', descending: true })]).toEqual([3, 0, 2, 1]);
  expect([...orders.of({ by: 'date', descending: false })]).toEqual([3, 0, 2, 1]);
});

test('the latest are the newest that are wanted', () => {
  const columns = new SummaryColumns();
  [5, 9, 1, 7, 3].forEach((time) => columns.add(row({ time, state: time === 9 ? 1 : 0 })));
  expect(latestSlots(columns, 2, () => true)).toEqual([1, 3]);
  expect(latestSlots(columns, 3, (slot) => columns.state[slot] === 0)).toEqual([3, 0, 4]);
  expect(latestSlots(columns, 9, () => true)).toHaveLength(5);
});
