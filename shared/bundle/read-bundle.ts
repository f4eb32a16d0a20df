import { toBase64Url, toHex, type Bytes } from '../kernel/bytes.ts';
import type { Json } from '../kernel/canonical-json.ts';
import { readCanonicalJson } from '../kernel/canonical-read.ts';
import type { Fault } from '../kernel/fault.ts';
import { ok, type Result } from '../kernel/result.ts';
import { Sha256, sha256Now } from '../kernel/sha256.ts';
import { MAX_AHEAD_MS, parseHybridTime } from '../record/hybrid-time.ts';
import type { Certificate } from '../signature/certificate.ts';
import { BundleError } from './bundle-error.ts';
import { BUNDLE_FOLDER, bundlePaths } from './bundle-layout.ts';
import { createLineReader, type CaseLines, type LineReader } from './change-lines.ts';
import { CaseChecker, type CertificateOf } from './check-case.ts';
import { checkEnvelopeSignature } from './envelope-signature.ts';
import { envelopeIdentity, parseEnvelope, WORDS_KEY, type Envelope, type EnvelopeFile } from './envelope.ts';
import { bundleLimits } from './limits.ts';
import { bundleSeconds, hasBagTexts } from './plan-bundle.ts';
import { TarReader, type TarEvent } from './tar.ts';
import { Unpacker } from './unpack.ts';

/** How a sender stands: a bundle of a revoked one is read on, but waits for a supervisor. */
export type SenderStanding = 'trusted' | 'revoked';

/** What a bundle is read by. */
export interface BundleReaderInput {
  /** the clock, milliseconds since 1970 */
  readonly now: number;
  /** the public keys of this installation; `frase` for a file that was opened with words */
  readonly ownKeys: readonly string[] | typeof WORDS_KEY;
  /** Whether the sender is known. Gets the certificate (DER) that the envelope names and that signed it, and its identity. */
  readonly checkSender: (envelope: Envelope, certificate: Bytes, identity: string) => Promise<Result<SenderStanding>>;
  readonly certificateOf: CertificateOf;
  /** Told the trust list of the bundle before its changes are read, so that `certificateOf` can know more by then. */
  readonly onTrust?: (list: Bytes, signature: Bytes) => Promise<void>;
  /** Whether an office may send settings, by the trust list in use or the newer one of the bundle; without it none may. */
  readonly maySendSettings?: (office: string) => boolean;
}

/** What a bundle brings, in the order in which it comes. `file-bytes` are views of what was fed. */
export type BundleEvent =
  | {
      readonly kind: 'envelope';
      readonly envelope: Envelope;
      /** see `envelopeIdentity` */
      readonly identity: string;
      readonly certificate: Certificate;
      readonly standing: SenderStanding;
    }
  | ({ readonly kind: 'case' } & CaseLines)
  | { readonly kind: 'index'; readonly json: Json }
  | { readonly kind: 'settings'; readonly json: Json }
  | { readonly kind: 'trust'; readonly list: Bytes; readonly signature: Bytes }
  | { readonly kind: 'acknowledgement'; readonly json: Json }
  | { readonly kind: 'file-begin'; readonly file: EnvelopeFile }
  | { readonly kind: 'file-bytes'; readonly file: EnvelopeFile; readonly bytes: Bytes }
  | { readonly kind: 'file-end'; readonly file: EnvelopeFile };

/** What was read, told when all of it was. */
export interface BundleSummary {
  readonly envelope: Envelope;
  readonly identity: string;
  readonly standing: SenderStanding;
  readonly changes: number;
}

/** Reads a bundle as it is decrypted. One call at a time; after a fault every call gives that fault. */
export interface BundleReader {
  /**
   * @param chunk the next bytes of the archive, not too many (64 KiB): what they unfold into is in memory together
   * @returns what they bring. Nothing may be kept before `end` said that the bundle is whole. Faults: those of the sender's
   *   check, `bundle/structure`, `signature`, `envelope`, `newer-version`, `other-office`, `content`, `changes`,
   *   `unknown-sender`, `not-central`, `too-large`
   */
  readonly feed: (chunk: Bytes) => Promise<Result<readonly BundleEvent[]>>;
  /** @returns a summary; `bundle/cut-short`, `bundle/content` when something is missing */
  readonly end: () => Promise<Result<BundleSummary>>;
}

/**
 * Makes a reader of the inside of a bundle (docs/decisions/0021-exchange.md). The signature and the sender are verified
 * before one more byte is looked at, and each entry must be the next one of the envelope, to the byte.
 */
