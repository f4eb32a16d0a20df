import { equalBytes, fromHex, toHex } from '../../shared/kernel/bytes.ts';
import type { Frame } from '../../shared/journal/write.ts';
import * as v from 'valibot';
import type { Position } from '../journal/frame.ts';
import type { Ledger } from '../journal/ledger.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** How many cases, documents and files of documents the journal holds up to a frame. */
export const Census = v.strictObject({
  vaultId: v.string(),
  seq: count,
  digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  counts: v.strictObject({ cases: count, documents: count, files: count }),
});
export type Census = v.InferOutput<typeof Census>;

/** Whether a count is of this office and stands at this place of its journal: then there is nothing to count. */
export function isAt(census: Census | undefined, vaultId: string, { seq, digest }: Position): boolean {
  return census?.vaultId === vaultId && census.seq === seq && census.digest === toHex(digest);
}

/**
 * Brings the count up to date. Frames that are new are counted by their first versions; when the journal is not the one
 * that was counted (put back, made anew, compacted since), everything is counted once more.
 * @param before the last count, if there is one
 * @returns undefined while the journal cannot be read: then the old count is the best there is
 */
export async function takeCensus(
  ledger: Pick<Ledger, 'read'>,
  vaultId: string,
  before: Census | undefined,
): Promise<Census | undefined> {
  if (before?.vaultId === vaultId && before.seq > 0) {
    const grown = await countOn(ledger, before);
    if (grown !== 'another') return grown;
  }
  return countAll(ledger, vaultId);
}

async function countOn(ledger: Pick<Ledger, 'read'>, before: Census): Promise<Census | 'another' | undefined> {
  const counts = { ...before.counts };
  let place = { seq: before.seq, digest: before.digest };
  let isFirst = true;
  // from one frame before, to see that it is still the same
  for await (const frame of framesAfter(ledger, before.seq - 1)) {
    if (frame === undefined) return undefined;
    if (isFirst) {
      if (frame.seq !== before.seq || !equalBytes(frame.digest, fromHex(before.digest))) return 'another';
      isFirst = false;
      continue;
    }
    // a base frame holds newest versions, which say nothing about what is new
    if ('from' in frame) return 'another';
    for (const write of frame.writes) {
      if (write.k === 'del') continue;
      if (write.t === 'files') counts.files += 1;
      const kind = write.t === 'summaries' && write.row.v === 1 ? kindOf(write.row.k) : undefined;
      if (kind !== undefined) counts[kind] += 1;
    }
    place = { seq: frame.seq, digest: toHex(frame.digest) };
  }
  return isFirst ? 'another' : { vaultId: before.vaultId, ...place, counts };
}

async function countAll(ledger: Pick<Ledger, 'read'>, vaultId: string): Promise<Census | undefined> {
  const rows = { cases: new Set<string>(), documents: new Set<string>() };
  let files = 0;
  let place = { seq: 0, digest: '0'.repeat(64) };
  for await (const frame of framesAfter(ledger, 0)) {
    if (frame === undefined) return undefined;
    for (const write of frame.writes) {
      if (write.k === 'del') continue;
      if (write.t === 'files') files += 1;
      const kind = write.t === 'summaries' ? kindOf(write.row.k) : undefined;
      if (kind !== undefined && write.t === 'summaries') rows[kind].add(write.row.k);
    }
    place = { seq: frame.seq, digest: toHex(frame.digest) };
  }
  return { vaultId, ...place, counts: { cases: rows.cases.size, documents: rows.documents.size, files } };
}

/** Frames in order; undefined, at the end, when they cannot be read any further. */
async function* framesAfter(ledger: Pick<Ledger, 'read'>, after: number): AsyncGenerator<Frame | undefined> {
  let last = after;
  for (;;) {
    const portion = await ledger.read(last);
    if (!portion.ok) {
      yield undefined;
      return;
    }
    yield* portion.value.frames;
    const end = portion.value.frames.at(-1)?.seq;
    if (end === undefined || end >= portion.value.end.seq) return;
    last = end;
  }
}

/** @returns undefined for workplaces and alerts: they are counted neither as cases nor as papers */
function kindOf(key: string): 'cases' | 'documents' | undefined {
  if (/^[ae]\//.test(key)) return undefined;
  return key.startsWith('c/') ? 'cases' : 'documents';
}
