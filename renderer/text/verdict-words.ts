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
import { commonName } from '../../shared/signature/common-name.ts';
import type { RevocationReason } from '../../shared/signature/crl.ts';
import { conclusionOf } from '../../shared/signature/outcome.ts';
import type es from './es/verify.json';

/** Names of the texts about signatures, as in `es/verify.json`. */
export type VerdictKey = keyof typeof es;

type Spoken =
  | `verify.reason.${ReasonCode}`
  | `verify.change.${ChangeKind}`
  | `verify.gap.${BaselineGap}`
  | `verify.trust.${Trust}`
  | `verify.revocation.${RevocationReason}`
  | `verify.damaged.${Extract<PdfVerdict, { kind: 'damaged' }>['reason']}`;
type Missing = Exclude<Spoken, VerdictKey>;
type Complete<M extends never> = M;
/**
 * Something the verifier can say and the texts cannot does not compile here.
 * @public nobody needs the type; the compiler needs the line
 */
export type AllVerdictsHaveWords = Complete<Missing>;

/** A language, and how its readers write dates. */
export interface VerdictSpeaker {
  readonly say: (key: VerdictKey, params?: Readonly<Record<string, string | number>>) => string;
  /** date and time of an instant */
  readonly instant: (at: string) => string;
  /** the day of an instant */
  readonly day: (at: string) => string;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T/;
/** Certificates are valid by the day; the claimed time of a signature counts to the second. */
const BY_DAY = new Set(['notBefore', 'notAfter']);

/** What the verifier found, in the words of one language. */
export interface VerdictWords {
  /** one reason as a sentence, its facts filled in: dates as Honduras writes them, kinds of change by their names */
  readonly reasonText: (reason: Reason) => string;
  /** what was changed, as a list of words */
  readonly changesText: (kinds: readonly ChangeKind[]) => string;
  /** how much of the file a signature covers */
  readonly coversText: (signature: Pick<SignatureVerdict, 'covers' | 'laterChanges'>) => string;
  /** what happened to the file after a signature */
  readonly laterText: (later: LaterChanges) => string;
  /** who signed, with position and credential where the certificate tells them */
  readonly whoText: (signature: Pick<SignatureVerdict, 'signer'>) => string;
  /** when, and by whose clock */
  readonly whenText: (signature: Pick<SignatureVerdict, 'time'>) => string;
  /** who vouches for the signer */
  readonly trustText: (signature: Pick<SignatureVerdict, 'trust' | 'root' | 'signer'>) => string;
  /** the heading over all signatures of a file */
  readonly summaryText: (signatures: readonly SignatureVerdict[]) => string;
  /** outcome and sub-indication as the standard names them, for people who know it */
  readonly expertText: (signature: Pick<SignatureVerdict, 'verdict' | 'reasons' | 'time'>) => string;
}

/** The words of a language about signatures; the app and the page for others say the same by them. */
export function verdictWords({ say, instant, day }: VerdictSpeaker): VerdictWords {
  const changesText: VerdictWords['changesText'] = (kinds) =>
    kinds.map((kind) => say(`verify.change.${kind}`)).join(', ');

  const factText = (name: string, value: string | readonly string[]): string => {
    if (typeof value === 'string') {
      if (name === 'issuer') return commonName(value);
      if (name === 'revocation') return say(`verify.revocation.${value as RevocationReason}`);
      if (!INSTANT.test(value)) return value;
      return BY_DAY.has(name) ? day(value) : instant(value);
    }
    if (name === 'kinds') return changesText(value as readonly ChangeKind[]);
    if (name === 'missing') return value.map((gap) => say(`verify.gap.${gap as BaselineGap}`)).join(', ');
    return value.join(', ');
  };

  return {
    changesText,
    reasonText: ({ code, detail = {} }) => {
      const params = Object.fromEntries(
        Object.entries(detail).map(([name, value]) => [
          name,
          typeof value === 'number' ? value : factText(name, value),
        ]),
      );
      if (code === 'unknown-root' && detail['bearsNameOf'] !== undefined) {
        return say('verify.reason.unknown-root.namesake', params);
      }
      return say(`verify.reason.${code}`, params);
    },
    coversText: ({ covers, laterChanges }) => {
      // what proves a signature follows it in every paper of this app: that is nothing to wonder at
      const onlyProof = laterChanges.kind === 'only-allowed' && laterChanges.filledFields.length === 0;
      return say(
        covers === 'earlier-revision' && onlyProof ? 'verify.covers.all-but-proof' : `verify.covers.${covers}`,
      );
    },
    laterText: (later) => {
      switch (later.kind) {
        case 'none':
          return say('verify.later.none');
        case 'only-allowed':
          if (later.filledFields.length === 0) return say('verify.later.proof');
          return say('verify.later.only-allowed', {
            fields: later.filledFields.map((field) => field.replaceAll('_', ' ')).join(', '),
          });
        case 'forbidden':
          return say('verify.later.forbidden', { changes: changesText(later.changes) });
        case 'unreadable':
          return say('verify.later.unreadable');
      }
    },
    whoText: ({ signer }) => {
      if (signer === undefined) return say('verify.who.unknown');
      const { name, position, credential, organization } = signer;
      return [name, position, credential, organization].filter((part) => part !== undefined && part !== '').join(', ');
    },
    whenText: ({ time }) =>
      time === undefined ? say('verify.when.unknown') : say(`verify.when.${time.clock}`, { at: instant(time.at) }),
    trustText: ({ trust, root, signer }) => {
      const issuer = signer === undefined ? say('verify.trust.issuerUnknown') : commonName(signer.issuer);
      return say(`verify.trust.${trust}`, { root: root ?? issuer, issuer });
    },
    summaryText: (signatures) => {
      const worst = worstVerdict(signatures);
      if (worst !== 'valid') return say(`verify.summary.${worst}`);
      const n = signatures.length;
      return say(n === 1 ? 'verify.summary.valid.one' : 'verify.summary.valid.other', { n });
    },
    expertText: (signature) => {
      const { outcome, sub } = conclusionOf(signature);
      const code = sub === undefined ? outcome : `${outcome} / ${sub}`;
      const isStricter = signature.verdict === 'not-valid' && outcome === 'INDETERMINATE';
      return say(isStricter ? 'verify.expert.refused' : 'verify.expert', { code });
    },
  };
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