export function createBundleReader(input: BundleReaderInput): BundleReader {
  const reader = new Reader(input);
  let fault: Fault | undefined;
  const guarded = async <T>(work: () => Promise<T>): Promise<Result<T>> => {
    if (fault !== undefined) return { ok: false, fault };
    try {
      return ok(await work());
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      fault = error.fault;
      return { ok: false, fault };
    }
  };
  return {
    feed: (chunk) => guarded(() => reader.feed(chunk)),
    end: () => guarded(() => Promise.resolve(reader.end())),
  };
}

/** What is known once the envelope is. */
interface Opened {
  readonly envelope: Envelope;
  readonly identity: string;
  readonly standing: SenderStanding;
  readonly checker: CaseChecker;
}

type Begin = Extract<TarEvent, { readonly kind: 'begin' }>;

class Reader {
  readonly #input: BundleReaderInput;
  readonly #tar = new TarReader();
  /** entries begun so far; the first two are the envelope and its signature */
  #entries = 0;
  #mtime = 0;
  /** what is read whole, in one place from the start: an envelope may have 32 MiB */
  #held: Bytes = new Uint8Array(0);
  #heldBytes = 0;
  #envelopeBytes: Bytes = new Uint8Array(0);
  #opened: Opened | undefined;
  #hash = new Sha256();
  #trustList: Bytes = new Uint8Array(0);
  #lines: LineReader | undefined;
  #unpacker: Unpacker | undefined;
  #cases: CaseLines[] = [];
  #changes = 0;

  constructor(input: BundleReaderInput) {
    this.#input = input;
  }

