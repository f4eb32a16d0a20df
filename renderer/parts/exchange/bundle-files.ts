import { bundlePaths } from '../../../shared/bundle/bundle-layout.ts';
import type { Piece } from '../../../shared/evidence/piece.ts';
import type { Host } from '../../../shared/ipc/contract.ts';
import { sha256, toHex, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { evidenceKinds } from '../../../shared/evidence/sniff.ts';

/** Bytes that go to the main process at once. */
const PIECE = 1024 * 1024;

/** Puts files into a bundle that was begun, one after the other in the order of the archive; none twice. */
export interface BundleFiles {
  /** Adds a whole file. @returns nothing; faults of `addToBundle` */
  readonly add: (name: string, bytes: Bytes) => Promise<Result<undefined>>;
  /** Adds a line of changes. */
  readonly line: (text: string) => Promise<Result<undefined>>;
  /** Ends the lines of changes: the file is there also when there are none. */
  readonly endLines: () => Promise<Result<undefined>>;
  readonly piece: (piece: Pick<Piece, 'type'>, bytes: Bytes) => Promise<Result<undefined>>;
  readonly paper: (bytes: Bytes) => Promise<Result<undefined>>;
}

/** @param token of the bundle */
export function bundleFiles(host: Pick<Host, 'addToBundle'>, token: string): BundleFiles {
  const there = new Set<string>();
  let lines: string[] = [];
  let length = 0;
  const send = async (name: string, bytes: Bytes, last: boolean): Promise<Result<undefined>> => {
    const added = await host.addToBundle({ token, name, bytes, last });
    return added.ok ? ok(undefined) : added;
  };
  const flush = async (last: boolean): Promise<Result<undefined>> => {
    const bytes = utf8(lines.join(''));
    lines = [];
    length = 0;
    return await send(bundlePaths.changes, bytes, last);
  };
  const add = async (name: string, bytes: Bytes): Promise<Result<undefined>> => {
    if (there.has(name)) return ok(undefined);
    there.add(name);
    for (let at = 0; ; at += PIECE) {
      const last = at + PIECE >= bytes.length;
      const sent = await send(name, bytes.slice(at, at + PIECE), last);
      if (!sent.ok || last) return sent;
    }
  };
  const hashOf = async (bytes: Bytes): Promise<string> => toHex(await sha256(bytes));
  return {
    add,
    line: async (text) => {
      lines.push(`${text}\n`);
      length += text.length;
      return length < PIECE / 2 ? ok(undefined) : await flush(false);
    },
    endLines: () => flush(true),
    piece: async ({ type }, bytes) =>
      await add(bundlePaths.evidence(await hashOf(bytes), evidenceKinds[type].ending.slice(1)), bytes),
    paper: async (bytes) => await add(bundlePaths.paper(await hashOf(bytes)), bytes),
  };
}
