import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { Ending, type ToldEnding } from '../shared/diagnosis/ending.ts';
import { instantFrom, type Clock } from '../shared/kernel/clock.ts';
import { without } from '../shared/kernel/without.ts';

const FILE = 'endings.json';
/** How many endings are remembered. */
const MOST = 10;
/** So many starts in a row that ended badly before they settled: the next one does without the graphics card. */
const TOO_MANY = 3;
/** A run that lasted so long has started well, whatever comes later. */
export const SETTLED_AFTER_MS = 120_000;

const instant = v.pipe(v.string(), v.isoTimestamp());
/** `endings.json`: of runs, never of what was done in them. */
const Memory = v.strictObject({
  format: v.literal(1),
  /** the run under way; left behind by one that was cut off. `hurt`: something ended badly in it before it settled */
  run: v.exactOptional(v.strictObject({ at: instant, settled: v.boolean(), hurt: v.boolean() })),
  /** starts in a row that ended badly before they settled */
  inARow: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** versions of the app and of Electron under which they were counted; others start anew */
  under: v.exactOptional(v.string()),
  /** the newest ending was told to nobody yet */
  untold: v.boolean(),
  endings: v.pipe(v.array(Ending), v.maxLength(MOST)),
});
type Memory = v.InferOutput<typeof Memory>;
const EMPTY: Memory = { format: 1, inARow: 0, untold: false, endings: [] };

/** What becomes of runs of the app, across runs. That it cannot be written keeps nobody from working. */
export interface Endings {
  /** this start should do without the graphics card */
  readonly safeStart: boolean;
  /** The run begins to count: it holds the profile, and whatever was left half-way there is done. */
  readonly begin: () => void;
  /** The run has started well. */
  readonly settle: () => void;
  /** The run ends as it should. */
  readonly endWell: () => void;
  /** Something ended that should not have. After a `bug` the run is over. */
  readonly note: (ending: Omit<Ending, 'at'>) => void;
  /** What is to be told to whoever looks at the window: the newest ending, until somebody has come in since. */
  readonly toTell: () => ToldEnding | undefined;
  /** Somebody has come in: it was told. */
  readonly told: () => void;
  /** Oldest first. */
  readonly all: () => readonly Ending[];
}

/**
 * Reads how earlier runs ended. Before Electron is ready, since what it starts with hangs on it.
 * @param userData the profile folder, which need not exist
 * @param under versions of the app and of Electron: once it was too much for one of them the graphics card stays left out
 * for as long as it runs, since a start that went well without it says nothing about the card
 */
export function openEndings(userData: string, clock: Clock, under: string): Endings {
  const file = path.join(userData, FILE);
  let memory = countedUnder(afterStart(read(file)), under);
  const safeStart = memory.inARow >= TOO_MANY;
  const afterGood = safeStart ? TOO_MANY : 0;
  const change = (next: Partial<Memory>): void => {
    memory = { ...memory, ...next };
    write(file, memory);
  };
  const withoutRun = (): Memory => {
    return without(memory, 'run');
  };
  return {
    safeStart,
    begin: () => change({ run: { at: instantFrom(clock.now()), settled: false, hurt: false } }),
    settle: () => {
      if (memory.run !== undefined) change({ run: { ...memory.run, settled: true }, inARow: afterGood });
    },
    endWell: () => {
      if (memory.run === undefined) return;
      const inARow = memory.run.hurt ? memory.inARow + 1 : afterGood;
      memory = withoutRun();
      change({ inARow });
    },
    note: (ending) => {
      const { run, inARow } = memory;
      const endings = kept([...memory.endings, { ...ending, at: instantFrom(clock.now()) }]);
      if (ending.kind !== 'bug') {
        change({ endings, untold: true, ...(run?.settled === false ? { run: { ...run, hurt: true } } : {}) });
        return;
      }
      memory = withoutRun();
      change({ endings, untold: true, inARow: run?.settled === false ? inARow + 1 : afterGood });
    },
    toTell: () => {
      const last = memory.endings.at(-1);
      return memory.untold && last !== undefined ? { ...last, safeStart } : undefined;
    },
    told: () => {
      if (memory.untold) change({ untold: false });
    },
    all: () => memory.endings,
  };
}

/** A run that was never ended was cut off. */
function afterStart({ run, ...memory }: Memory): Memory {
  if (run === undefined) return memory;
  const endings = kept([...memory.endings, { kind: 'cut', at: run.at }]);
  // settling has already put the count where it belongs
  return { ...memory, endings, untold: true, inARow: memory.inARow + (run.settled ? 0 : 1) };
}

function countedUnder(memory: Memory, under: string): Memory {
  return memory.under === under ? memory : { ...memory, under, inARow: 0 };
}

function kept(endings: Memory['endings']): Memory['endings'] {
  return endings.slice(-MOST);
}

function read(file: string): Memory {
  try {
    const found = v.safeParse(Memory, JSON.parse(readFileSync(file, 'utf8')));
    return found.success ? found.output : EMPTY;
  } catch {
    return EMPTY;
  }
}

function write(file: string, memory: Memory): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.tmp`, `${JSON.stringify(memory)}\n`, { mode: 0o600 });
    renameSync(`${file}.tmp`, file);
  } catch {
    // full disk, read-only profile: told elsewhere
  }
}