  async feed(chunk: Bytes): Promise<readonly BundleEvent[]> {
    const events: BundleEvent[] = [];
    for (const event of this.#tar.feed(chunk)) {
      if (event.kind === 'begin') this.#begin(event, events);
      else if (this.#entries <= 2) await this.#front(event, events);
      else if (event.kind === 'bytes') await this.#bytes(event.bytes, events);
      else await this.#endFile(events);
    }
    return events;
  }

  end(): BundleSummary {
    if (!this.#tar.isDone || this.#opened === undefined) throw new BundleError('bundle/cut-short');
    const { envelope, identity, standing } = this.#opened;
    const missing = envelope.archivos[this.#entries - 2];
    if (missing !== undefined) throw new BundleError('bundle/content', missing.ruta);
    return { envelope, identity, standing, changes: this.#changes };
  }

  #begin({ name, size, mtime }: Begin, events: BundleEvent[]): void {
    this.#entries += 1;
    if (this.#entries === 1) this.#mtime = mtime;
    if (mtime !== this.#mtime) throw new BundleError('bundle/structure', name);
    if (this.#entries <= 2) {
      const [path, limit] =
        this.#entries === 1
          ? [bundlePaths.envelope, bundleLimits.envelope]
          : [bundlePaths.signature, bundleLimits.signature];
      if (name !== BUNDLE_FOLDER + path) throw new BundleError('bundle/structure', path);
      if (size > limit) throw new BundleError('bundle/too-large', path);
      this.#beginHolding(size);
      return;
    }
    const file = this.#file();
    if (file === undefined || name !== BUNDLE_FOLDER + file.ruta || size !== file.bytes) {
      throw new BundleError('bundle/content', name);
    }
    this.#hash = new Sha256();
    if (file.tipo === 'cambios') {
      const lines = createLineReader({ bytes: file.desc, lines: file.lineas });
      this.#lines = lines;
      this.#unpacker = new Unpacker((bytes) => this.#cases.push(...lines.push(bytes)));
    } else if (isPassedOn(file)) events.push({ kind: 'file-begin', file });
    else this.#beginHolding(size);
  }

  #beginHolding(size: number): void {
    this.#held = new Uint8Array(size);
    this.#heldBytes = 0;
  }

  #hold(bytes: Bytes): void {
    this.#held.set(bytes, this.#heldBytes);
    this.#heldBytes += bytes.length;
  }

  /** The file of the envelope that is being read. */
  #file(): EnvelopeFile | undefined {
    return this.#opened?.envelope.archivos[this.#entries - 3];
  }

  /** The envelope and its signature: held, then checked before anything else is looked at. */
  async #front(event: Exclude<TarEvent, Begin>, events: BundleEvent[]): Promise<void> {
    if (event.kind === 'bytes') {
      this.#hold(event.bytes);
      return;
    }
    const bytes = this.#held;
    if (this.#entries === 1) {
      this.#envelopeBytes = bytes;
      return;
    }
    const signer = value(await checkEnvelopeSignature(bytes, this.#envelopeBytes));
    const envelope = value(parseEnvelope(this.#envelopeBytes));
    const { certificateOf } = this.#input;
    this.#checkEnvelope(envelope, signer.der);
    const identity = await envelopeIdentity(this.#envelopeBytes);
    const standing = value(await this.#input.checkSender(envelope, signer.der, identity));
    if (!this.#isForUs(envelope)) throw new BundleError('bundle/other-office');
    this.#envelopeBytes = new Uint8Array(0);
    this.#opened = { envelope, identity, standing, checker: new CaseChecker(envelope, certificateOf) };
    events.push({ kind: 'envelope', envelope, identity, certificate: signer.certificate, standing });
  }

  #checkEnvelope(envelope: Envelope, der: Bytes): void {
    if (toBase64Url(sha256Now(der)) !== envelope.emisor.cert) throw new BundleError('bundle/signature');
    if (bundleSeconds(envelope) !== this.#mtime) throw new BundleError('bundle/structure', bundlePaths.envelope);
    const made = parseHybridTime(envelope.creado)?.milliseconds ?? Infinity;
    if (made > this.#input.now + MAX_AHEAD_MS) throw new BundleError('bundle/envelope', 'creado');
    if (!hasBagTexts(envelope)) throw new BundleError('bundle/envelope', 'archivos');
  }

  #isForUs({ destinatarios }: Envelope): boolean {
    const { ownKeys } = this.#input;
    return destinatarios.some(({ clave }) => (ownKeys === WORDS_KEY ? clave === WORDS_KEY : ownKeys.includes(clave)));
  }

  async #bytes(bytes: Bytes, events: BundleEvent[]): Promise<void> {
    const file = this.#file();
    if (file === undefined) return;
    this.#hash.update(bytes);
    if (file.tipo === 'cambios') {
      await this.#unpacker?.write(bytes);
      await this.#takeCases(events);
    } else if (isPassedOn(file)) events.push({ kind: 'file-bytes', file, bytes });
    else this.#hold(bytes);
  }

  async #endFile(events: BundleEvent[]): Promise<void> {
    const file = this.#file();
    if (file === undefined) return;
    if (toHex(this.#hash.digest()) !== file.sha256) throw new BundleError('bundle/content', file.ruta);
    switch (file.tipo) {
      case 'bagit':
        return;
      case 'cambios':
        await this.#unpacker?.end();
        this.#cases.push(...(this.#lines?.end() ?? []));
        await this.#takeCases(events);
        this.#opened?.checker.end();
        return;
      case 'indice':
        events.push({ kind: 'index', json: this.#json(file) });
        return;
      case 'ajustes':
        if (this.#maySendSettings()) events.push({ kind: 'settings', json: this.#json(file) });
        else throw new BundleError('bundle/not-central', { office: this.#opened?.envelope.emisor.oficina ?? '' });
        return;
      case 'acuse':
        events.push({ kind: 'acknowledgement', json: this.#json(file) });
        return;
      case 'confianza':
        if (file.ruta === bundlePaths.trustList) this.#trustList = this.#held;
        else await this.#takeTrust(this.#held, events);
        return;
      case 'adjunto':
      case 'documento':
        events.push({ kind: 'file-end', file });
    }
  }

  #maySendSettings(): boolean {
    const office = this.#opened?.envelope.emisor.oficina;
    return office !== undefined && this.#input.maySendSettings?.(office) === true;
  }

  async #takeTrust(signature: Bytes, events: BundleEvent[]): Promise<void> {
    const list = this.#trustList;
    await this.#input.onTrust?.(list, signature);
    events.push({ kind: 'trust', list, signature });
  }

  #json(file: EnvelopeFile): Json {
    const json = readCanonicalJson(this.#held);
    if (json === undefined) throw new BundleError('bundle/content', file.ruta);
    return json;
  }

  async #takeCases(events: BundleEvent[]): Promise<void> {
    for (const lines of this.#cases.splice(0)) {
      await this.#opened?.checker.take(lines);
      const { id, changes, seals } = lines;
      this.#changes += changes.length;
      events.push({ kind: 'case', id, changes, seals });
    }
  }
}

function isPassedOn({ tipo }: EnvelopeFile): boolean {
  return tipo === 'adjunto' || tipo === 'documento';
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new BundleError(result.fault.code, result.fault.detail);
  return result.value;
}
