import type { PdfVerdict, SignatureVerdict } from '../../shared/signature/verdict.ts';
import { h } from '../outside/dom.ts';
import { reasonsToTell } from '../text/verdict-words.ts';
import { day, verdictsIn, type Say } from './words.ts';

/** What the verifier found in a file. `comparedAt`: when the person compared a root, by its fingerprint. */
export function drawVerdict(
  verdict: PdfVerdict,
  say: Say,
  comparedAt: (fingerprint: string) => string | undefined,
): readonly HTMLElement[] {
  if (verdict.kind !== 'signed') {
    const why =
      verdict.kind === 'damaged' ? say(`verify.damaged.${verdict.reason}`) : say(`verify.result.${verdict.kind}.text`);
    const title = h('strong', {}, say(`verify.result.${verdict.kind}`));
    return [
      h(
        'div',
        { class: `outcome ${verdict.kind === 'unsigned' ? 'valid-but' : 'not-valid'}` },
        h('p', {}, title),
        h('p', {}, why),
      ),
    ];
  }
  const words = verdictsIn(say);
  const later = verdict.laterChanges.kind === 'none' ? undefined : h('p', {}, words.laterText(verdict.laterChanges));
  const total = verdict.signatures.length;
  return [
    h('p', { class: 'summary' }, h('strong', {}, words.summaryText(verdict.signatures))),
    ...(later ? [later] : []),
    ...verdict.signatures.map((signature, i) =>
      drawSignature(signature, say, comparedAt, say('verifierPage.signature', { n: i + 1, total })),
    ),
    h('p', { class: 'hint' }, say('verify.limits')),
  ];
}

function drawSignature(
  signature: SignatureVerdict,
  say: Say,
  comparedAt: (fingerprint: string) => string | undefined,
  label: string,
): HTMLElement {
  const words = verdictsIn(say);
  const { verdict, signer, anchor, reason, place, certifies } = signature;
  const believed = verdict !== 'not-valid';
  const reasons = reasonsToTell(signature).map((one) => h('li', {}, words.reasonText(one)));
  const compared = signature.trust === 'trusted' && anchor ? comparedAt(anchor.fingerprint) : undefined;
  const trust =
    compared === undefined
      ? words.trustText(signature)
      : say('verifierPage.trusted', { root: signature.root ?? '', at: compared });
  const facts: readonly (readonly [string, string | undefined])[] = [
    [say(believed ? 'verify.fact.who' : 'verify.fact.whoClaims'), words.whoText(signature)],
    [say('verify.fact.when'), words.whenText(signature)],
    [say('verify.fact.covers'), words.coversText(signature)],
    [say('verify.fact.later'), words.laterText(signature.laterChanges)],
    [say('verify.fact.trust'), trust],
    [say('verify.fact.reason'), reason],
    [say('verify.fact.place'), place],
  ];
  return h(
    'article',
    { class: `outcome ${verdict}`, 'aria-label': label },
    h(
      'h3',
      {},
      `${say(`verify.verdict.${verdict}`)} `,
      h(
        'span',
        { class: 'kind' },
        signature.kind === 'signature' ? label : `${say('verify.kind.document-timestamp')} · ${label}`,
      ),
    ),
    h('p', {}, say(`verify.verdict.${verdict}.text`)),
    reasons.length > 0 ? h('ul', {}, ...reasons) : undefined,
    h('dl', {}, ...facts.flatMap(([name, value]) => (value ? [h('dt', {}, name), h('dd', {}, value)] : []))),
    compared === undefined || !believed ? undefined : h('p', { class: 'hint' }, say('verifierPage.trustedNote')),
    believed && certifies !== undefined ? h('p', {}, say(`verify.certifies.${certifies}`)) : undefined,
    h('p', { class: 'hint' }, words.expertText(signature)),
    signer &&
      h(
        'details',
        {},
        h('summary', {}, say('verify.fact.technical')),
        h(
          'p',
          {},
          say('verify.certificate', { issuer: signer.issuer, from: day(signer.notBefore), to: day(signer.notAfter) }),
        ),
        h(
          'p',
          {},
          say('verify.technical', {
            serial: signer.serial,
            fingerprint: signer.fingerprint,
            algorithm: signature.algorithm ?? '—',
            field: signature.field,
          }),
        ),
      ),
  );
}
