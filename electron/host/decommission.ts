import { rm } from 'node:fs/promises';
import path from 'node:path';
import { placeName } from '../../shared/catalog/territory.ts';
import { toHex, type Bytes } from '../../shared/kernel/bytes.ts';
import { instantFrom } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { CallInput, Handlers, SafetyFacts, SnapshotFacts } from '../../shared/ipc/contract.ts';
import { freshCopyOutside } from '../../shared/ipc/outside-copy.ts';
import {
  buildDestructionRecord,
  DESTRUCTION_FIELD,
  type DestructionRecordInput,
} from '../../shared/report/destruction-record.ts';
import type { Report } from '../../shared/report/report.ts';
import { destructionText } from '../../shared/report/text/destruction.ts';
import { destroyFiles, promiseDestruction } from '../decommission-sweep.ts';
import { safeFileName } from '../disk/file-name.ts';
import type { CheckedPdf } from '../documents/protocol.ts';
import type { AuditCheck } from '../journal/check-audit.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { OfficeFacts } from '../vault/decommission.ts';
import { noteFailures } from './act-log.ts';
import { actWords } from './act-words.ts';
import { signAsOneself, type OwnSigning } from './sign-own.ts';
import type { SignedPdf } from './sign-pdf.ts';

/** What destroying an office needs of the rest of the main process. */
export interface DecommissionDeps extends OwnSigning {
  /** absolute path of the profile folder */
  readonly userData: string;
  readonly ledger: Pick<Ledger, 'record' | 'checkAudit' | 'position' | 'close'>;
  readonly safetyFacts: () => Promise<Result<SafetyFacts>>;
  readonly render: (report: Report) => Promise<Result<CheckedPdf>>;
  /**
   * Asks where to save the record.
   * @param suggestedName with its ending
   * @returns absolute path; undefined when cancelled
   */
  readonly askWhere: (suggestedName: string) => Promise<string | undefined>;
  readonly write: (file: string, bytes: Bytes) => Promise<Result<unknown>>;
  /**
   * Called as soon as there is no way back. From then on the window shows the record and nothing else: whatever page it
   * asks for next, and its closing, must end this run of the app.
   */
  readonly onDestroyed: () => void;
}

type Input = CallInput<'decommission'>;

/**
 * Takes an office out of service. In this order, so that every step may be the last one before a power cut: who it is and
 * whether they want it; the record, signed with a key that is about to go; the act, written down; the record on a disk that
 * the person chose; the promise (see decommission-sweep.ts); the keys; everything else.
 *
 * Faults, after which nothing is destroyed: those of `Vault.decommission`, `snapshot/none` without a fresh copy outside,
 * `pdf/*`, `sign/*`, those of the journal, `file/cancelled`, `file/cannot-write`, `file/disk-full`.
 */
export function createDecommissionHandlers(deps: DecommissionDeps): Pick<Handlers, 'decommission'> {
  const { vault, ledger, userData } = deps;
  return {
    decommission: async (input) => {
      const facts = await vault.decommission(input);
      await noteFailures(vault, (act) => ledger.record(act));
      if (!facts.ok) return facts;
      const signed = await signRecord(deps, facts.value, input);
      if (!signed.ok) return signed;
      const { pdf, signedAt } = signed.value;

      const recorded = await ledger.record({ action: 'decommissioned', detail: input.reason });
      if (!recorded.ok) return recorded;
      const saved = await saveRecord(deps, facts.value.office.code, pdf);
      if (!saved.ok) return giveUp(deps, saved);
      const promised = await promiseDestruction(userData, facts.value.vaultId, signedAt);
      if (!promised.ok) {
        // a paper that says what did not happen must not lie about
        await rm(saved.value, { force: true }).catch(() => undefined);
        return giveUp(deps, promised);
      }

      deps.onDestroyed();
      await ledger.close();
      const keys = await vault.wipe();
      const others = await destroyFiles(userData);
      return ok({ record: pdf, savedAs: path.basename(saved.value), complete: keys.ok && others });
    },
  };
}

/** Writes down that nothing was destroyed after all. Whether that works changes nothing any more. */
async function giveUp({ ledger }: DecommissionDeps, why: Result<never>): Promise<Result<never>> {
  await ledger.record({ action: 'decommissioned', detail: actWords.notDecommissioned });
  return why;
}

async function signRecord(deps: DecommissionDeps, facts: OfficeFacts, input: Input): Promise<Result<SignedPdf>> {
  const report = await describe(deps, facts, input);
  if (!report.ok) return report;
  const rendered = await deps.render(report.value);
  if (!rendered.ok) return rendered;
  return signAsOneself(deps, {
    permission: 'office.decommission',
    passphrase: input.passphrase,
    pdf: rendered.value.pdf,
    field: DESTRUCTION_FIELD,
    reason: destructionText.signature,
    place: placeName(facts.office.municipality),
  });
}

async function describe(
  { vault, ledger, clock, safetyFacts }: DecommissionDeps,
  facts: OfficeFacts,
  { reason, withoutCopy }: Input,
): Promise<Result<Report>> {
  const safety = await safetyFacts();
  if (!safety.ok) return safety;
  const people = vault.listPeople();
  if (!people.ok) return people;
  const now = clock.now();
  const copy = withoutCopy ? undefined : freshCopyOutside(safety.value, now);
  if (copy === undefined && !withoutCopy) return fail('snapshot/none');
  // a journal that cannot be read is no reason to keep an office for ever: the record says so
  const chain = await ledger.checkAudit();
  const { office, person } = facts;
  return ok(
    buildDestructionRecord({
      office: { ...office, municipality: placeName(office.municipality) },
      vaultId: facts.vaultId,
      officeId: facts.officeId,
      person: { ...person, roles: actWords.roles(person.roles) },
      at: facts.at,
      reason,
      fingerprints: facts.fingerprints,
      people: new Map(people.value.map(({ id, name }) => [id, name])),
      counts: {
        ...facts.counts,
        writes: ledger.position()?.seq ?? 0,
        copies: safety.value.snapshots.filter(({ place }) => place === 'here').length,
      },
      ...(chain.ok ? { chain: chainText(chain.value) } : {}),
      ...(copy === undefined ? {} : { outside: outsideOf(copy, safety.value) }),
      madeAt: instantFrom(now),
      paper: 'letter',
    }),
  );
}

function chainText({ n, head, brokenAt }: AuditCheck): NonNullable<DestructionRecordInput['chain']> {
  return { n, head: toHex(head), ...(brokenAt === undefined ? {} : { brokenAt }) };
}

function outsideOf(
  { madeAt, seq }: SnapshotFacts,
  { second }: SafetyFacts,
): NonNullable<DestructionRecordInput['outside']> {
  return { madeAt, seq, place: second?.name ?? '' };
}

/** @returns absolute path of the record; or `file/cancelled` and the faults of writing */
async function saveRecord({ askWhere, write }: DecommissionDeps, code: string, pdf: Bytes): Promise<Result<string>> {
  const chosen = await askWhere(safeFileName(destructionText.fileName(code), '.pdf'));
  if (chosen === undefined) return fail('file/cancelled');
  const written = await write(chosen, pdf);
  return written.ok ? ok(chosen) : written;
}
