import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Act } from '../../shared/access/acts.ts';
import { BUNDLE_FOLDER } from '../../shared/bundle/bundle-layout.ts';
import { BUNDLE_NAME_BYTES, bundleFileName } from '../../shared/bundle/bundle-name.ts';
import { signEnvelope } from '../../shared/bundle/envelope-signature.ts';
import { envelopeIdentity, parseEnvelope } from '../../shared/bundle/envelope.ts';
import { archiveStart, bundleSeconds, planBundle } from '../../shared/bundle/plan-bundle.ts';
import { readmeText } from '../../shared/bundle/readme-text.ts';
import type { CallInput, Handlers } from '../../shared/ipc/contract.ts';
import { ownBytes, sha256, toBase64Url, utf8 } from '../../shared/kernel/bytes.ts';
import { instantFrom, type Clock } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { spokenWords } from '../../shared/referral/spoken-words.ts';
import { writeAtomically } from '../disk/atomic-write.ts';
import { exists } from '../disk/look.ts';
import { envelopeFile, recipientsOf, wordsRecipient, type Recipient } from '../exchange/bundle-files.ts';
import type { ArchiveParts } from '../exchange/archive.ts';
import type { BundleThread } from '../exchange/bundle-thread.ts';
import type { Sealing } from '../packages/seal-stream.ts';
import { readTrust } from '../vault/exchange-trust.ts';
import { openInstallation } from '../vault/installation-keys.ts';
import type { EditedOffice } from '../vault/open-office.ts';
import type { Vault } from '../vault/vault.ts';
import { actWords } from './act-words.ts';
import { allowed } from './allowed.ts';
import { bundleFolder, sweepUnfinished, type Place, type Places } from './bundle-places.ts';

/** Calls by which a bundle leaves. */
export type BundleOutCall =
  'beginBundle' | 'addToBundle' | 'sealBundle' | 'finishBundle' | 'cancelBundle' | 'checkStick';

/** What bundles that leave need of the rest of the main process. */
export interface BundleOutDeps {
  readonly vault: Vault;
  readonly clock: Clock;
  /** absolute path of the folder of the profile where bundles wait, sealed */
  readonly folder: string;
  readonly thread: () => BundleThread;
  readonly places: Pick<Places, 'find'>;
  readonly record: (act: Act) => Promise<Result<unknown>>;
}

/** What a bundle is once its envelope is signed. */
interface Sealed {
  readonly parts: ArchiveParts;
  readonly identity: string;
}

/** A bundle between its beginning and its end. */
interface Begun {
  /** id of whoever began it: nobody else ends it */
  readonly personId: string;
  /** codes of the offices it is for; undefined for somebody outside */
  readonly to: readonly string[] | undefined;
  /** why protected values go along; undefined where none do */
  readonly protectedReason: string | undefined;
  readonly place: Place;
  /** absolute path of where it waits */
  readonly spool: string;
  readonly thread: BundleThread;
  readonly recipients: readonly Recipient[];
  readonly sealing: Sealing;
  sealed?: Sealed;
}

/**
 * Makes bundles: what is in one comes file by file from the window and waits on the disk, sealed; its envelope is made and
 * signed here, for an office of the ministry's list and no other key; and that it leaves is written down before a byte is
 * on the stick. Faults: `access/denied`, `vault/*`, `trust/*`, `bundle/*`, `file/*`, those of the journal.
 */
