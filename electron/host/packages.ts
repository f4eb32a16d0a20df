import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Act } from '../../shared/access/acts.ts';
import type { Permission } from '../../shared/access/permissions.ts';
import type { CallInput, CallValue, Handlers } from '../../shared/ipc/contract.ts';
import { instantFrom, type Instant } from '../../shared/kernel/clock.ts';
import { ownBytes, sha256 as digest, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { parseAgeKeys } from '../../shared/referral/age-key.ts';
import { caseFiles, isCaseFile, missingCaseFiles } from '../../shared/referral/case-package.ts';
import { isPackageFile, missingFiles, MOST_BYTES, packageFiles } from '../../shared/referral/package-content.ts';
import { PACKAGE_NAME_BYTES, packageFileName } from '../../shared/referral/package-name.ts';
import { spokenWords } from '../../shared/referral/spoken-words.ts';
import { REFERRAL_ANNEXES_FIELD } from '../../shared/report/referral-annexes.ts';
import { referralPackageText } from '../../shared/report/text/referral-package.ts';
import { toPem } from '../../shared/signature/certificate.ts';
import { buildCms } from '../../shared/signature/cms.ts';
import { SigningFailed } from '../../shared/signature/signer.ts';
import { copyOut } from '../disk/copy-out.ts';
import type { LastFolder } from '../disk/last-folder.ts';
import { exists } from '../disk/look.ts';
import { checkWritable } from '../disk/writable.ts';
import type { BeginPackage } from '../packages/package-thread.ts';
import type { OpenPackage, SealedPackage } from '../packages/seal-package.ts';
import type { Sealing } from '../packages/seal-stream.ts';
import { checkValidity, describeOwn, openOwnSigner } from '../vault/certificates.ts';
import { makeSigner, type Signer } from '../vault/signer.ts';
import { text } from '../text.ts';
import { noteFailures } from './act-log.ts';
import { actWords } from './act-words.ts';
import { allowed } from './allowed.ts';
import type { GoingOut } from './going-out.ts';
import type { OwnSigning } from './sign-own.ts';
import { signPdf } from './sign-pdf.ts';

/** Calls about packages of referrals. */
export type PackageCall = 'beginPackage' | 'addToPackage' | 'signAnnexes' | 'finishPackage' | 'cancelPackage';

/** What sealing packages needs of the main process. */
export interface PackageDeps extends OwnSigning {
  /** absolute path of `PACKAGE_FOLDER` */
  readonly folder: string;
  readonly begin: BeginPackage;
  readonly chooseFolder: () => Promise<string | undefined>;
  readonly lastFolder: LastFolder;
  readonly goingOut: Pick<GoingOut, 'note'>;
  readonly record: (act: Act) => Promise<Result<unknown>>;
  readonly copy?: typeof copyOut;
}

/** A package between its beginning and its end. */
interface Begun {
  readonly order: CallInput<'beginPackage'>;
  readonly opened: OpenPackage;
  /** absolute path of what is being sealed */
  readonly staged: string;
  /** absolute path of the folder it goes to */
  readonly target: string;
  readonly signer: Signer;
  /** id of whoever began it: nobody else ends it */
  readonly personId: string;
  readonly words: string | undefined;
  readonly names: Set<string>;
  /** id of the piece that a file is a copy of, by the file's name */
  readonly pieces: Map<string, string>;
  bytes: number;
}

/**
 * Seals packages. What is in one comes file by file from the window and goes to the disk sealed; the sealed file is
 * written down with its hash, and only then copied to where the person chose. Six words under which one is sealed are
 * given out once, when it is there, and are written nowhere. Faults: `access/denied`, `vault/*`, `sign/*`, `referral/*`,
 * `file/*`, those of the journal.
 */
export function createPackageHandlers(
  deps: PackageDeps,
): Pick<Handlers, PackageCall> & { readonly cancelAll: () => Promise<void> } {
  const begun = new Map<string, Begun>();
  /** moves whenever all are ended from outside, as by a lock: what was under way then does not go on */
  let epoch = 0;
  const cancel = async (token: string): Promise<void> => {
    const one = begun.get(token);
    begun.delete(token);
    if (one !== undefined) await discard(one);
  };
  const cancelBegun = async (): Promise<void> => {
    await Promise.all([...begun.keys()].map(cancel));
  };
  const cancelAll = async (): Promise<void> => {
    epoch += 1;
    await cancelBegun();
  };
  /** The package, for whoever began it and may still do this. */
  const own = (token: string, permission: Permission): Result<Begun> => {
    const office = allowed(deps.vault, permission);
    if (!office.ok) return office;
    const one = begun.get(token);
    return one?.personId === office.value.person.id ? ok(one) : fail('referral/interrupted');
  };
  /** Gives the package up when a step of it fails: a half one is of no use to anybody. */
  const orCancel = async <T>(token: string, done: Result<T>): Promise<Result<T>> => {
    if (!done.ok) await cancel(token);
    return done;
  };
  return {
    cancelAll,

    beginPackage: async (order) => {
      await cancelBegun();
      const before = epoch;
      const ready = await begin(deps, order);
      if (!ready.ok) return ready;
      if (epoch !== before) {
        await discard(ready.value);
        return fail('vault/locked');
      }
      const token = randomBytes(16).toString('hex');
      begun.set(token, ready.value);
      return ok({ token });
    },

    addToPackage: async ({ token, name, bytes, piece }) => {
      const office = allowed(deps.vault, 'document.export');
      if (!office.ok) return office;
      const one = begun.get(token);
      if (one === undefined) return fail('referral/interrupted');
      if (!shapeOf(one.order).isFile(name) || one.names.has(name))
        return fail('ipc/bad-input', { call: 'addToPackage' });
      one.names.add(name);
      if (piece !== undefined) one.pieces.set(name, piece);
      one.bytes += bytes.length;
      if (one.bytes > MOST_BYTES) return await orCancel(token, fail('referral/too-large'));
      const added = await orCancel(token, await one.opened.add(name, bytes));
      return added.ok ? ok({}) : added;
    },

    signAnnexes: async ({ token, pdf, place }) => {
      const before = epoch;
      const mine = own(token, 'document.sign');
      if (!mine.ok) return await orCancel(token, mine);
      const one = mine.value;
      const what = { pdf, field: REFERRAL_ANNEXES_FIELD, reason: referralPackageText.annexes.signature, place };
      const signed = await orCancel(token, await signPdf(deps, one.signer, what));
      if (!signed.ok) return signed;
      if (epoch !== before) return fail('vault/locked');
      const { signer, signedAt } = signed.value;
      // a signature that could not be written down is given to nobody
      const detail = `${signer} · ${referralPackageText.annexes.title}`;
      const recorded = await orCancel(token, await deps.record({ ...one.order.about, action: 'signed', detail }));
      return recorded.ok ? ok({ pdf: signed.value.pdf, signer, signedAt }) : recorded;
    },

    finishPackage: async ({ token }) => {
      const before = epoch;
      const mine = own(token, 'document.export');
      if (!mine.ok) return await orCancel(token, mine);
      const one = mine.value;
      if (shapeOf(one.order).missing(one.names).length > 0) {
        return await orCancel(token, fail('ipc/bad-input', { call: 'finishPackage' }));
      }
      const summed = await orCancel(token, await writeSums(deps, one));
      if (!summed.ok) return summed;
      const sealed = await orCancel(token, await one.opened.finish());
      if (!sealed.ok) return sealed;
      begun.delete(token);
      try {
        return epoch === before ? await letOut(deps, one, sealed.value) : fail('vault/locked');
      } finally {
        await removeStaged(one);
      }
    },

    cancelPackage: async ({ token }) => {
      await cancel(token);
      return ok({});
    },
  };
}

/** What the two kinds of package differ in. */
function shapeOf({ what }: CallInput<'beginPackage'>): {
  readonly isFile: (name: string) => boolean;
  readonly missing: (names: Iterable<string>) => readonly string[];
  readonly name: 'REMISION' | 'EXPEDIENTE';
  readonly act: 'referral-packed' | 'exported';
} {
  return what === 'case'
    ? { isFile: isCaseFile, missing: missingCaseFiles, name: 'EXPEDIENTE', act: 'exported' }
    : { isFile: isPackageFile, missing: missingFiles, name: 'REMISION', act: 'referral-packed' };
}

/** The sums of all files; those of a case are signed, with the certificate that vouches for the signature beside them. */
async function writeSums({ clock, record }: PackageDeps, { order, opened, signer }: Begun): Promise<Result<unknown>> {
  if (order.what !== 'case') return await opened.list(packageFiles.manifest);
  const root = signer.key.chain.at(-1);
  const certificate = await opened.add(caseFiles.certificate, utf8(toPem(root ?? signer.key.certificate)));
  if (!certificate.ok) return certificate;
  const sums = await opened.list(caseFiles.sums);
  if (!sums.ok) return sums;
  const signed = await signSums(sums.value, signer, instantFrom(clock.now()));
  if (!signed.ok) return signed;
  // a signature that could not be written down is given to nobody
  const told = await record({
    action: 'signed',
    caseId: order.about.caseId,
    detail: `${signer.name} · ${caseFiles.sums}`,
  });
  return told.ok ? await opened.add(caseFiles.signature, signed.value) : told;
}

async function signSums(sums: Bytes, { key }: Signer, signingTime: Instant): Promise<Result<Bytes>> {
  try {
    return ok(await buildCms(await digest(sums), key, { signingTime }));
  } catch (error) {
    // a token may be gone, or be given a wrong PIN
    if (error instanceof SigningFailed) return { ok: false, fault: error.fault };
    throw error;
  }
}

/** Gives a package up. What was sealed of it goes also when the thread that sealed it cannot take it back any more. */
async function discard(one: Begun): Promise<void> {
  await one.opened.cancel().catch(() => undefined);
  await removeStaged(one);
}

async function removeStaged({ staged }: Begun): Promise<void> {
  await rm(staged, { force: true }).catch(() => undefined);
}

/** Everything that can go wrong before a file is read: rights, keys, passphrase, the folder, the disk. */
async function begin(deps: PackageDeps, order: CallInput<'beginPackage'>): Promise<Result<Begun>> {
  const { vault } = deps;
  const sealing = sealingOf(order);
  const exporting = allowed(vault, 'document.export');
  if (!exporting.ok) return exporting;
  if (!sealing.ok) return sealing;
  const signer = await openSigner(deps, order.passphrase);
  if (!signer.ok) return signer;
  const target = await deps.chooseFolder();
  if (target === undefined) return fail('file/cancelled');
  // the dialog may have stood open for long
  const still = allowed(vault, 'document.export');
  if (!still.ok) return still;
  if (still.value.person.id !== exporting.value.person.id) return fail('vault/locked');
  deps.lastFolder.remember(target);
  // said now, not after minutes of sealing
  for (const folder of [target, deps.folder]) {
    const writable = await checkWritable(folder);
    if (!writable.ok) return writable;
  }
  const staged = path.join(deps.folder, `${randomBytes(12).toString('hex')}.tmp`);
  const opened = await deps.begin({ file: staged, sealing: sealing.value, at: instantFrom(deps.clock.now()) });
  if (!opened.ok) return opened;
  const words = sealing.value.kind === 'words' ? sealing.value.words : undefined;
  const { value } = opened;
  return ok({
    order,
    opened: value,
    staged,
    target,
    signer: signer.value,
    personId: exporting.value.person.id,
    words,
    names: new Set<string>(),
    pieces: new Map<string, string>(),
    bytes: 0,
  });
}

function sealingOf({ keys }: CallInput<'beginPackage'>): Result<Sealing> {
  if (keys.length === 0) return ok({ kind: 'words', words: spokenWords((length) => ownBytes(randomBytes(length))) });
  const parsed = parseAgeKeys(keys);
  return parsed.ok ? ok({ kind: 'keys', keys: parsed.value.map(({ text: key }) => key) }) : parsed;
}

/** The own key of whoever is signed in: opened before the work, so that a slip of the passphrase costs none. */
async function openSigner({ vault, clock, record }: PackageDeps, passphrase: string): Promise<Result<Signer>> {
  const office = allowed(vault, 'document.sign');
  if (!office.ok) return office;
  const { person, keyring } = office.value;
  const certificate = await describeOwn(person);
  const valid = checkValidity(certificate, clock.now());
  if (!valid.ok) return valid;
  const key = await openOwnSigner(vault, office.value, passphrase);
  await noteFailures(vault, record);
  if (!key.ok) return key;
  const { name, position } = person;
  return ok(await makeSigner(keyring, key.value, { name, position, serial: certificate.serial }));
}

/** Writes down that it leaves, and lets it. */
async function letOut(
  { goingOut, copy = copyOut }: PackageDeps,
  { order, staged, target, words, pieces }: Begun,
  { sha256, size, files }: SealedPackage,
): Promise<Result<CallValue<'finishPackage'>>> {
  const { act, name: kind } = shapeOf(order);
  const name = await freeName(target, kind);
  const { about, addressee, identitiesReason } = order;
  const packed = actWords.packed({
    ...{ addressee, sha256, isForKeys: words === undefined },
    files: files.length,
    identitiesReason,
  });
  const noted = await goingOut.note(act, { ...about, detail: packed }, name);
  if (!noted.ok) return noted;
  let isOut = false;
  try {
    for (const file of files) {
      const documentId = pieces.get(file.name);
      if (documentId === undefined) continue;
      const detail = `${file.name}, SHA-256 ${file.sha256}`;
      // each piece has a chain of custody of its own
      const told = await goingOut.note('evidence-exported', { caseId: about.caseId, documentId, detail }, name);
      if (!told.ok) return told;
    }
    const copied = await copy({ from: staged, to: path.join(target, name), sha256 });
    isOut = copied.ok;
    if (!copied.ok) return copied;
  } finally {
    // the log may not go on saying that it left
    if (!isOut) await goingOut.note(act, { ...about, detail: packed }, `${name}: ${text.notSaved}`);
  }
  return ok({ name, sha256, size, files: files.length, ...(words === undefined ? {} : { words }) });
}

async function freeName(folder: string, kind: 'REMISION' | 'EXPEDIENTE'): Promise<string> {
  for (;;) {
    const name = packageFileName(randomBytes(PACKAGE_NAME_BYTES), kind);
    if (!(await exists(path.join(folder, name)))) return name;
  }
}
