import { commonName } from '../../shared/signature/common-name.ts';
import { readAgeHeader, AGE_HEADER_BYTES, type AgeOpening } from '../../shared/bundle/age-header.ts';
import { ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { readCertificate } from '../../shared/signature/certificate.ts';
import { spokenFingerprint } from '../../shared/signature/spoken-fingerprint.ts';
import { saveBlob } from '../outside/save-blob.ts';
import { askSealed, type SealedEnd } from './ask-sealed.ts';
import type { Anchor } from './draw-comparison.ts';
import type { NamedFile } from './draw-contents.ts';
import { sealedFaultKind } from './sealed-fault.ts';
import type { SealedFile } from './sealed-file.ts';
import type { BundleContents, Opening, SealedQuestion } from './sealed-message.ts';
import type { Say } from './words.ts';

/** Something to be said in whatever language the page speaks then. */
export type Told = (say: Say) => string;

/** A bundle that was checked to its last byte, with what it was opened by, for taking files out. */
export interface ReadBundle {
  readonly contents: BundleContents;
  readonly anchor: Anchor;
  readonly opening: Opening;
}

/** Where the opening of a bundle stands. */
export type SealedStage =
  | {
      readonly kind: 'closed';
      readonly opens: AgeOpening;
      readonly problem?: Told;
      /** the words that did not open it, for mending one of them */
      readonly typed?: string;
    }
  | { readonly kind: 'reading'; readonly what: Told; readonly stop: () => void }
  | { readonly kind: 'refused'; readonly problem: Told; readonly opening: Opening }
  | ({ readonly kind: 'read'; readonly told?: Told } & ReadBundle);

/** What the desk needs of the page around it. */
export interface PageAround {
  readonly draw: () => void;
  /** told how much of the file was read, from 0 to 1; drawn without drawing the page anew */
  readonly onProgress: (part: number) => void;
  /** roots that a person compared, DER */
  readonly roots: () => readonly Bytes[];
  readonly verifyPdf: (name: string, pdf: Blob) => void;
}

/** Opens one bundle: holds where that stands, and has it read. */
export class SealedDesk {
  readonly file: SealedFile;
  readonly #page: PageAround;
  #stage: SealedStage;

  /** @param opens what opens the file; see {@link findOpening} */
  constructor(file: SealedFile, opens: AgeOpening, page: PageAround) {
    this.file = file;
    this.#page = page;
    this.#stage = { kind: 'closed', opens };
  }

  get stage(): SealedStage {
    return this.#stage;
  }

  /** Whoever has to be compared. */
  get anchor(): Anchor | undefined {
    return this.#stage.kind === 'read' ? this.#stage.anchor : undefined;
  }

  /** Checks all of it. */
  async open(opening: Opening): Promise<void> {
    const end = await this.#read({ opening }, (say) => say('verifierPage.checkingAll', { name: this.file.name }));
    const opens = opening.kind === 'words' ? 'words' : 'keys';
    if (end.kind !== 'contents') {
      const problem = problemOf(end);
      // whoever mistyped tries again where they were
      const isMistake =
        end.kind === 'stopped' || (end.kind === 'fault' && ['words', 'key'].includes(sealedFaultKind(end.fault)));
      const typed = opening.kind === 'words' ? { typed: opening.words } : {};
      this.#go(isMistake ? { kind: 'closed', opens, problem, ...typed } : { kind: 'refused', opening, problem });
      return;
    }
    const { contents } = end;
    this.#go({ kind: 'read', contents, opening, anchor: await anchorOf(contents.root) });
  }

  /** Checks a refused one once more: its stick is back, or its root was given. */
  async again(): Promise<void> {
    if (this.#stage.kind === 'refused') await this.open(this.#stage.opening);
  }

  /** Gives up what is being read. */
  stop(): void {
    if (this.#stage.kind === 'reading') this.#stage.stop();
  }

  /** Hands a file to the browser, which saves it. */
  save(file: NamedFile): Promise<void> {
    return this.#take(file, (blob) => {
      saveBlob(blob, file.name);
      return (say) => say('verifierPage.fileSaved', { name: file.name });
    });
  }

  /** Has the page verify the signatures of a paper. */
  verify(file: NamedFile): Promise<void> {
    return this.#take(file, (blob) => {
      this.#page.verifyPdf(file.name, blob);
      return undefined;
    });
  }

  async #take({ path, name }: NamedFile, handOver: (blob: Blob) => Told | undefined): Promise<void> {
    const before = this.#stage;
    if (before.kind !== 'read') return;
    const { opening, contents } = before;
    const wanted = { path, identity: contents.identity };
    const end = await this.#read({ opening, wanted }, (say) => say('verifierPage.taking', { name }));
    const told = end.kind === 'file' ? handOver(end.file) : problemOf(end);
    const { kind, anchor } = before;
    this.#go({ kind, contents, opening, anchor, ...(told && { told }) });
  }

  async #read(question: Pick<SealedQuestion, 'opening' | 'wanted'>, what: Told): Promise<SealedEnd> {
    const stopping = new AbortController();
    this.#go({ kind: 'reading', what, stop: () => stopping.abort() });
    const { blob: sealed } = this.file;
    const asked = { ...question, sealed, roots: this.#page.roots(), now: Date.now() };
    const onProgress = (bytes: number): void => this.#page.onProgress(bytes / sealed.size);
    return await askSealed(asked, { signal: stopping.signal, onProgress });
  }

  #go(stage: SealedStage): void {
    this.#stage = stage;
    this.#page.draw();
  }
}

/** What opens a sealed file; undefined when it is none of this app's. */
export async function findOpening({ blob }: SealedFile): Promise<AgeOpening | undefined> {
  const head = readAgeHeader(ownBytes(new Uint8Array(await blob.slice(0, AGE_HEADER_BYTES).arrayBuffer())));
  return head.ok ? head.value.opening : undefined;
}

function problemOf(end: SealedEnd): Told {
  if (end.kind === 'fault') {
    const kind = sealedFaultKind(end.fault);
    return (say) => say(`verifierPage.refused.${kind}`);
  }
  return (say) => say(end.kind === 'stopped' ? 'verifierPage.stopped' : 'verifierPage.noWorker');
}

async function anchorOf(der: Bytes): Promise<Anchor> {
  const read = await readCertificate(der);
  const { name, fingerprint } = read.ok
    ? {
        name: read.value.subject.commonName ?? commonName(read.value.subject.text),
        fingerprint: read.value.fingerprint,
      }
    : { name: '', fingerprint: '' };
  return { name, fingerprint, der, words: await spokenFingerprint(der) };
}