export function createBundleOutHandlers(deps: BundleOutDeps): Pick<Handlers, BundleOutCall> & {
  /** Gives up what is being made, and settles once the chain of acts says that nothing left: before the journal is closed. */
  readonly cancelAll: () => Promise<void>;
} {
  const begun = new Map<string, Begun>();
  const cancel = async (token: string): Promise<void> => {
    const one = begun.get(token);
    begun.delete(token);
    await one?.thread.end();
    if (one !== undefined) await rm(one.spool, { force: true }).catch(() => undefined);
  };
  /** bundles on their way to a stick, until it is written down what became of them */
  const leaving = new Set<Promise<unknown>>();
  const cancelAll = async (): Promise<void> => {
    await Promise.all([...begun.keys()].map(cancel));
    await Promise.all(leaving);
  };
  /** Does the next step of a bundle, for whoever began it; gives it up when the step fails. */
  const step = async <T>(token: string, work: (one: Begun) => Promise<Result<T>>): Promise<Result<T>> => {
    const office = allowed(deps.vault, 'exchange.send');
    const one = begun.get(token);
    const isMine = office.ok && one?.personId === office.value.person.id;
    const done = !office.ok ? office : one !== undefined && isMine ? await work(one) : fail('bundle/interrupted');
    // a lock takes it away while it is under way
    const result = done.ok && !begun.has(token) ? fail('bundle/interrupted') : done;
    if (!result.ok) await cancel(token);
    return result;
  };
  return {
    cancelAll,

    beginBundle: async (order) => {
      await cancelAll();
      const ready = await begin(deps, order);
      if (!ready.ok) return ready;
      const token = randomBytes(16).toString('hex');
      begun.set(token, ready.value);
      return ok({ token });
    },

    addToBundle: ({ token, name, bytes, last }) =>
      step(token, async ({ thread, sealed }) => {
        if (sealed !== undefined) return fail('bundle/interrupted');
        const added = await thread.add({ name, bytes, last });
        return added.ok ? ok({}) : added;
      }),

    sealBundle: ({ token, draft }) =>
      step(token, async (one) => {
        const sealed = await seal(deps, one, draft);
        if (!sealed.ok) return sealed;
        one.sealed = sealed.value;
        return ok({ identity: sealed.value.identity });
      }),

    finishBundle: async ({ token }) => {
      const written = step(token, (one) => letOut(deps, one));
      leaving.add(written);
      try {
        return await written;
      } finally {
        leaving.delete(written);
        await cancel(token);
      }
    },

    cancelBundle: async ({ token }) => {
      await cancel(token);
      return ok({});
    },

    checkStick: async ({ place: token, names, sha256: expected }) => {
      const office = allowed(deps.vault, 'exchange.send');
      if (!office.ok) return office;
      const place = deps.places.find(token);
      if (!place.ok) return place;
      const folder = await bundleFolder(place.value);
      if (!folder.ok) return folder;
      const thread = deps.thread();
      try {
        const read = await thread.check(names.map((name) => path.join(folder.value, path.basename(name))));
        if (!read.ok) return read;
        if (read.value.sha256 !== expected) return fail('file/not-read-back');
        return ok({ fromMedium: read.value.fromMedium });
      } finally {
        await thread.end();
      }
    },
  };
}

/** Everything that can go wrong before a case is read: rights, the list, the stick, the disk. */
async function begin(
  deps: BundleOutDeps,
  { place: token, to, protectedReason }: CallInput<'beginBundle'>,
): Promise<Result<Begun>> {
  const office = allowed(deps.vault, 'exchange.send');
  if (!office.ok) return office;
  const place = deps.places.find(token);
  if (!place.ok) return place;
  const list = await deps.vault.use('exchange.send', readTrust);
  if (!list.ok) return list;
  const recipients = to === undefined ? ok([wordsRecipient]) : recipientsOf(list.value?.read, to);
  if (!recipients.ok) return recipients;
  // said now, not after minutes of reading cases
  const folder = await bundleFolder(place.value);
  if (!folder.ok) return folder;
  await sweepUnfinished(place.value, folder.value);
  const sealing: Sealing =
    to === undefined
      ? { kind: 'words', words: spokenWords((length) => ownBytes(randomBytes(length))) }
      : { kind: 'keys', keys: recipients.value.map(({ clave }) => clave) };
  const thread = deps.thread();
  const spool = path.join(deps.folder, `${randomBytes(12).toString('hex')}.tmp`);
  const spooling = await thread.spool(spool);
  if (!spooling.ok) {
    await thread.end();
    return spooling;
  }
  const personId = office.value.person.id;
  const order = { personId, to, protectedReason, place: place.value };
  return ok({ ...order, spool, thread, recipients: recipients.value, sealing });
}

