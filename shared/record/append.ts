import { assert } from '../kernel/assert.ts';
import { randomBytes, toBase64Url } from '../kernel/bytes.ts';
import type { Clock } from '../kernel/clock.ts';
import { changeId, valueHash } from './change-hash.ts';
import type { Change, ChangeIntent, ChangeOp } from './change.ts';
import { fold, type FoldedCase } from './fold.ts';
import { formatHybridTime, MAX_AHEAD_MS, nextHybridTime, parseHybridTime, type HybridTime } from './hybrid-time.ts';
import { isEntityName, isFieldName, MAX_HEADS, MAX_SERIES } from './verify-change.ts';

/** Who writes where, and what was known then. */
export interface AppendContext {
  /** case: UUID */
  readonly caseId: string;
  /** this installation: UUID */
  readonly installationId: string;
  /** person id, at most 64 characters */
  readonly author: string;
  /** all changes of the case that are known here */
  readonly existing: readonly Change[];
  /** `existing` folded, when that was done already */
  readonly folded?: FoldedCase;
  readonly clock: Clock;
}

/**
 * Gives intents their place at the end of this installation's series: number, link to the previous change, time,
 * the heads they replace, salted value and id.
 * @returns the new changes only, in series order; storing them is the caller's part
 * @throws on names outside the format or a series of more than a million changes: bugs, not mistakes
 */
export function appendChanges(intents: readonly ChangeIntent[], context: AppendContext): readonly Change[] {
  const { existing, clock, folded = fold(existing) } = context;
  const heads = new Map<string, readonly string[]>();
  let last = latestTime(context);
  let tip = tipOf(context);
  const fresh: Change[] = [];
  for (const { entity, field, kind, value } of intents) {
    assert(isEntityName(entity) && isFieldName(field), `not a name the change log can hold: ${entity} ${field}`);
    const name = `${entity} ${field}`;
    const seen = heads.get(name) ?? (folded.entities.get(entity)?.get(field)?.heads ?? []).map(({ id }) => id);
    last = nextHybridTime(last, clock.now());
    const x = { sal: toBase64Url(randomBytes(16)), val: kind === 'del' ? null : value };
    const op: ChangeOp = {
      v: 1,
      c: context.caseId,
      r: context.installationId,
      n: (tip?.op.n ?? 0) + 1,
      p: tip?.id ?? null,
      t: formatHybridTime(last),
      u: context.author,
      e: entity,
      f: field,
      k: kind,
      s: [...seen].sort().slice(0, MAX_HEADS),
      h: valueHash(x.sal, x.val),
    };
    assert(op.n <= MAX_SERIES, 'a series of changes is full');
    tip = { id: changeId(op), op, x };
    // Heads beyond the format's limit stay heads; the next change of the field replaces them.
    heads.set(name, [tip.id, ...[...seen].sort().slice(MAX_HEADS)]);
    fresh.push(tip);
  }
  return fresh;
}

/** The end of the own series. After a restored backup there can be two; the longer one is continued. */
function tipOf({ existing, installationId }: AppendContext): Change | undefined {
  return existing
    .filter(({ op }) => op.r === installationId)
    .reduce<Change | undefined>((tip, change) => (tip === undefined || isLater(change, tip) ? change : tip), undefined);
}

function isLater(a: Change, b: Change): boolean {
  if (a.op.n !== b.op.n) return a.op.n > b.op.n;
  return a.op.t === b.op.t ? a.id > b.id : a.op.t > b.op.t;
}

/** The latest time that the next one must follow: own ones always, foreign ones unless absurdly far ahead. */
function latestTime({ existing, installationId, clock }: AppendContext): HybridTime | undefined {
  const limit = clock.now() + MAX_AHEAD_MS;
  let latest = '';
  for (const { op } of existing) {
    if (op.t <= latest) continue;
    if (op.r === installationId || (parseHybridTime(op.t)?.milliseconds ?? Infinity) <= limit) latest = op.t;
  }
  return parseHybridTime(latest);
}
