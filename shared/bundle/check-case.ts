import type { Bytes } from '../kernel/bytes.ts';
import type { Change } from '../record/change.ts';
import { BundleError } from './bundle-error.ts';
import type { CaseLines } from './change-lines.ts';
import type { Envelope, Tip } from './envelope.ts';
import { isSealOf, sealKey, uncoveredChanges, verifySeal, type SeriesSeal } from './seal.ts';

/**
 * The certificate of an installation.
 * @param hash SHA-256 of it, base64url
 * @returns DER; undefined when this installation is not known to have it
 */
export type CertificateOf = (replica: string, hash: string) => Bytes | undefined;

/** Checks the cases of a bundle against its envelope, and keeps the keys that seals are checked with. */
export class CaseChecker {
  readonly #envelope: Envelope;
  readonly #certificateOf: CertificateOf;
  readonly #keys = new Map<string, CryptoKey | undefined>();
  #next = 0;

  constructor(envelope: Envelope, certificateOf: CertificateOf) {
    this.#envelope = envelope;
    this.#certificateOf = certificateOf;
  }

  /**
   * Takes the next case: it must be the next of the envelope, have exactly the ends that the envelope names, and each of its
   * changes must be reached by a valid seal of the installation that made it.
   * @throws {BundleError} `bundle/changes`, or `bundle/unknown-sender` for a seal of an installation that is not known
   */
  async take({ id, changes, seals }: CaseLines): Promise<void> {
    const declared = this.#envelope.casos[this.#next];
    this.#next += 1;
    const part = `casos/${id}`;
    if (declared?.id !== id || !hasTips(changes, declared.series)) throw new BundleError('bundle/changes', part);
    const known = new Map(changes.map((change) => [change.id, change]));
    for (const seal of seals) {
      const key = await this.#key(seal);
      if (key === undefined) throw new BundleError('bundle/unknown-sender', part);
      if (!isSealOf(seal, known.get(seal.h)) || !(await verifySeal(seal, key))) {
        throw new BundleError('bundle/changes', part);
      }
    }
    if (uncoveredChanges(changes, seals).length > 0) throw new BundleError('bundle/changes', part);
  }

  /** @throws {BundleError} `bundle/changes` when a case of the envelope did not come */
  end(): void {
    const missing = this.#envelope.casos[this.#next];
    if (missing !== undefined) throw new BundleError('bundle/changes', `casos/${missing.id}`);
  }

  async #key({ r, cert }: SeriesSeal): Promise<CryptoKey | undefined> {
    const name = `${r} ${cert}`;
    if (!this.#keys.has(name)) {
      const certificate = this.#certificateOf(r, cert);
      this.#keys.set(name, certificate === undefined ? undefined : await sealKey(certificate));
    }
    return this.#keys.get(name);
  }
}

/**
 * The ends of all series among the changes: those that no other one follows.
 * @returns by installation, place, id
 */
export function tipsOf(changes: readonly Change[]): readonly Tip[] {
  const followed = new Set(changes.map(({ op }) => op.p));
  return changes
    .filter(({ id }) => !followed.has(id))
    .map(({ id, op }) => ({ r: op.r, n: op.n, h: id }))
    .sort((a, b) => (a.r === b.r ? a.n - b.n || (a.h < b.h ? -1 : 1) : a.r < b.r ? -1 : 1));
}

function hasTips(changes: readonly Change[], declared: readonly Tip[]): boolean {
  const places = new Set(tipsOf(changes).map(tipPlace));
  return places.size === declared.length && declared.every((tip) => places.has(tipPlace(tip)));
}

function tipPlace({ r, n, h }: Tip): string {
  return `${r} ${n} ${h}`;
}
