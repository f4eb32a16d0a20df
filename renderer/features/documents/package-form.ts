import type { TextKey } from '../../text/index.ts';
import type { PackageFacts } from './package-facts.ts';

/** Letters a reason must have: fewer explain nothing to whoever reads the history. */
const SHORTEST_REASON = 10;

/** What the person chose and typed. */
export interface PackageForm {
  /** ids of the pieces that go along */
  readonly pieces: readonly string[];
  readonly identities: boolean;
  readonly reason: string;
  readonly sealing: 'keys' | 'words';
  readonly passphrase: string;
}

/** The form as it opens: what the referral names is ticked, identities are not, and a key is used where there is one. */
export function emptyPackageForm({ pieces, keys }: Pick<PackageFacts, 'pieces' | 'keys'>): PackageForm {
  return {
    pieces: pieces.filter(({ mentioned }) => mentioned).map(({ piece }) => piece.id),
    identities: false,
    reason: '',
    sealing: keys === undefined ? 'words' : 'keys',
    passphrase: '',
  };
}

/** What is still missing, by field. */
export function checkPackageForm(form: PackageForm): Readonly<Partial<Record<'reason' | 'passphrase', TextKey>>> {
  return {
    ...(form.identities && form.reason.trim().length < SHORTEST_REASON ? { reason: 'packages.reasonMissing' } : {}),
    ...(form.passphrase === '' ? { passphrase: 'packages.passphraseMissing' } : {}),
  };
}
