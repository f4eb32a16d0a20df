import { dateInHonduras, formatDate } from '../../shared/kernel/plain-date.ts';
import {
  notes,
  type BaselineGap,
  type ChangeKind,
  type LaterChanges,
  type PdfVerdict,
  type Reason,
  type ReasonCode,
  type SignatureVerdict,
  type Trust,
} from '../../shared/signature/verdict.ts';
import { commonName } from './certificate-facts.ts';
import { formatInstant } from './format.ts';
import { t, tCount, type TextKey } from '../text/index.ts';

type Spoken =
  | `verify.reason.${ReasonCode}`
  | `verify.change.${ChangeKind}`
  | `verify.gap.${BaselineGap}`
  | `verify.trust.${Trust}`
  | `verify.damaged.${Extract<PdfVerdict, { kind: 'damaged' }>['reason']}`;
type Missing = Exclude<Spoken, TextKey>;
type Complete<M extends never> = M;
/**
 * Something the verifier can say and the texts cannot does not compile here.
 * @public nobody needs the type; the compiler needs the line
 */
export type AllVerdictsHaveWords = Complete<Missing>;

const INSTANT = /^\d{4}-\d{2}-\d{2}T/;
/** Certificates are valid by the day; the claimed time of a signature counts to the second. */
const BY_DAY = new Set(['notBefore', 'notAfter']);

/** One reason as a sentence, its facts filled in: dates as Honduras writes them, kinds of change by their names. */
export function reasonText({ code, detail = {} }: Reason): string {
  const params = Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [name, typeof value === 'number' ? value : factText(name, value)]),
  );
  return t(`verify.reason.${code}`, params);
}

function factText(name: string, value: string | readonly string[]): string {
  if (typeof value === 'string') {
    if (name === 'issuer') return commonName(value);
    if (!INSTANT.test(value)) return value;
    return BY_DAY.has(name) ? formatDate(dateInHonduras(value)) : formatInstant(value);
  }
  if (name === 'kinds') return changesText(value as readonly ChangeKind[]);
  if (name === 'missing') return value.map((gap) => t(`verify.gap.${gap as BaselineGap}`)).join(', ');
  return value.join(', ');
}

/** What was changed, as a list of words. */
export function changesText(kinds: readonly ChangeKind[]): string {
  return kinds.map((kind) => t(`verify.change.${kind}`)).join(', ');
}

/** What happened to the file after a signature. */
export function laterText(later: LaterChanges): string {
  switch (later.kind) {
    case 'none':
      return t('verify.later.none');
    case 'only-allowed':
      if (later.filledFields.length === 0) return t('verify.later.proof');
      return t('verify.later.only-allowed', {
        fields: later.filledFields.map((field) => field.replaceAll('_', ' ')).join(', '),
      });
    case 'forbidden':
      return t('verify.later.forbidden', { changes: changesText(later.changes) });
    case 'unreadable':
      return t('verify.later.unreadable');
  }
}

/** Who signed, with position and credential where the certificate tells them. */
export function whoText({ signer }: Pick<SignatureVerdict, 'signer'>): string {
  if (signer === undefined) return t('verify.who.unknown');
  const { name, position, credential, organization } = signer;
  return [name, position, credential, organization].filter((part) => part !== undefined && part !== '').join(', ');
}

/** When, and by whose clock. */
export function whenText({ time }: Pick<SignatureVerdict, 'time'>): string {
  return time === undefined ? t('verify.when.unknown') : t(`verify.when.${time.clock}`, { at: formatInstant(time.at) });
}

/** Who vouches for the signer. */
export function trustText({ trust, root, signer }: Pick<SignatureVerdict, 'trust' | 'root' | 'signer'>): string {
  const issuer = signer === undefined ? t('verify.trust.issuerUnknown') : commonName(signer.issuer);
  return t(`verify.trust.${trust}`, { root: root ?? issuer, issuer });
}

/**
 * The reasons to tell. Under a refusal the notes are left out: that other signatures were added "as is allowed", say,
 * would sound like comfort where there is none.
 */
export function reasonsToTell({ verdict, reasons }: Pick<SignatureVerdict, 'verdict' | 'reasons'>): readonly Reason[] {
  const informing: readonly string[] = notes;
  return verdict === 'not-valid' ? reasons.filter(({ code }) => !informing.includes(code)) : reasons;
}

/** The worst of the verdicts, which is the file's own. */
export function worstVerdict(signatures: readonly SignatureVerdict[]): SignatureVerdict['verdict'] {
  const verdicts = signatures.map(({ verdict }) => verdict);
  if (verdicts.includes('not-valid')) return 'not-valid';
  return verdicts.includes('valid-but') ? 'valid-but' : 'valid';
}

/** The heading over all signatures of a file. */
export function summaryText(signatures: readonly SignatureVerdict[]): string {
  const worst = worstVerdict(signatures);
  return worst === 'valid' ? tCount('verify.summary.valid', signatures.length) : t(`verify.summary.${worst}`);
}
