import type { EnvelopeFile } from '../../../shared/bundle/envelope.ts';
import { bundlePaths } from '../../../shared/bundle/bundle-layout.ts';
import { evidenceLimits } from '../../../shared/catalog/evidence-limits.ts';
import { concatBytes, type Bytes } from '../../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import type { PaperCard } from '../../../shared/merge/bundle-index.ts';
import type { Change } from '../../../shared/record/change.ts';
import type { Database } from '../../db/database.ts';
import type { EvidencePort } from '../../db/evidence.ts';
import { piecesIn } from '../../db/gather-bundle.ts';
import type { ImportedBundle } from '../../db/prepare-import.ts';
import { importPaper } from '../../db/import-paper.ts';
import { importPiece, type IncomingPiece } from '../../db/import-piece.ts';
import type { CheckedBundle } from './check-bundle.ts';

/** What a paper may hold at most, in bytes: a row of the journal takes little more. */
const PAPER_MAX = 256 * 1024 * 1024;

/** Where files go. */
interface FileSteps {
  readonly db: Database;
  readonly port: EvidencePort;
  readonly bundle: ImportedBundle;
}

/** Without what can be seen of it: thousands of them are known at once. */
type WantedPiece = Pick<IncomingPiece, 'caseId' | 'piece'>;

/**
 * Whether a bundle has every file that its index tells of for the chosen cases: the reader gives those of its envelope, and
 * no others. Faults: `bundle/content` with the place of the index.
 */
export function isWhole(
  { envelope, index }: Pick<CheckedBundle, 'envelope' | 'index'>,
  chosen: ReadonlySet<string>,
): Result<undefined> {
  const there = new Set(envelope.archivos.map(({ tipo, sha256 }) => `${tipo} ${sha256}`));
  const named = [
    ...index.papers.flatMap(({ caseId, revisions }) =>
      revisions.map(({ sha256 }) => ({ caseId, file: `documento ${sha256}` })),
    ),
    ...index.pieces.map(({ caseId, sha256 }) => ({ caseId, file: `adjunto ${sha256}` })),
  ];
  const isMissing = named.some(({ caseId, file }) => chosen.has(caseId) && !there.has(file));
  return isMissing ? fail('bundle/content', { part: bundlePaths.index }) : ok(undefined);
}

/** Takes the files of the chosen cases to their places as they come, and holds nothing else in memory. */
export class WantedFiles {
  readonly #steps: FileSteps;
  /** by the hash of the original */
  readonly #pieces = new Map<string, WantedPiece[]>();
  /** papers that are not whole yet, by the hashes of their revisions: those that were signed apart have some in common */
  readonly #papers = new Map<string, readonly PaperCard[]>();
  /** revisions that came and that one of them waits for */
  readonly #revisions = new Map<string, Bytes>();
  /** the file that is coming, when somebody wants it */
  #held: Bytes[] | undefined;

  constructor(steps: FileSteps, papers: readonly PaperCard[]) {
    this.#steps = steps;
    for (const paper of papers) {
      for (const { sha256 } of paper.revisions) this.#papers.set(sha256, [...(this.#papers.get(sha256) ?? []), paper]);
    }
  }

  /** Tells what the changes of a chosen case say of its evidence. */
  want(caseId: string, changes: readonly Change[]): void {
    for (const { id, name, size, sha256, key, isProtected } of piecesIn(changes)) {
      const piece = { id, name, size, sha256, key, isProtected };
      this.#pieces.set(sha256, [...(this.#pieces.get(sha256) ?? []), { caseId, piece }]);
    }
  }

  /** Faults: `bundle/content` when the file is not as long as those say who want it, or longer than one may be. */
  begin({ tipo, sha256, bytes, ruta }: EnvelopeFile): Result<undefined> {
    const isPiece = tipo === 'adjunto';
    const sizes = isPiece ? this.#pieceSizes(sha256) : this.#revisionSizes(sha256);
    this.#held = sizes.length === 0 ? undefined : [];
    const isFit = sizes.every((size) => size === bytes) && bytes <= (isPiece ? evidenceLimits.maxBytes : PAPER_MAX);
    return sizes.length === 0 || isFit ? ok(undefined) : fail('bundle/content', { part: ruta });
  }

  bytes(bytes: Bytes): void {
    this.#held?.push(bytes);
  }

  /** Faults: those of {@link importPiece} and {@link importPaper}. */
  async end({ tipo, sha256 }: EnvelopeFile): Promise<Result<undefined>> {
    if (this.#held === undefined) return ok(undefined);
    const bytes = concatBytes(...this.#held);
    this.#held = undefined;
    if (tipo !== 'adjunto') {
      this.#revisions.set(sha256, bytes);
      return await this.#takePapers(sha256);
    }
    const { db, port, bundle } = this.#steps;
    for (const wanted of this.#pieces.get(sha256) ?? []) {
      const taken = await importPiece(db, port, bundle, { ...wanted, bytes });
      if (!taken.ok) return taken;
    }
    return ok(undefined);
  }

  #pieceSizes(hash: string): readonly number[] {
    return (this.#pieces.get(hash) ?? []).map(({ piece }) => piece.size);
  }

  #revisionSizes(hash: string): readonly number[] {
    const all = (this.#papers.get(hash) ?? []).flatMap(({ revisions }) => revisions);
    return all.flatMap(({ sha256, size }) => (sha256 === hash ? [size] : []));
  }

  /** Takes in the papers that are whole with this revision. */
  async #takePapers(hash: string): Promise<Result<undefined>> {
    for (const paper of this.#papers.get(hash) ?? []) {
      const revisions = paper.revisions.flatMap(({ sha256 }) => this.#revisions.get(sha256) ?? []);
      if (revisions.length !== paper.revisions.length) continue;
      const taken = await importPaper(this.#steps.db, this.#steps.bundle, { paper, revisions });
      if (!taken.ok) return taken;
      for (const { sha256 } of paper.revisions) this.#letGo(sha256, paper);
    }
    return ok(undefined);
  }

  #letGo(hash: string, paper: PaperCard): void {
    const others = (this.#papers.get(hash) ?? []).filter((other) => other !== paper);
    this.#papers.set(hash, others);
    if (others.length === 0) this.#revisions.delete(hash);
  }
}
