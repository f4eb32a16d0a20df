import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/** What anybody of the same account can read of a process: its arguments and its environment (Linux). */
export interface ProcessTalk {
  readonly pid: number;
  readonly text: string;
  /** false for a process that the system keeps closed, as it does sandboxed ones: its arguments can be read all the same */
  readonly environmentRead: boolean;
}

export function talkOf(pids: readonly number[]): readonly ProcessTalk[] {
  return pids.map((pid) => {
    const environment = readProc(pid, 'environ');
    return {
      pid,
      text: `${readProc(pid, 'cmdline') ?? ''}\0${environment ?? ''}`,
      environmentRead: environment !== undefined && environment !== '',
    };
  });
}

function readProc(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whether the system lets this process look into the memory of another one. */
export function mayBeSearched(pid: number): boolean {
  try {
    closeSync(openSync(`/proc/${pid}/mem`, 'r'));
    return readFileSync(`/proc/${pid}/smaps`, 'utf8') !== '';
  } catch {
    return false;
  }
}

const PORTION = 4 * 1024 * 1024;

/**
 * Looks through the memory of a process for bytes.
 * @param pid of a process that this one may look into
 * @param needles by name
 * @returns how often each was found
 * @throws when the system keeps it closed
 */
export function searchMemory(pid: number, needles: Readonly<Record<string, Uint8Array>>): Record<string, number> {
  const found: Record<string, number> = Object.fromEntries(Object.keys(needles).map((name) => [name, 0]));
  const longest = Math.max(...Object.values(needles).map(({ length }) => length));
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const buffer = Buffer.alloc(PORTION + longest);
  try {
    for (const { from, to } of residentRanges(pid)) {
      for (let at = from; at < to; at += PORTION) {
        // a needle that lies across two portions is seen whole in the first
        const read = readAt(memory, buffer, at, Math.min(PORTION + longest - 1, to - at));
        for (const [name, needle] of Object.entries(needles)) {
          for (let hit = -1; (hit = read.indexOf(needle, hit + 1)) >= 0 && hit < PORTION;) found[name]! += 1;
        }
      }
    }
  } finally {
    closeSync(memory);
  }
  return found;
}

/** Memory that can be written and holds something: what was only set apart is not read. */
function residentRanges(pid: number): readonly { readonly from: number; readonly to: number }[] {
  return readFileSync(`/proc/${pid}/smaps`, 'utf8')
    .split(/\n(?=[0-9a-f]+-[0-9a-f]+ )/)
    .flatMap((entry) => {
      const head = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(entry);
      const resident = Number(/^Rss:\s+(\d+) kB/m.exec(entry)?.[1] ?? 0);
      if (head === null || resident === 0) return [];
      return [{ from: Number.parseInt(head[1]!, 16), to: Number.parseInt(head[2]!, 16) }];
    });
}

function readAt(memory: number, buffer: Buffer, at: number, length: number): Buffer {
  try {
    return buffer.subarray(0, readSync(memory, buffer, 0, length, at));
  } catch {
    return buffer.subarray(0, 0); // gone meanwhile, or not to be read
  }
}
