import { readAcknowledgement, type Acknowledgement } from '../../../shared/bundle/acknowledgement.ts';
import type { Envelope } from '../../../shared/bundle/envelope.ts';
import type { BundleSummary } from '../../../shared/bundle/read-bundle.ts';
import { readSettings } from '../../../shared/bundle/settings-file.ts';
import type { Host } from '../../../shared/ipc/contract.ts';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { parseBundleIndex, type BundleIndex } from '../../../shared/merge/bundle-index.ts';
import type { BundleFacts, IncomingStanding, LedgerEntry } from '../../../shared/merge/ledger.ts';
import type { Database } from '../../db/database.ts';
import { planImport, type ImportPreview } from '../../db/import-case.ts';
import { listBundles, standingOfBundle } from '../../db/ledger.ts';
import { planSettings, type IncomingSettings } from '../../db/shared-settings.ts';
import { readBundleFile, type UnpackWorker } from '../../exchange/read-bundle-file.ts';
import type { UnpackEvent } from '../../exchange/unpack-message.ts';
import type { OpenedBundle } from './open-bundle.ts';
import { codeOf } from '../../parts/exchange/send-bundle.ts';

/** What a bundle holds and would change, before anything is changed. */
export interface CheckedBundle {
  readonly opened: OpenedBundle;
  readonly id: string;
  readonly facts: BundleFacts;
  readonly envelope: Envelope;
  readonly sender: BundleSummary['standing'];
  readonly standing: IncomingStanding;
  readonly cases: readonly ImportPreview[];
  readonly index: BundleIndex;
  /** of a bundle of settings */
  readonly settings: IncomingSettings | undefined;
  readonly trust: { readonly list: Bytes; readonly signature: Bytes } | undefined;
  /** those to this office */
  readonly acknowledgements: readonly Acknowledgement[];
  /** how many pieces of evidence and papers */
  readonly files: number;
}

/** Reading a copied bundle, from the main process. */
export interface ReadSteps {
  readonly db: Database;
  readonly host: Pick<Host, 'readBundle'>;
  /** told the share that was read, 0 to 1 */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
  /** tests pass one of their own */
  readonly startWorker?: () => UnpackWorker;
}

/**
 * Reads a bundle to its end, verifies all of it, and works out what it would change. Writes nothing. Faults:
 * `bundle/repeated-with-other-content` when it confirms bundles of ours that it cannot have; `exchange/not-an-alert` for
 * something else in a bundle of alerts; those of `readBundleFile`, `planImport` and `planSettings`.
 */
export async function checkBundle(steps: ReadSteps, opened: OpenedBundle): Promise<Result<CheckedBundle>> {
  const { db } = steps;
  const cases: ImportPreview[] = [];
  const acknowledgements: Acknowledgement[] = [];
  let index: BundleIndex = { papers: [], pieces: [] };
  let trust: CheckedBundle['trust'];
  let settings: IncomingSettings | undefined;
  let replica = '';
  const read = await readThrough(steps, opened, async (event) => {
    if (event.kind === 'case') {
      const plan = await planImport(db, event);
      if (plan.ok) cases.push(plan.value);
      return plan;
    }
    if (event.kind === 'envelope') ({ replica } = event.envelope.emisor);
    if (event.kind === 'index') {
      const parsed = parseBundleIndex(event.json);
      if (parsed.ok) index = parsed.value;
      return parsed;
    }
    if (event.kind === 'settings') {
      const sent = readSettings(event.json);
      if (!sent.ok) return sent;
      const plan = await planSettings(db, sent.value, replica);
      if (plan.ok) settings = plan.value;
      return plan;
    }
    if (event.kind === 'trust') trust = { list: event.list, signature: event.signature };
    if (event.kind === 'acknowledgement') {
      const said = readAcknowledgement(event.json);
      if (said === undefined) return fail('bundle/content', { part: 'data/acuse' });
      acknowledgements.push(said);
    }
    return ok(undefined);
  });
  if (!read.ok) return read;
  const { envelope, identity, standing: sender } = read.value;
  if (envelope.tipo === 'alerta' && cases.some(({ shown }) => shown.kind !== 'alert'))
    return fail('exchange/not-an-alert');
  const set = settings?.number;
  const facts = { ...factsOf(envelope, identity, opened), ...(set === undefined ? {} : { set }) };
  const standing = await standingOfBundle(db, { ...facts, id: envelope.id });
  if (!standing.ok) return standing;
  // one for an office whose bundle the ministry opens is not to us
  const toUs = acknowledgements.filter(({ a }) => a === db.officeCode);
  const entries = await listBundles(db);
  if (!entries.ok) return entries;
  if (!toUs.every((one) => isHonest(one, facts.from, entries.value))) {
    return fail('bundle/repeated-with-other-content');
  }
  const files = envelope.archivos.filter(({ tipo }) => tipo === 'adjunto' || tipo === 'documento').length;
  return ok({
    ...{ opened, id: envelope.id, facts, envelope, sender, cases, index, trust, files, settings },
    acknowledgements: toUs,
    standing: standing.value,
  });
}

/** Whether who sends it says it of itself, and of bundles of ours that were made for it: the very same ones. */
function isHonest({ de, recibidos }: Acknowledgement, sender: string, entries: readonly LedgerEntry[]): boolean {
  const isOurs = ({ id, sobre }: Acknowledgement['recibidos'][number]): boolean => {
    const own = entries.find((entry) => entry.direction === 'out' && entry.id === id);
    return own === undefined || (own.identity === sobre && own.to.some(({ office }) => office === de));
  };
  return de === sender && recibidos.every(isOurs);
}

/** Reads a copied bundle from its first byte to its last. Faults of `readBundleFile`. */
export async function readThrough(
  { db, host, onProgress, signal, startWorker }: ReadSteps,
  { reading, size, key, ownKeys, list, known }: OpenedBundle,
  onEvent: (event: UnpackEvent) => Promise<Result<unknown>>,
): Promise<Result<BundleSummary>> {
  return await readBundleFile({
    ...{ size, key, ownKeys, list, known, onEvent, signal, now: db.clock.now() },
    read: (at, length) => host.readBundle({ reading, at, length }),
    onProgress: (bytes) => onProgress(size === 0 ? 1 : bytes / size),
    ...(startWorker === undefined ? {} : { startWorker }),
  });
}

function factsOf(envelope: Envelope, identity: string, { name, size, sha256 }: OpenedBundle): BundleFacts {
  const { tipo, emisor, sec, casos } = envelope;
  return {
    ...{ direction: 'in', kind: tipo, identity, code: codeOf(name), from: emisor.oficina, replica: emisor.replica },
    to: sec.map(({ a, n, ant }) => ({ office: a, n, before: ant })),
    ...{ size, sha256 },
    cases: casos.map(({ id, series }) => ({ id, series: series.map((tip) => ({ ...tip })) })),
  };
}
