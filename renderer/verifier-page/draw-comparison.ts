import type { Bytes } from '../../shared/kernel/bytes.ts';
import { compareSpoken } from '../../shared/signature/spoken-fingerprint.ts';
import { button, h } from '../outside/dom.ts';
import type { Say } from './words.ts';

/** A certificate at the end of a chain, for whom somebody has to vouch. */
export interface Anchor {
  readonly name: string;
  /** SHA-256, hexadecimal */
  readonly fingerprint: string;
  readonly der: Bytes;
  /** its fingerprint as it is told by telephone */
  readonly words: readonly string[];
}

/**
 * The place where a person types the words that the office told them. Only words that are the same make the issuer count;
 * neither reading them here nor a tick does.
 */
export function drawComparison(anchor: Anchor, say: Say, onSame: () => void): HTMLElement {
  const { name, fingerprint, words } = anchor;
  const id = fingerprint.slice(0, 16);
  const told = h('p', { role: 'alert', id: `t-${id}` });
  const typed = h('textarea', {
    ...{ id: `w-${id}`, rows: 2, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' },
    'aria-describedby': `h-${id} t-${id}`,
  });
  const compare = (): void => {
    const result = compareSpoken(typed.value, words);
    switch (result.kind) {
      case 'same':
        onSame();
        return;
      case 'incomplete':
        told.textContent = say('verifierPage.incomplete', { count: result.count });
        break;
      case 'unknown-word':
        told.textContent = say('verifierPage.unknownWord', { place: result.place });
        break;
      case 'different':
        told.textContent = say('verifierPage.different');
        break;
    }
    typed.focus();
  };
  return h(
    'section',
    { 'aria-labelledby': `s-${id}` },
    h('h2', { id: `s-${id}` }, say('verifierPage.compare')),
    h('p', {}, say('verifierPage.compareIntro')),
    h('p', {}, h('strong', {}, say('verifierPage.issuer', { name }))),
    h('label', { for: `w-${id}` }, say('verifierPage.heard')),
    h('p', { class: 'hint', id: `h-${id}` }, say('verifierPage.heardHint')),
    typed,
    told,
    h('div', { class: 'deeds' }, button(say('verifierPage.compareNow'), compare, { class: 'main' })),
    h(
      'details',
      {},
      h('summary', {}, say('verifierPage.showFingerprint')),
      h('p', { class: 'hint' }, say('verifierPage.wordsNotShown')),
      h('p', { class: 'hash' }, say('verifierPage.fingerprint', { fingerprint })),
    ),
  );
}