/** Makes the envelope over what is there, and signs it with the key of this installation. */
async function seal(
  { vault, clock }: BundleOutDeps,
  { thread, recipients, to = [] }: Begun,
  draft: CallInput<'sealBundle'>['draft'],
): Promise<Result<Sealed>> {
  const spooled = await thread.files();
  return await vault.use('exchange.send', async (office) => {
    const installation = await openInstallation(office);
    if (!installation.ok) return installation;
    const { replica, certificate, signer } = installation.value;
    if (certificate === undefined || signer === undefined) return fail('trust/not-certified');
    // who needs to see the cases of one office is no question of where others lie
    if (to.length > 1 && draft.tipo !== 'ajustes') return fail('bundle/envelope', { part: 'destinatarios' });
    const maySend = draft.tipo === 'ajustes' ? await maySendSettings(vault, office) : ok(undefined);
    if (!maySend.ok) return maySend;
    const cert = toBase64Url(await sha256(certificate));
    const plan = planBundle({
      envelopeInput: {
        ...draft,
        emisor: { oficina: office.keyring.office.code, replica, cert },
        destinatarios: recipients,
      },
      files: spooled.map(envelopeFile),
    });
    // whatever the window said: what is signed is an envelope that every office takes for one
    const parsed = parseEnvelope(plan.envelopeBytes);
    if (!parsed.ok) return parsed;
    const signature = await signEnvelope(plan.envelopeBytes, signer, instantFrom(clock.now()));
    const parts: ArchiveParts = {
      start: archiveStart(plan, signature),
      files: plan.envelope.archivos
        .filter(({ tipo }) => tipo !== 'bagit')
        .map(({ ruta, bytes }) => ({ path: BUNDLE_FOLDER + ruta, name: ruta, size: bytes })),
      mtime: bundleSeconds(plan.envelope),
    };
    return ok({ parts, identity: await envelopeIdentity(plan.envelopeBytes) });
  });
}

/** Settings leave the central office alone, from who may change them: every other office would refuse them. */
async function maySendSettings(vault: Vault, office: EditedOffice): Promise<Result<undefined>> {
  const may = allowed(vault, 'settings.write');
  if (!may.ok) return may;
  const trust = await readTrust(office);
  if (!trust.ok) return trust;
  const { code } = office.keyring.office;
  return trust.value?.read.central === code ? ok(undefined) : fail('bundle/not-central', { office: code });
}

/** Writes down that it leaves, and lets it. */
async function letOut(deps: BundleOutDeps, one: Begun): ReturnType<Handlers['finishBundle']> {
  const { sealed, place, thread, sealing, to, protectedReason } = one;
  if (sealed === undefined) return fail('bundle/interrupted');
  const folder = await bundleFolder(place);
  if (!folder.ok) return folder;
  const name = await freeName(folder.value);
  const detail = actWords.bundle({ name, to, identity: sealed.identity, protectedReason });
  const noted = await deps.record({ action: 'bundle-sent', detail });
  if (!noted.ok) return noted;
  const order = { folder: folder.value, name, parts: sealed.parts, sealing };
  // a lock ends the thread in the middle of it
  const written = await thread.write(order).catch(() => fail('bundle/interrupted'));
  if (!written.ok) {
    // the log may not go on saying that it left
    await deps.record({ action: 'bundle-sent', detail: actWords.bundleStayed(detail) });
    return written;
  }
  // a stick without it is of use all the same
  await writeAtomically(path.join(place.root, 'LEEME.txt'), utf8(readmeText())).catch(() => undefined);
  const { names, sha256: hash, size, fromMedium } = written.value;
  const words = sealing.kind === 'words' ? { words: sealing.words } : {};
  return ok({ name, names: [...names], sha256: hash, size, fromMedium, place: place.name, ...words });
}

async function freeName(folder: string): Promise<string> {
  for (;;) {
    const name = bundleFileName(ownBytes(randomBytes(BUNDLE_NAME_BYTES)));
    if (!(await exists(path.join(folder, name))) && !(await exists(path.join(folder, `${name}.001`)))) return name;
  }
}
