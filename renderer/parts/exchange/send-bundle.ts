import { acknowledgementBytes } from '../../../shared/bundle/acknowledgement.ts';
import { BundleError } from '../../../shared/bundle/bundle-error.ts';
import { bundlePaths } from '../../../shared/bundle/bundle-layout.ts';
import { caseLines } from '../../../shared/bundle/change-lines.ts';
import type { BundleKind, Envelope } from '../../../shared/bundle/envelope.ts';
import { settingsBytes, type SettingsSet } from '../../../shared/bundle/settings-file.ts';
import type { Piece } from '../../../shared/evidence/piece.ts';
import type { CallInput, CallValue, ExchangeFacts, Host } from '../../../shared/ipc/contract.ts';
import { utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { instantFrom, type Instant } from '../../../shared/kernel/clock.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { bundleIndexJson, type PaperCard } from '../../../shared/merge/bundle-index.ts';
import {
  hasHappenedTo,
  standingBeside,
  waitingForAnswer,
  type BundleFacts,
  type LedgerEntry,
} from '../../../shared/merge/ledger.ts';
import { formatHybridTime, nextHybridTime } from '../../../shared/record/hybrid-time.ts';
import type { Database } from '../../db/database.ts';
import { openEvidence, type EvidencePort } from '../../db/evidence.ts';
import { gatherForBundle, readRevision, type GatheredCase } from '../../db/gather-bundle.ts';
import { listBundles, nextNumberTo, noteBundle, noteBundleEvent } from '../../db/ledger.ts';
import { bundleFiles, type BundleFiles } from './bundle-files.ts';

/** What sending needs from outside. */
export interface SendSteps {
  readonly db: Database;
  readonly host: EvidencePort &
    Pick<
      Host,
      'exchangeFacts' | 'sealSeries' | 'beginBundle' | 'addToBundle' | 'sealBundle' | 'finishBundle' | 'cancelBundle'
    >;
  readonly onProgress: (progress: SendProgress) => void;
  readonly signal: AbortSignal;
}

/** How far it is. */
export type SendProgress =
  | { readonly step: 'begin' | 'seal' | 'write' }
  | { readonly step: 'cases' | 'pieces' | 'papers'; readonly n: number; readonly total: number };

/** What somebody wants to send. */
export interface SendOrder {
  /** of the stick */
  readonly place: string;
  /** codes of the offices, several only for settings; none for somebody outside, who opens with words */
  readonly to: readonly string[];
  /** cases, workplaces and alerts; none for a bundle that only says what arrived, or has settings */
  readonly caseIds: readonly string[];
  /** the cases are alerts for the office whose they are: as they were told, without papers and evidence */
  readonly isAlert?: boolean;
  /** what the central office sends of its own */
  readonly settings?: SettingsSet;
  /** why protected values go along, each case that has some was opened before; undefined where they stay out */
  readonly protectedReason: string | undefined;
}

/** A bundle that lies on a stick. */
export interface SentBundle extends CallValue<'finishBundle'> {
  readonly id: string;
  readonly identity: string;
  readonly to: readonly string[];
  readonly cases: number;
  readonly writtenAt: Instant;
}

/** Somebody outside, as the envelope calls them; no office has this code. */
const OUTSIDE = 'EXTERNO';

/**
 * Makes a bundle and writes it on a stick: cases with all their changes, their papers and evidence, the ministry's list, and
 * what has arrived from there. It is in the ledger before a byte of it is on the stick. Whatever fails, or a person who gives
 * up, leaves nothing on the stick. Faults: `file/cancelled`, and those of all steps.
 */
export async function sendBundle(steps: SendSteps, order: SendOrder): Promise<Result<SentBundle>> {
  const { host, onProgress, signal } = steps;
  onProgress({ step: 'begin' });
  const { place, to, protectedReason } = order;
  const begun = await host.beginBundle({
    place,
    ...(to.length === 0 ? {} : { to: [...to] }),
    ...(protectedReason === undefined ? {} : { protectedReason }),
  });
  if (!begun.ok) return begun;
  const { token } = begun.value;
  const made = await make(steps, order, token);
  if (!made.ok || signal.aborted) {
    await host.cancelBundle({ token });
    if (!made.ok) return made;
    await noteBundleEvent(steps.db, made.value.id, { what: 'destroyed' });
    return fail('file/cancelled');
  }
  onProgress({ step: 'write' });
  const written = await host.finishBundle({ token });
  const { id, identity, answered } = made.value;
  if (!written.ok) {
    await noteBundleEvent(steps.db, id, { what: 'destroyed', note: written.fault.code });
    return written;
  }
  const { sha256, size, name, place: stick } = written.value;
  const noted = await noteBundleEvent(
    steps.db,
    id,
    { what: 'written', note: stick },
    { sha256, size, code: codeOf(name) },
  );
  if (!noted.ok) return noted;
  for (const entry of answered) {
    // it says it again until it is certain that it came; once is enough to have written down
    if (hasHappenedTo(entry, 'acknowledged')) continue;
    const told = await noteBundleEvent(steps.db, entry.id, { what: 'acknowledged', note: codeOf(name) });
    if (!told.ok) return told;
  }
  return ok({
    ...written.value,
    id,
    identity,
    to,
    cases: order.caseIds.length,
    writtenAt: instantFrom(steps.db.clock.now()),
  });
}

/** `K7QM-2F9X` of `TRASPASO-K7QM-2F9X.age`. */
export function codeOf(name: string): string {
  return /^TRASPASO-(.{4}-.{4})\.age$/.exec(name)?.[1] ?? '';
}

interface Made {
  readonly id: string;
  readonly identity: string;
  /** what came from there and is acknowledged in it */
  readonly answered: readonly LedgerEntry[];
}

async function make(steps: SendSteps, order: SendOrder, token: string): Promise<Result<Made>> {
  const { db, host, onProgress } = steps;
  const facts = await host.exchangeFacts({});
  if (!facts.ok) return facts;
  const files = bundleFiles(host, token);
  const cases = await addCases(steps, order, files);
  if (!cases.ok) return cases;
  const tipo = kindOf(order);
  const hasIndex = tipo === 'traspaso' || tipo === 'expediente';
  const index = hasIndex ? await addIndex(files, cases.value) : ok(undefined);
  if (!index.ok) return index;
  const trust = await addTrust(files, facts.value);
  if (!trust.ok) return trust;
  const settings = order.settings === undefined ? ok(undefined) : await addSettings(files, order.settings);
  if (!settings.ok) return settings;
  const id = newId();
  const answered = await addAcknowledgement(steps, order, { files, id });
  if (!answered.ok) return answered;
  const added = hasIndex ? await addBytes(steps, cases.value, files) : ok(undefined);
  if (!added.ok) return added;
  onProgress({ step: 'seal' });
  const to: BundleFacts['to'] = [];
  for (const office of order.to.length === 0 ? [OUTSIDE] : order.to) {
    const number = await nextNumberTo(db, office);
    if (!number.ok) return number;
    to.push({ office, ...number.value });
  }
  const casos = cases.value.map(({ id: caseId, tips }) => ({ id: caseId, series: tips.map(tipOf) }));
  const creado = formatHybridTime(nextHybridTime(undefined, db.clock.now()));
  const draft: CallInput<'sealBundle'>['draft'] = {
    id,
    tipo,
    sec: to.map(({ office: a, n, before: ant }) => ({ a, n, ant })),
    creado,
    casos,
  };
  const sealed = await host.sealBundle({ token, draft });
  if (!sealed.ok) return sealed;
  const { identity } = sealed.value;
  const entered: BundleFacts = {
    ...{ direction: 'out', kind: tipo, identity, code: '', from: db.officeCode, replica: db.installationId },
    ...(order.settings?.number === undefined ? {} : { set: order.settings.number }),
    to,
    cases: casos,
  };
  const noted = await noteBundle(db, id, entered, { what: 'made', note: order.protectedReason ?? '' });
  return noted.ok ? ok({ id, identity, answered: answered.value }) : noted;
}

function kindOf({ to, caseIds, isAlert, settings }: SendOrder): BundleKind {
  if (to.length === 0) return 'expediente';
  if (settings !== undefined) return 'ajustes';
  if (isAlert === true) return 'alerta';
  return caseIds.length === 0 ? 'acuse' : 'traspaso';
}

function tipOf({ r, n, h }: Envelope['casos'][number]['series'][number]): { r: string; n: number; h: string } {
  return { r, n, h };
}

/** The part of a case that is still needed once its lines are in. */
type CaseParts = Pick<GatheredCase, 'id' | 'tips' | 'papers' | 'pieces'>;

/** Adds the lines of all cases, one case after the other: no more than one is in memory with its changes. */
async function addCases(
  { db, host, onProgress, signal }: SendSteps,
  { caseIds, protectedReason }: SendOrder,
  files: BundleFiles,
): Promise<Result<readonly CaseParts[]>> {
  const parts: CaseParts[] = [];
  for (const [i, caseId] of caseIds.entries()) {
    if (signal.aborted) return fail('file/cancelled');
    onProgress({ step: 'cases', n: i + 1, total: caseIds.length });
    const gathered = await gatherForBundle(db, caseId, { withProtected: protectedReason !== undefined });
    if (!gathered.ok) return gathered;
    const { changes, unsealed, seals, id, tips, papers, pieces } = gathered.value;
    const fresh =
      unsealed.length === 0
        ? ok({ seals: [] })
        : await host.sealSeries({ tips: unsealed.map(({ r, n, h }) => ({ c: caseId, r, n, h })) });
    if (!fresh.ok) return fresh;
    const lines = linesOf(() => [...caseLines(changes, [...seals, ...fresh.value.seals])]);
    if (!lines.ok) return lines;
    for (const text of lines.value) {
      const added = await files.line(text);
      if (!added.ok) return added;
    }
    parts.push({ id, tips, papers, pieces });
  }
  const ended = await files.endLines();
  return ended.ok ? ok(parts) : ended;
}

/** A value that is too long for the format is a fault of that case, and no bug. */
function linesOf(make: () => readonly string[]): Result<readonly string[]> {
  try {
    return ok(make());
  } catch (error) {
    if (error instanceof BundleError) return { ok: false, fault: error.fault };
    throw error;
  }
}

async function addIndex(files: BundleFiles, cases: readonly CaseParts[]): Promise<Result<undefined>> {
  const pieces = cases.flatMap((one) => one.pieces.map(({ id, sha256 }) => ({ caseId: one.id, id, sha256 })));
  const json = bundleIndexJson({ papers: cases.flatMap(({ papers }) => papers), pieces });
  return await files.add(bundlePaths.index, utf8(json));
}

async function addSettings(files: BundleFiles, settings: SettingsSet): Promise<Result<undefined>> {
  return await files.add(bundlePaths.settings, settingsBytes(settings));
}

async function addTrust(files: BundleFiles, { trust }: ExchangeFacts): Promise<Result<undefined>> {
  if (trust === undefined) return ok(undefined);
  const list = await files.add(bundlePaths.trustList, trust.list);
  return list.ok ? await files.add(bundlePaths.trustSignature, trust.signature) : list;
}

/** Says what has arrived from there and may not have been heard yet; no trip is needed for it. */
async function addAcknowledgement(
  { db }: SendSteps,
  { to }: SendOrder,
  { files, id }: { readonly files: BundleFiles; readonly id: string },
): Promise<Result<readonly LedgerEntry[]>> {
  const [office, ...others] = to;
  // what came from one office is nothing for the others
  if (office === undefined || others.length > 0) return ok([]);
  const entries = await listBundles(db);
  if (!entries.ok) return entries;
  const answered = waitingForAnswer(entries.value, office, db.officeCode);
  const last = answered[0];
  if (last === undefined) return ok([]);
  const recibidos = [...answered].reverse().flatMap((entry) => {
    const number = entry.to.find(({ office }) => office === db.officeCode)?.n;
    return number === undefined ? [] : [{ id: entry.id, n: number, sobre: entry.identity }];
  });
  const faltan = [...standingBeside(entries.value, last, db.officeCode).missing];
  const bytes = acknowledgementBytes({ de: db.officeCode, a: office, recibidos, faltan });
  const added = await files.add(bundlePaths.acknowledgement(id), bytes);
  return added.ok ? ok(answered) : added;
}

/** Adds evidence, and then papers: the order of the archive. */
async function addBytes(
  { db, host, onProgress, signal }: SendSteps,
  cases: readonly CaseParts[],
  files: BundleFiles,
): Promise<Result<undefined>> {
  const pieces = cases.flatMap((one) => one.pieces.map((piece: Piece) => ({ caseId: one.id, piece })));
  for (const [i, { caseId, piece }] of pieces.entries()) {
    if (signal.aborted) return fail('file/cancelled');
    onProgress({ step: 'pieces', n: i + 1, total: pieces.length });
    const bytes = await openEvidence(db, host, { caseId, piece, why: 'other' });
    const added = bytes.ok ? await files.piece(piece, bytes.value) : bytes;
    if (!added.ok) return added;
  }
  const papers: readonly PaperCard[] = cases.flatMap((one) => one.papers);
  for (const [i, paper] of papers.entries()) {
    if (signal.aborted) return fail('file/cancelled');
    onProgress({ step: 'papers', n: i + 1, total: papers.length });
    for (const n of paper.revisions.keys()) {
      const bytes: Result<Bytes> = await readRevision(db, paper, n);
      const added = bytes.ok ? await files.paper(bytes.value) : bytes;
      if (!added.ok) return added;
    }
  }
  return ok(undefined);
}
