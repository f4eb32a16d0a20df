import { holdsWords, type SearchWord } from '../../shared/search/normalise.ts';
import { inOneGo } from './in-slices.ts';
import { idAt, PAGE_ROWS, putId, type PageColumns, type RowFacts } from './pages.ts';

/** Search lines of a run of 1,024 slots: joined once it is full, since one long text is searched much faster. */
interface Lines {
  joined: string;
  /** where each line begins in `joined`; found at the first search */
  starts: Uint32Array | undefined;
  /** lines that are not joined yet */
  readonly open: string[];
}

const FIRST_CAPACITY = 4 * PAGE_ROWS;

/**
 * Summaries in memory, one _slot_ each, as columns of numbers and runs of search lines: some 35 bytes and the line for
 * each, however long its text. Slots are only ever added. What is said of an id in a higher slot takes the place of
 * what a lower slot says; that one is dead and is skipped everywhere. Slots that a page will fill are dead until then.
 */
export class SummaryColumns {
  /** slots that there are, dead ones included */
  size = 0;
  /** slots that count */
  alive = 0;
  /** moves with every change that is not a slot added at the end or a slot that died */
  rebuilt = 0;
  time = new Float64Array(0);
  date = new Int32Array(0);
  due = new Int32Array(0);
  version = new Uint16Array(0);
  place = new Uint16Array(0);
  state = new Uint8Array(0);
  /** numbers of {@link types} */
  type = new Uint16Array(0);
  /** 1: this slot does not count */
  dead = new Uint8Array(0);
  readonly types: string[] = [];
  #ids = new Uint8Array(0);
  /** the same memory, four numbers an id: compared and hashed much faster than bytes */
  #idWords = new Int32Array(0);
  readonly #lines: Lines[] = [];
  /** open addressing by the last four bytes of an id, which are random; holds slot + 1 */
  #table = new Int32Array(0);
  #inTable = 0;

  /** Sets slots aside for this many pages, before anything else is added. */
  reserve(pages: number): void {
    this.size = pages * PAGE_ROWS;
    this.#grow(this.size);
    this.dead.fill(1, 0, this.size);
    for (let page = 0; page < pages; page += 1) this.#lines.push({ joined: '', starts: undefined, open: [] });
  }

