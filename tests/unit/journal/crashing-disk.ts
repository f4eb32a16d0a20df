import type * as Sync from 'node:fs';
import type * as Fs from 'node:fs/promises';
import { vi } from 'vitest';

/** A disk whose computer loses its power at the nth thing it is told to do. */
export interface CrashingDisk {
  /** lets `steps` changes of the disk happen, then none any more; a write is cut in the middle */
  readonly crashAfter: (steps: number) => void;
  /** the power is back; @returns how many changes had happened */
  readonly restart: () => number;
  /** makes every call of one name fail with this code until `restart` */
  readonly refuse: (name: Change, code: string) => void;
}
type Change = 'mkdir' | 'open' | 'rename' | 'rm' | 'unlink' | 'copyFile' | HandleChange;
type HandleChange = 'write' | 'writeFile' | 'appendFile' | 'truncate' | 'sync' | 'datasync';

interface State {
  left: number;
  done: number;
  refused: Map<string, string>;
}

// The factory of `vi.mock` runs before anything that the test file imports: what both need is kept here.
const state: State = vi.hoisted(() => ({ left: Infinity, done: 0, refused: new Map<string, string>() }));

function failing(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** @throws when the power is gone or the call is refused */
function step(name: Change): void {
  const code = state.refused.get(name);
  if (code !== undefined) throw failing(code);
  if (state.left <= 0) throw failing('EIO');
  state.left -= 1;
  state.done += 1;
}

const paths = ['mkdir', 'rename', 'rm', 'unlink', 'copyFile'] as const;
const handles = ['truncate', 'sync', 'datasync'] as const;
const writes = ['write', 'writeFile', 'appendFile'] as const;

/** The functions of `node:fs/promises`, each of which may be the last: for `vi.mock`. */
export function crashing(real: typeof Fs): typeof Fs {
  const wrapped: Record<string, unknown> = {};
  for (const name of paths) {
    wrapped[name] = async (...args: unknown[]) => {
      step(name);
      return (real[name] as (...args: unknown[]) => Promise<unknown>)(...args);
    };
  }
  wrapped['open'] = async (file: string, flags?: string, mode?: number) => {
    if (flags !== 'r') step('open');
    return wrapHandle(await real.open(file, flags, mode));
  };
  return { ...real, ...wrapped };
}

/** The one call of `node:fs` with which the journal changes the disk. */
export function crashingSync(real: typeof Sync): typeof Sync {
  const writeSync = (...args: [number, Uint8Array, number, number, number]): number => {
    const [file, data, offset, length, position] = args;
    try {
      step('write');
    } catch (error) {
      if (isHalfDone()) real.writeSync(file, data, offset, Math.floor(length / 2), position);
      throw error;
    }
    return real.writeSync(...args);
  };
  return { ...real, writeSync: writeSync as typeof real.writeSync };
}

/** Whether it was this write that lost its power: then its first half still reaches the disk, once. */
function isHalfDone(): boolean {
  if (state.left !== 0 || state.refused.size > 0) return false;
  state.left = -1;
  return true;
}

function wrapHandle(handle: Fs.FileHandle): Fs.FileHandle {
  const own = handle as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  for (const name of handles) {
    const call = own[name]!.bind(handle);
    own[name] = async (...args) => {
      step(name);
      return call(...args);
    };
  }
  for (const name of writes) {
    const call = own[name]!.bind(handle);
    own[name] = async (...args) => {
      const [data] = args as [Uint8Array];
      try {
        step(name);
      } catch (error) {
        if (isHalfDone()) {
          const half = data.subarray(0, Math.floor(data.length / 2));
          await (name === 'write' ? call(half, 0, half.length, args[3]) : call(half));
        }
        throw error;
      }
      return call(...args);
    };
  }
  return handle;
}

export const disk: CrashingDisk = {
  crashAfter: (steps) => {
    state.left = steps;
    state.done = 0;
  },
  restart: () => {
    state.left = Infinity;
    state.refused.clear();
    return state.done;
  },
  refuse: (name, code) => void state.refused.set(name, code),
};
