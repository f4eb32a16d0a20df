import { bundlePaths } from '../../shared/bundle/bundle-layout.ts';
import { caseLines } from '../../shared/bundle/change-lines.ts';
import type { BundleEvent } from '../../shared/bundle/read-bundle.ts';
import type { Certificate } from '../../shared/signature/certificate.ts';
import { assert } from '../../shared/kernel/assert.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { parseBundleIndex, type BundleIndex } from '../../shared/merge/bundle-index.ts';
import type { BundleContents, ContentFile, SealedQuestion } from './sealed-message.ts';
import type { Voucher } from './sender-trust.ts';

type EnvelopeEvent = Extract<BundleEvent, { readonly kind: 'envelope' }>;

/** Gathers what a bundle holds, not the files themselves. */
export class Gatherer {
  #front: EnvelopeEvent | undefined;
  #index: BundleIndex | undefined;
  readonly #cases: { id: string; changes: number }[] = [];

  take(event: BundleEvent): void {
    if (event.kind === 'envelope') this.#front = event;
    else if (event.kind === 'case') this.#cases.push({ id: event.id, changes: event.changes.length });
    else if (event.kind === 'index') {
      const index = parseBundleIndex(event.json);
      // whoever has no names for the files still has the files
      this.#index = index.ok ? index.value : undefined;
    }
  }

  /** What was gathered, of a bundle that was read to its good end. */
  contents({ root, isRevoked }: Voucher): BundleContents {
    assert(this.#front, 'a whole bundle has an envelope');
    const { envelope, identity, certificate } = this.#front;
    return {
      identity,
      ...{ kind: envelope.tipo, office: envelope.emisor.oficina, officeName: officeOf(certificate) },
      madeAt: envelope.creado.slice(0, envelope.creado.indexOf('#')),
      ...{ root, isRevoked, cases: this.#cases },
      files: envelope.archivos.flatMap((file): ContentFile[] => {
        const { ruta: path, bytes: size, sha256, tipo: kind } = file;
        if (kind === 'cambios') return file.lineas === 0 ? [] : [{ path, kind, size, sha256 }];
        if (kind === 'adjunto') return [{ path, kind, size, sha256 }];
        return kind === 'documento' ? [{ path, kind, size, sha256, ...this.#paperOf(sha256) }] : [];
      }),
    };
  }

  #paperOf(hash: string): Pick<ContentFile, 'paper'> {
    for (const { title, number, version, revisions } of this.#index?.papers ?? []) {
      const at = revisions.findIndex(({ sha256 }) => sha256 === hash);
      if (at >= 0) return { paper: { title, number, version, state: at + 1 } };
    }
    return {};
  }
}

function officeOf({ subject }: Certificate): string | undefined {
  return subject.commonName;
}

/** Bytes that are held before the browser puts them away; it keeps large Blobs on the disk. */
const HELD = 4 * 1024 * 1024;

/** Takes one file out of a bundle that was found good before. */
export class FileTaker {
  readonly #path: string;
  readonly #identity: string;
  #held: (Bytes | string)[] = [];
  #heldBytes = 0;
  #file = new Blob([]);

  constructor({ path, identity }: NonNullable<SealedQuestion['wanted']>) {
    this.#path = path;
    this.#identity = identity;
  }

  /** @returns the file when it came whole; `bundle/content` under another envelope; undefined to read on */
  take(event: BundleEvent): Result<Blob> | undefined {
    switch (event.kind) {
      case 'envelope':
        return event.identity === this.#identity ? undefined : fail('bundle/content', { part: bundlePaths.envelope });
      case 'case':
        if (this.#path !== bundlePaths.changes) return undefined;
        for (const line of caseLines(event.changes, event.seals)) this.#hold(`${line}\n`);
        return undefined;
      case 'settings':
        if (this.#path !== bundlePaths.settings) return undefined;
        this.#hold(canonicalJson(event.json));
        return ok(this.end());
      case 'file-bytes':
        // a view of what comes next too
        if (event.file.ruta === this.#path) this.#hold(event.bytes.slice());
        return undefined;
      case 'file-end':
        return event.file.ruta === this.#path ? ok(this.end()) : undefined;
      case 'file-begin':
      case 'index':
      case 'trust':
      case 'acknowledgement':
        return undefined;
    }
  }

  /** What was taken so far. */
  end(): Blob {
    this.#file = new Blob([this.#file, ...this.#held]);
    this.#held = [];
    this.#heldBytes = 0;
    return this.#file;
  }

  #hold(piece: Bytes | string): void {
    this.#held.push(piece);
    this.#heldBytes += piece.length;
    if (this.#heldBytes >= HELD) this.end();
  }
}
