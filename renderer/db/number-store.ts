import * as v from 'valibot';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Change } from '../../shared/record/change.ts';
import type { FoldedField } from '../../shared/record/fold.ts';
import {
  NumberBlock,
  NumberRange,
  type NumberRegister,
  type StoredBlock,
  type StoredRange,
} from '../../shared/record/number-register.ts';
import { knownCase } from './changes.ts';
import type { Database } from './database.ts';
import { foldOnce } from './known-cases.ts';

export const BLOCK = 'block/';
export const RANGE = 'number_range/';

/** The office's register of numbers, and what it was read from. */
export interface StoredRegister extends NumberRegister {
  /** all changes of the office's case */
  readonly changes: readonly Change[];
  /** the installations that have written into it, the earliest first */
  readonly installations: readonly string[];
  /** how many notes this version of the app cannot read; they count for nothing */
  readonly unreadable: number;
}

/** Reads the register. A part of others: call inside `reading` or `writing`. Faults `db/damaged`, `db/unavailable`. */
export async function loadRegister(db: Database): Promise<Result<StoredRegister>> {
  const known = await knownCase(db, db.officeId);
  if (!known.ok) return known;
  const { changes } = known.value;
  const blocks: StoredBlock[] = [];
  const ranges: StoredRange[] = [];
  let unreadable = 0;
  for (const [entity, fields] of foldOnce(changes).entities) {
    const [, id = ''] = entity.split('/');
    if (entity.startsWith(BLOCK)) {
      const block = v.safeParse(NumberBlock, valuesOf(fields));
      if (block.success) blocks.push({ ...block.output, id });
      else unreadable += 1;
    } else if (entity.startsWith(RANGE)) {
      const range = v.safeParse(NumberRange, valuesOf(fields));
      if (range.success) ranges.push({ ...range.output, id });
      else unreadable += 1;
    }
  }
  const installations = installationsOf(changes);
  return ok({ blocks, ranges, founder: installations[0], changes, installations, unreadable });
}

/** Every installation that wrote into the office's case, in the order of their first change. */
function installationsOf(changes: readonly Change[]): readonly string[] {
  const first = new Map<string, string>();
  for (const { op } of changes) {
    const known = first.get(op.r);
    if (known === undefined || op.t < known) first.set(op.r, op.t);
  }
  return [...first]
    .sort(([a, at], [b, bt]) => (at === bt ? a.localeCompare(b) : at < bt ? -1 : 1))
    .map(([installation]) => installation);
}

function valuesOf(fields: ReadonlyMap<string, FoldedField>): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...fields].flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])));
}
