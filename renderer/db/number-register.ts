import type { ActName } from '../../shared/access/acts.ts';
import type { WriteInput } from '../../shared/ipc/contract.ts';
import { newId } from '../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { counterOfMark, nextRun, overlapping, shareCounter, wasGiven } from '../../shared/record/number-blocks.ts';
import type { NumberBlock, NumberRange } from '../../shared/record/number-register.ts';
import { holds, type NumberSpan } from '../../shared/record/number-spans.ts';
import { parseCounterKey, type NumberParts } from '../../shared/record/numbering.ts';
import { writing } from './access.ts';
import { commit } from './commit.ts';
import { now, type Database } from './database.ts';
import { BLOCK, loadRegister, RANGE, type StoredRegister } from './number-store.ts';
import {
  counterOf,
  countersWrite,
  emptyFault,
  loadCounter,
  readCounters,
  type CounterParts,
  type LoadedCounter,
} from './numbers.ts';
import { officeEntityWrite, type NewValues } from './office-entities.ts';

/** The most numbers that are reserved at once. */
export const MOST_RESERVED = 500;

/** A block as somebody gives it. */
export type NewBlock = Omit<NumberBlock, 'by' | 'at'>;

/**
 * Gives an installation a block of numbers, which is then the only one that gives them. Needs `settings.write`; for
 * another computer also the right to read cases, since what was given here before must not be given there again.
 * @returns the faults `numbers/block-overlaps` (with the other block), `numbers/block-given` (with the last number given
 *   here), and those of writing
 */
export async function addBlock(db: Database, block: NewBlock): Promise<Result<void>> {
  return await writing(db, 'settings.write', async () => {
    const register = await loadRegister(db);
    if (!register.ok) return register;
    const other = overlapping(register.value.blocks, block);
    if (other !== undefined) {
      const { from, to, type, year, installationId } = other;
      return fail('numbers/block-overlaps', { from, to, type, year, note: other.note || shortCode(installationId) });
    }
    const free = block.installationId === db.installationId ? ok(undefined) : await isUngiven(db, block);
    if (!free.ok) return free;
    const { type, year, from, to, note } = block;
    const detail = `Bloque de números ${type} ${year}: ${from} a ${to}, ${shortCode(block.installationId)} ${note}`;
    const entity = `${BLOCK}${newId()}`;
    return await commitEntity(db, register.value, { entity, values: stamped(db, block), action: 'settings', detail });
  });
}

/** Numbers from before there were blocks were given on this computer: another one must begin behind them. */
async function isUngiven(db: Database, block: NewBlock): Promise<Result<undefined>> {
  const counters = await readCounters(db);
  if (!counters.ok) return counters;
  const given = Object.entries(counters.value.last).flatMap(([mark, last]) => {
    const parts = mark === counterOfMark(mark) ? parseCounterKey(mark) : undefined;
    return parts !== undefined && shareCounter(parts, block) ? [last] : [];
  });
  const last = Math.max(0, ...given);
  return last >= block.from ? fail('numbers/block-given', { last }) : ok(undefined);
}

/**
 * Takes the next numbers of a counter, in a row, for forms that are printed without data and filled in by hand. The
 * counter, the register and the act move together. Needs `case.finalise`.
 * @param count 1 to {@link MOST_RESERVED}
 * @param note what they are for; not empty
 * @returns the numbers; `numbers/block-empty` when this computer has not so many in a row; those of writing
 */
export async function reserveNumbers(
  db: Database,
  parts: CounterParts,
  count: number,
  note: string,
): Promise<Result<NumberSpan>> {
  return await writing(db, 'case.finalise', async () => {
    const counter = counterOf(db, parts);
    const loaded = await loadCounter(db, counter);
    if (!loaded.ok) return loaded;
    const { view, counters, register } = loaded.value;
    const run = nextRun(view, count);
    if (run === undefined) return emptyFault(counter);
    const { from, to } = run;
    const kept = await commitEntity(db, register, {
      ...rangeEntity(db, { counter, from, to, kind: 'reserved', reason: note }),
      action: 'numbers-reserved',
      detail: `${parts.type} ${parts.year}: ${spanText(run)}: ${note}`,
      beside: await countersWrite(db, counters, { [run.mark]: to }),
    });
    return kept.ok ? ok({ from, to }) : kept;
  });
}

/**
 * Annuls a number that was given, or spoiled on paper. It stays in the register with its reason and is never given
 * again; a paper that bears it stays as it is. Needs `case.finalise`.
 * @returns faults `numbers/not-given`, `numbers/already-annulled`, and those of writing
 */
export async function annulNumber(
  db: Database,
  { sequence, ...parts }: CounterParts & Pick<NumberParts, 'sequence'>,
  reason: string,
): Promise<Result<void>> {
  return await writing(db, 'case.finalise', async () => {
    const counter = counterOf(db, parts);
    const loaded = await loadCounter(db, counter);
    if (!loaded.ok) return loaded;
    if (isAnnulled(loaded.value, sequence)) return fail('numbers/already-annulled', { n: sequence });
    if (!wasGiven(loaded.value.view, sequence)) return fail('numbers/not-given', { n: sequence });
    return await commitEntity(db, loaded.value.register, {
      ...rangeEntity(db, { counter, from: sequence, to: sequence, kind: 'annulled', reason }),
      action: 'number-annulled',
      detail: `${parts.type} ${parts.year}: ${sequence}: ${reason}`,
    });
  });
}

/** How a computer is called where nobody has named it: the beginning of its id. */
export function shortCode(installationId: string): string {
  return installationId.slice(0, 8).toUpperCase();
}

function isAnnulled({ register, view }: LoadedCounter, n: number): boolean {
  return register.ranges.some(
    (range) => range.counter === view.counter && range.kind === 'annulled' && holds(range, n),
  );
}

interface NewEntity {
  readonly entity: string;
  readonly values: NewValues;
  readonly action: ActName;
  /** in Spanish, for the chain of acts */
  readonly detail: string;
  /** what else goes into the same commit */
  readonly beside?: WriteInput;
}

async function commitEntity(db: Database, { changes }: StoredRegister, added: NewEntity): Promise<Result<void>> {
  const { entity, values, action, detail, beside } = added;
  const { write } = await officeEntityWrite(db, changes, entity, values);
  const writes = [beside, write].filter((one): one is WriteInput => one !== undefined);
  return await commit(db, writes, { action, detail });
}

function rangeEntity(
  db: Database,
  range: Omit<NumberRange, 'installationId' | 'by' | 'at'>,
): Pick<NewEntity, 'entity' | 'values'> {
  const { installationId } = db;
  return { entity: `${RANGE}${newId()}`, values: stamped(db, { ...range, installationId }) };
}

/** Values with who noted them and when. */
function stamped(db: Database, values: NewValues): NewValues {
  return { ...values, by: db.personId, at: now(db) };
}

function spanText({ from, to }: NumberSpan): string {
  return from === to ? String(from) : `${from} a ${to}`;
}
