import { BundleError } from '../../shared/bundle/bundle-error.ts';
import { bundlePaths } from '../../shared/bundle/bundle-layout.ts';
import type { Envelope } from '../../shared/bundle/envelope.ts';
import type { BundleReaderInput } from '../../shared/bundle/read-bundle.ts';
import { fromBase64, toBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { acceptTrustList } from '../../shared/roster/accept-trust.ts';
import { standingOf } from '../../shared/roster/standing.ts';
import { makeTrustList, type TrustList } from '../../shared/roster/trust-list.ts';
import { knownCertificates, type KnownCertificates } from '../exchange/known-certificates.ts';

/** Who vouches for the sender of a bundle. */
export interface Voucher {
  /** DER */
  readonly root: Bytes;
  readonly isRevoked: boolean;
}

interface Sender {
  readonly envelope: Envelope;
  readonly certificate: Bytes;
  readonly identity: string;
}

/**
 * Judges a sender by the list that their bundle brings, whoever signed it: the page knows no ministry, and leaves the root to the
 * person to compare. A bundle without a list is judged by the roots that were compared.
 */
export class SenderTrust implements Pick<BundleReaderInput, 'checkSender' | 'certificateOf' | 'onTrust'> {
  readonly #now: number;
  readonly #roots: readonly Bytes[];
  #sender: Sender | undefined;
  #known: KnownCertificates | undefined;
  #voucher: Voucher | undefined;

  constructor(now: number, roots: readonly Bytes[]) {
    this.#now = now;
    this.#roots = roots;
  }

  /** Undefined until somebody vouched: nothing of the bundle may be believed before. */
  get voucher(): Voucher | undefined {
    return this.#voucher;
  }

  readonly checkSender: BundleReaderInput['checkSender'] = async (envelope, certificate, identity) => {
    const sender = { envelope, certificate, identity };
    this.#sender = sender;
    // the list comes before anything that it has to vouch for
    if (envelope.archivos.some(({ ruta }) => ruta === bundlePaths.trustList)) return ok('trusted');
    for (const root of this.#roots) {
      const vouched = await this.#judge(sender, certifiedOnly(root, this.#now));
      if (vouched.ok) return vouched;
    }
    return fail('bundle/unknown-sender');
  };

  readonly onTrust = async (list: Bytes, signature: Bytes): Promise<void> => {
    const read = await acceptTrustList(undefined, { list, signature }, undefined, this.#now);
    if (!read.ok) throw new BundleError(read.fault.code, read.fault.detail);
    const vouched =
      this.#sender === undefined ? fail('bundle/unknown-sender') : await this.#judge(this.#sender, read.value.list);
    if (!vouched.ok) throw new BundleError(vouched.fault.code, vouched.fault.detail);
  };

  readonly certificateOf: BundleReaderInput['certificateOf'] = (replica, hash) => this.#known?.of(replica, hash);

  async #judge({ envelope, certificate, identity }: Sender, list: TrustList): Promise<Result<'trusted' | 'revoked'>> {
    const check = { list, knownEnvelope: () => false, now: this.#now };
    const standing = await standingOf(check, envelope, identity, certificate);
    if (!standing.ok) return standing;
    this.#known = await knownCertificates(list);
    await this.#known.add(envelope.emisor.oficina, certificate);
    this.#voucher = { root: fromBase64(list.raiz), isRevoked: standing.value === 'revoked' };
    return standing;
  }
}

/** A root of which no list is at hand: it vouches for whom it certified, and nobody else is known. */
function certifiedOnly(root: Bytes, now: number): TrustList {
  const day = new Date(now).toISOString();
  return makeTrustList({ version: 1, emitida: day, hasta: day, oficinas: [], rescate: '', raiz: toBase64(root) });
}
