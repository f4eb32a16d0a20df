import type { BundleEvent, BundleSummary } from '../../shared/bundle/read-bundle.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import type { TrustList } from '../../shared/roster/trust-list.ts';

/** What the worker reads a bundle by. */
export interface UnpackQuestion {
  readonly kind: 'begin';
  /** key of this one file, 16 bytes */
  readonly key: Bytes;
  /** milliseconds since 1970, by this computer's clock */
  readonly now: number;
  /** public keys of this computer; `frase` for a bundle that was opened with words */
  readonly ownKeys: readonly string[] | 'frase';
  /** the ministry's list in use */
  readonly list: TrustList;
  /** identities of bundles that came before */
  readonly known: readonly string[];
}

/** What the window tells the worker: how to read, and then each piece of the file, in order. */
export type UnpackOrder = UnpackQuestion | { readonly kind: 'bytes'; readonly bytes: Bytes; readonly last: boolean };

/** What the worker says: that it wants the next piece, what came out, or how it ended. */
export type UnpackAnswer =
  | { readonly kind: 'more' }
  | { readonly kind: 'event'; readonly event: UnpackEvent }
  | { readonly kind: 'done'; readonly summary: BundleSummary }
  | { readonly kind: 'fault'; readonly fault: Fault }
  /** a bug, named without anything of the bundle in it */
  | { readonly kind: 'broken'; readonly error: string };

/** What comes out of a bundle, as it can be sent: a certificate is no plain data. */
export type UnpackEvent =
  | Exclude<BundleEvent, { readonly kind: 'envelope' }>
  | Omit<Extract<BundleEvent, { readonly kind: 'envelope' }>, 'certificate'>;
