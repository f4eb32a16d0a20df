import type { SafetyFacts } from '../../shared/ipc/contract.ts';
import { instantFrom, type Clock } from '../../shared/kernel/clock.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import type { Ledger } from '../journal/ledger.ts';
import { freeBytes } from '../disk/free-bytes.ts';
import { factsOf } from '../snapshots/list-snapshots.ts';
import { findSecondPlace } from '../snapshots/places.ts';
import type { Snapshots } from '../snapshots/snapshots.ts';
import type { OpenOffice } from '../vault/vault.ts';

/** Where the facts come from. */
export interface SafetyDeps {
  /** the profile folder */
  readonly userData: string;
  readonly clock: Clock;
  readonly ledger: Pick<Ledger, 'facts' | 'latestTime'>;
  readonly snapshots: Pick<Snapshots, 'list' | 'failure' | 'journalCheckedAt' | 'evidence'>;
  /** what keeps the database here (electron/guard/engine.ts) */
  readonly engine: SafetyFacts['engine'];
}

/** Gathers what the data-safety panel tells about the open office. */
export async function gatherSafetyFacts(
  { userData, clock, ledger, snapshots, engine }: SafetyDeps,
  { keyring, person }: Pick<OpenOffice, 'keyring' | 'person'>,
): Promise<SafetyFacts> {
  const second = await findSecondPlace(userData);
  const journal = await ledger.facts();
  const latest = ledger.latestTime();
  const checks = [journal?.checkedAt, snapshots.journalCheckedAt].filter((time) => time !== undefined).sort();
  const { recovery } = keyring;
  const found = await snapshots.evidence();
  return {
    snapshots: (await snapshots.list()).map(factsOf),
    second: second === undefined ? undefined : { name: second.name, present: second.present },
    failure: snapshots.failure === undefined ? undefined : plainFault(snapshots.failure),
    freeBytes: await freeBytes(userData),
    journal: {
      seq: journal?.seq ?? 0,
      bytes: journal?.bytes ?? 0,
      checkedAt: checks.at(-1),
      damaged: journal?.damaged ?? true,
    },
    ...(found === undefined ? {} : { evidence: plainEvidence(found) }),
    engine,
    recovery: {
      madeAt: recovery?.madeAt ?? instantFrom(0),
      total: recovery?.total ?? 0,
      need: recovery?.need ?? 2,
      holders: [...(recovery?.holders ?? [])],
      practisedAt: recovery?.practisedAt,
    },
    clockBehind: latest !== undefined && clock.now() < Date.parse(latest),
    deviceBound: person.slot.device !== undefined,
  };
}

function plainEvidence({
  checkedAt,
  files,
  missing,
  damaged,
  missingOutside,
  mended,
}: NonNullable<Awaited<ReturnType<Snapshots['evidence']>>>): NonNullable<SafetyFacts['evidence']> {
  const lists = { missing: [...missing], damaged: [...damaged], missingOutside: [...missingOutside] };
  return { checkedAt, files, ...lists, mended: [...mended] };
}

function plainFault({ code, detail = {} }: Fault): NonNullable<SafetyFacts['failure']> {
  const facts = Object.entries(detail).map(
    ([name, fact]) => [name, typeof fact === 'object' ? [...fact] : fact] as const,
  );
  return { code, detail: Object.fromEntries(facts) };
}
