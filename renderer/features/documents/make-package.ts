import type { CallInput, CallValue } from '../../../shared/ipc/contract.ts';
import type { Piece } from '../../../shared/evidence/piece.ts';
import { isRedrawn } from '../../../shared/evidence/sniff.ts';
import { sha256, toHex, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import type { Instant } from '../../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { evidenceFileName, packageFiles, type PackageFile } from '../../../shared/referral/package-content.ts';
import { readmeText } from '../../../shared/referral/readme-text.ts';
import {
  buildReferralAnnexes,
  REFERRAL_ANNEXES_FIELD,
  type AnnexedPiece,
} from '../../../shared/report/referral-annexes.ts';
import { buildReferralIdentities, type Identity } from '../../../shared/report/referral-identities.ts';
import { buildReferralReceipt } from '../../../shared/report/referral-receipt.ts';
import type { Paper, Report } from '../../../shared/report/report.ts';
import type { PdfVerdict } from '../../../shared/signature/verdict.ts';
import { sealPackage, type SealingSteps } from '../../parts/sealing/seal-package.ts';
import { objections } from '../../parts/signature-objections.ts';

/** A piece of evidence that goes along, and what the referral says it shows. */
export interface ChosenPiece {
  readonly piece: Piece;
  readonly description: string;
}

/** What a package is made of. */
export interface PackageContent {
  readonly about: CallInput<'beginPackage'>['about'];
  /** of the referral */
  readonly number: string;
  /** name of the institution */
  readonly addressee: string;
  readonly office: { readonly name: string; readonly code: string; readonly letterhead: readonly string[] };
  readonly person: { readonly name: string; readonly position: string; readonly credential: string };
  readonly paper: Paper;
  /** municipality where it is signed */
  readonly place: string;
  /** the signed referral, byte by byte */
  readonly referral: Bytes;
  readonly pieces: readonly ChosenPiece[];
  /** pseudonyms whose identities go along, and why; none for a package without them */
  readonly identities?: { readonly pseudonyms: readonly string[]; readonly reason: string };
  /** none: sealed under six words */
  readonly keys: readonly string[];
  /** the fingerprint of the office's own certificate in words */
  readonly rootWords: readonly string[];
  readonly madeAt: Instant;
}

/** What making a package needs from outside. */
export interface PackageSteps extends Omit<SealingSteps, 'onProgress'> {
  readonly sign: (input: CallInput<'signAnnexes'>) => Promise<Result<CallValue<'signAnnexes'>>>;
  readonly render: (report: Report) => Promise<Result<{ readonly pdf: Bytes }>>;
  /** the app's own verifier, the one that is used on strangers' files */
  readonly verify: (pdf: Bytes) => Promise<Result<PdfVerdict>>;
  /** bytes of the original */
  readonly openPiece: (piece: Piece) => Promise<Result<Bytes>>;
  /** a copy without metadata of what can be drawn, the same bytes of anything else */
  readonly cleanCopy: (bytes: Bytes, type: Piece['type']) => Promise<Result<Bytes>>;
  /** opens the protected values of the case with a reason, reads, and closes them again if they were closed */
  readonly identities: (pseudonyms: readonly string[], reason: string) => Promise<Result<readonly Identity[]>>;
  readonly onProgress: (progress: PackageProgress) => void;
}

/** How far it is. */
export type PackageProgress =
  | { readonly step: 'begin' | 'papers' | 'annexes' | 'seal' }
  | { readonly step: 'evidence'; readonly n: number; readonly total: number };

/**
 * Makes a package: papers, copies of evidence, the signed list of annexes; hands each to the main process, which seals it,
 * and has it sent to the folder that the person chose. Whatever fails, or a person who gives up, leaves nothing behind.
 * Faults: `file/cancelled`, `referral/not-verified`, and those of all steps.
 */
export async function makePackage(
  steps: PackageSteps,
  content: PackageContent,
  passphrase: string,
): Promise<Result<CallValue<'finishPackage'>>> {
  const { about, addressee, keys, identities } = content;
  const order = {
    ...{ about, addressee, keys: [...keys], passphrase },
    ...(identities === undefined ? {} : { identitiesReason: identities.reason }),
  };
  const sealed = await sealPackage(steps, order, (token) => fill(steps, content, token));
  return sealed.ok ? ok(sealed.value.made) : sealed;
}

async function fill(steps: PackageSteps, content: PackageContent, token: string): Promise<Result<undefined>> {
  const files: PackageFile[] = [];
  const add = async (name: string, bytes: Bytes, piece?: string): Promise<Result<undefined>> => {
    if (steps.signal.aborted) return fail('file/cancelled');
    const file: PackageFile = { name, size: bytes.length, sha256: toHex(await sha256(bytes)) };
    const added = await steps.add({ token, name, bytes, ...(piece === undefined ? {} : { piece }) });
    if (!added.ok) return added;
    files.push(file);
    return ok(undefined);
  };
  steps.onProgress({ step: 'papers' });
  const papers = await addPapers(steps, content, add);
  if (!papers.ok) return papers;
  const pieces: AnnexedPiece[] = [];
  for (const [i, { piece, description }] of content.pieces.entries()) {
    steps.onProgress({ step: 'evidence', n: i + 1, total: content.pieces.length });
    const opened = await steps.openPiece(piece);
    if (!opened.ok) return opened;
    const copy = await steps.cleanCopy(opened.value, piece.type);
    if (!copy.ok) return copy;
    const name = evidenceFileName(i + 1, piece.type);
    const added = await add(name, copy.value, piece.id);
    if (!added.ok) return added;
    pieces.push({ name, description, originalSha256: piece.sha256, isRedrawn: isRedrawn(piece.type) });
  }
  steps.onProgress({ step: 'annexes' });
  const annexes = await signedAnnexes(steps, content, token, { files, pieces });
  return annexes.ok ? await add(packageFiles.annexes, annexes.value) : annexes;
}

type Add = (name: string, bytes: Bytes) => Promise<Result<undefined>>;

/** The papers that every package has, and the annex of identities. */
async function addPapers(steps: PackageSteps, content: PackageContent, add: Add): Promise<Result<undefined>> {
  const { number, addressee, office, person, paper, madeAt, identities, pieces, keys } = content;
  const readme = readmeText({
    ...{ number, office: office.name, person: `${person.name}, ${person.position}` },
    sealed: keys.length === 0 ? 'words' : 'keys',
    pieces: pieces.length,
    exact: pieces.filter(({ piece }) => !isRedrawn(piece.type)).length,
    hasIdentities: identities !== undefined,
    rootWords: content.rootWords,
  });
  const texts = [
    [packageFiles.readme, utf8(readme)],
    [packageFiles.referral, content.referral],
  ] as const;
  for (const [name, bytes] of texts) {
    const added = await add(name, bytes);
    if (!added.ok) return added;
  }
  const frame = { office, madeAt, paper, number, addressee };
  const receipt = await steps.render(buildReferralReceipt(frame));
  if (!receipt.ok) return receipt;
  const added = await add(packageFiles.receipt, receipt.value.pdf);
  if (!added.ok || identities === undefined) return added;
  const people = await steps.identities(identities.pseudonyms, identities.reason);
  if (!people.ok) return people;
  const known = new Set(people.value.map(({ pseudonym }) => pseudonym));
  const unknown = identities.pseudonyms.filter((pseudonym) => !known.has(pseudonym));
  const annex = await steps.render(buildReferralIdentities({ ...frame, people: people.value, unknown }));
  return annex.ok ? await add(packageFiles.identities, annex.value.pdf) : annex;
}

async function signedAnnexes(
  steps: PackageSteps,
  { number, addressee, office, person, paper, madeAt, place }: PackageContent,
  token: string,
  listed: { readonly files: readonly PackageFile[]; readonly pieces: readonly AnnexedPiece[] },
): Promise<Result<Bytes>> {
  const report = await buildReferralAnnexes({ office, person, number, addressee, madeAt, paper, ...listed });
  const rendered = await steps.render(report);
  if (!rendered.ok) return rendered;
  const signed = await steps.sign({ token, pdf: rendered.value.pdf, place });
  if (!signed.ok) return signed;
  const verdict = await steps.verify(signed.value.pdf);
  if (!verdict.ok) return verdict;
  const reasons = objections(verdict.value, REFERRAL_ANNEXES_FIELD);
  return reasons.length === 0 ? ok(signed.value.pdf) : fail('referral/not-verified', { reasons: [...reasons] });
}