  /** Fills the slots of the page at position `index` among those set aside. */
  setPage(index: number, page: PageColumns): void {
    const base = index * PAGE_ROWS;
    this.time.set(page.time, base);
    this.date.set(page.date, base);
    this.due.set(page.due, base);
    this.version.set(page.version, base);
    this.place.set(page.place, base);
    this.state.set(page.state, base);
    this.type.set(page.type, base);
    const types = page.types.map((type) => this.#typeNumber(type));
    // pages of one office name the same types in the same order, as a rule
    if (types.some((number, at) => number !== at)) {
      for (let slot = base; slot < base + page.rows; slot += 1) this.type[slot] = types[this.type[slot] ?? 0] ?? 0;
    }
    this.#ids.set(page.ids, 16 * base);
    this.dead.fill(0, base, base + page.rows);
    this.alive += page.rows;
    this.#lines[index] = { joined: page.lines, starts: undefined, open: [] };
    this.#makeRoom(page.rows);
    for (let slot = base; slot < base + page.rows; slot += 1) this.#enter(slot);
    this.rebuilt += 1;
  }

  /** Adds a row at the end; what was said of its id before no longer counts. Gives its slot. */
  add(row: RowFacts): number {
    const slot = this.size;
    this.#grow(slot + 1);
    this.size += 1;
    this.time[slot] = row.time;
    this.date[slot] = row.date;
    this.due[slot] = row.due;
    this.version[slot] = row.version;
    this.place[slot] = row.place;
    this.state[slot] = row.state;
    this.type[slot] = this.#typeNumber(row.type);
    putId(this.#ids, slot, row.id);
    this.dead[slot] = 0;
    this.alive += 1;
    this.#addLine(slot, row.line);
    this.#makeRoom(1);
    this.#enter(slot);
    return slot;
  }

  /** Takes an id off: whatever was said of it, here or in pages that are read later, does not count. */
  bury(id: string): void {
    const slot = this.add({ id, line: '', time: 0, date: 0, due: 0, version: 0, place: 0, state: 0, type: '' });
    this.dead[slot] = 1;
    this.alive -= 1;
  }

  /** The slot that counts for an id. */
  find(id: string): number | undefined {
    const bytes = new Uint8Array(16);
    putId(bytes, 0, id);
    return this.findBytes(bytes);
  }

  /** The same for an id of 16 bytes, with memory of its own. */
  findBytes(id: Uint8Array): number | undefined {
    if (this.#table.length === 0) return undefined;
    const slot = (this.#table[this.#placeOf(new Int32Array(id.buffer), 0)] ?? 0) - 1;
    return slot < 0 || this.dead[slot] === 1 ? undefined : slot;
  }

  /** The id of what is said in a slot. */
  idOf(slot: number): string {
    return idAt(this.#ids, slot);
  }

  /** The search line of a slot. */
  lineOf(slot: number): string {
    const lines = this.#lines[Math.floor(slot / PAGE_ROWS)];
    if (lines === undefined) return '';
    const row = slot % PAGE_ROWS;
    if (lines.open.length > 0) return lines.open[row] ?? '';
    const starts = startsOf(lines);
    const end = (starts[row + 1] ?? lines.joined.length + 1) - 1;
    return row < starts.length ? lines.joined.slice(starts[row], end) : '';
  }

  /** Everything that is known of a slot, for packing it again. */
  factsOf(slot: number): RowFacts {
    return {
      id: this.idOf(slot),
      line: this.lineOf(slot),
      time: this.time[slot] ?? 0,
      date: this.date[slot] ?? 0,
      due: this.due[slot] ?? 0,
      version: this.version[slot] ?? 0,
      place: this.place[slot] ?? 0,
      state: this.state[slot] ?? 0,
      type: this.types[this.type[slot] ?? 0] ?? '',
    };
  }

  /**
   * Marks the slots whose lines hold every word: a scan of all lines.
   * @param words at least one (shared/search/normalise.ts)
   * @returns 1 for each slot that was found; dead slots may be among them
   */
  search(words: readonly SearchWord[]): Uint8Array {
    return inOneGo(this.searching(words, 0));
  }

  /**
   * The same, from a slot on. Stops after each thousand lines (in-slices.ts).
   * @returns for each slot that there was at the beginning; those before `from` are not looked at
   */
  *searching(words: readonly SearchWord[], from: number): Generator<void, Uint8Array> {
    const { size } = this;
    const found = new Uint8Array(size);
    const [first, ...rest] = words;
    if (first === undefined) return found;
    const anchors = first.digits === undefined ? [first.text] : [first.text, first.digits];
    const past = Math.ceil(size / PAGE_ROWS);
    for (let index = Math.floor(from / PAGE_ROWS); index < past; index += 1) {
      const lines = this.#lines[index];
      if (lines === undefined) continue;
      const base = index * PAGE_ROWS;
      lines.open.forEach((line, row) => {
        if (holdsWords(line, words)) found[base + row] = 1;
      });
      if (lines.joined !== '') for (const anchor of anchors) markRows(lines, anchor, rest, found, base);
      yield;
    }
    return found;
  }

  #typeNumber(type: string): number {
    const known = this.types.indexOf(type);
    return known < 0 ? this.types.push(type) - 1 : known;
  }

  #addLine(slot: number, line: string): void {
    const index = Math.floor(slot / PAGE_ROWS);
    const lines = (this.#lines[index] ??= { joined: '', starts: undefined, open: [] });
    lines.open.push(line);
    if (lines.open.length < PAGE_ROWS) return;
    lines.joined = lines.open.join('\n');
    lines.open.length = 0;
  }

  /** Lets a slot count for its id, unless a higher one does. */
  #enter(slot: number): void {
    const place = this.#placeOf(this.#idWords, 4 * slot);
    const other = (this.#table[place] ?? 0) - 1;
    if (other < 0) {
      this.#table[place] = slot + 1;
      this.#inTable += 1;
      return;
    }
    const loser = Math.min(other, slot);
    this.#table[place] = Math.max(other, slot) + 1;
    if (this.dead[loser] === 0) this.alive -= 1;
    this.dead[loser] = 1;
  }

  /** Where the table holds an id, or has room for it. */
  #placeOf(words: Int32Array, at: number): number {
    const own = this.#idWords;
    const table = this.#table;
    const mask = table.length - 1;
    const last = words[at + 3] ?? 0;
    for (let place = last & mask; ; place = (place + 1) & mask) {
      const entry = table[place] ?? 0;
      if (entry === 0) return place;
      const known = 4 * (entry - 1);
      if (
        own[known + 3] === last &&
        own[known + 2] === words[at + 2] &&
        own[known + 1] === words[at + 1] &&
        own[known] === words[at]
      ) {
        return place;
      }
    }
  }

  /** Keeps the table no more than half full with so many ids more. */
  #makeRoom(ids: number): void {
    if (2 * (this.#inTable + ids) <= this.#table.length) return;
    // a power of two, so that a mask stands for the remainder
    let length = PAGE_ROWS;
    while (length < 4 * Math.max(this.size, this.#inTable + ids)) length *= 2;
    const entries = this.#table;
    this.#table = new Int32Array(length);
    for (const entry of entries) if (entry !== 0) this.#table[this.#placeOf(this.#idWords, 4 * (entry - 1))] = entry;
  }

  #grow(slots: number): void {
    if (slots <= this.dead.length) return;
    const capacity = Math.max(slots + PAGE_ROWS, 2 * this.dead.length, FIRST_CAPACITY);
    this.time = grown(this.time, new Float64Array(capacity));
    this.date = grown(this.date, new Int32Array(capacity));
    this.due = grown(this.due, new Int32Array(capacity));
    this.version = grown(this.version, new Uint16Array(capacity));
    this.place = grown(this.place, new Uint16Array(capacity));
    this.state = grown(this.state, new Uint8Array(capacity));
    this.type = grown(this.type, new Uint16Array(capacity));
    this.dead = grown(this.dead, new Uint8Array(capacity));
    this.#ids = grown(this.#ids, new Uint8Array(16 * capacity));
    this.#idWords = new Int32Array(this.#ids.buffer);
  }
}

function grown<A extends { set: (from: A) => void }>(from: A, into: A): A {
  into.set(from);
  return into;
}

function startsOf(lines: Lines): Uint32Array {
  if (lines.starts !== undefined) return lines.starts;
  const starts = [0];
  for (let at = lines.joined.indexOf('\n'); at >= 0; at = lines.joined.indexOf('\n', at + 1)) starts.push(at + 1);
  lines.starts = Uint32Array.from(starts);
  return lines.starts;
}

/** Marks the rows of joined lines that hold `anchor` and the words beside it. */
// eslint-disable-next-line max-params -- the innermost loop of a search; an object for each call would cost more
function markRows(lines: Lines, anchor: string, rest: readonly SearchWord[], found: Uint8Array, base: number): void {
  const { joined } = lines;
  let row = 0;
  for (let at = joined.indexOf(anchor); at >= 0;) {
    const starts = startsOf(lines);
    // found one after another: each is a few rows further on
    while ((starts[row + 1] ?? Infinity) <= at) row += 1;
    const end = (starts[row + 1] ?? joined.length + 1) - 1;
    if (rest.length === 0 || holdsWords(joined.slice(starts[row], end), rest)) found[base + row] = 1;
    at = joined.indexOf(anchor, end);
  }
}
