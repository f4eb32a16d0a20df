import { readSpokenWords } from '../../shared/referral/spoken-words.ts';
import { dateInHonduras, formatDate, timeInHonduras } from '../../shared/kernel/plain-date.ts';
import { hashLines } from '../../shared/report/hash-lines.ts';
import { button, h } from '../outside/dom.ts';
import { fileButton } from '../outside/file-button.ts';
import { drawFiles, nameFiles } from './draw-contents.ts';
import type { ReadBundle, SealedDesk, Told } from './sealed-desk.ts';
import type { Say } from './words.ts';

/** A key file has a line or two. */
const LARGEST_KEY = 64 * 1024;
const SECRET = /^AGE-SECRET-KEY-PQ-1[A-Z0-9]+$/m;

/** A bundle as far as it is open. `comparedAt`: when the person compared the root that vouches for its sender. */
export function drawSealed(desk: SealedDesk, say: Say, comparedAt: string | undefined): readonly HTMLElement[] {
  const { stage, file } = desk;
  const title = h('h2', { id: 'result', tabindex: -1 }, say('verifierPage.sealed', { name: file.name }));
  const frame = (...inside: readonly (HTMLElement | undefined)[]): readonly HTMLElement[] => [
    h('section', { 'aria-labelledby': 'result' }, title, ...inside),
  ];
  switch (stage.kind) {
    case 'closed':
      return frame(
        stage.problem && h('p', { role: 'alert' }, stage.problem(say)),
        ...(stage.opens === 'words' ? askWords(desk, say, stage.typed) : askKey(desk, say)),
      );
    case 'reading':
      return frame(
        h('p', { role: 'status' }, stage.what(say)),
        h('progress', { id: 'read-so-far', max: 1, 'aria-label': say('verifierPage.progress') }),
        h(
          'div',
          { class: 'deeds' },
          button(say('verifierPage.stop'), () => stage.stop()),
        ),
      );
    case 'refused':
      return frame(
        outcome('not-valid', say('verifierPage.notTrusted'), stage.problem(say)),
        h(
          'div',
          { class: 'deeds' },
          button(say('verifierPage.again'), () => void desk.again()),
        ),
      );
    case 'read':
      return frame(...opened(desk, stage, say, { comparedAt, told: stage.told }));
  }
}

function outcome(kind: 'valid' | 'valid-but' | 'not-valid', title: string, text: string): HTMLElement {
  return h('div', { class: `outcome ${kind}` }, h('h3', {}, title), h('p', {}, text));
}

function askWords(desk: SealedDesk, say: Say, before = ''): readonly HTMLElement[] {
  const told = h('p', { role: 'alert', id: 'words-told' });
  const typed = h('textarea', {
    ...{ id: 'words', rows: 2, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' },
    'aria-describedby': 'words-hint words-told',
  });
  typed.value = before;
  const open = (): void => {
    const read = readSpokenWords(typed.value);
    if (read.kind === 'words') {
      void desk.open({ kind: 'words', words: read.words });
      return;
    }
    told.textContent =
      read.kind === 'incomplete'
        ? say('verifierPage.sixWords', { count: read.count })
        : say('verifierPage.unknownWord', { place: read.place });
    typed.focus();
  };
  return [
    h('label', { for: 'words' }, say('verifierPage.words')),
    h('p', { class: 'hint', id: 'words-hint' }, say('verifierPage.wordsHint')),
    typed,
    told,
    h('div', { class: 'deeds' }, button(say('verifierPage.open'), open, { class: 'main' })),
  ];
}

function askKey(desk: SealedDesk, say: Say): readonly HTMLElement[] {
  const told = h('p', { role: 'alert' });
  const take = async ([file]: readonly File[]): Promise<void> => {
    const text = file === undefined || file.size > LARGEST_KEY ? '' : await file.text().catch(() => '');
    const [identity] = SECRET.exec(text.replaceAll('\r', '')) ?? [];
    if (identity !== undefined) await desk.open({ kind: 'key', identity });
    else told.textContent = say('verifierPage.noKey');
  };
  return [
    h('p', {}, say('verifierPage.keyNeeded')),
    told,
    h('div', { class: 'deeds' }, ...fileButton(say('verifierPage.giveKey'), { class: 'main' }, take)),
  ];
}

interface Around {
  readonly comparedAt: string | undefined;
  readonly told: Told | undefined;
}

function opened(
  desk: SealedDesk,
  { contents, anchor }: ReadBundle,
  say: Say,
  { comparedAt, told }: Around,
): readonly (HTMLElement | undefined)[] {
  const { office, officeName, madeAt, identity, cases, isRevoked } = contents;
  if (isRevoked) return [outcome('not-valid', say('verifierPage.notTrusted'), say('verifierPage.revoked', { office }))];
  const facts: readonly (readonly [string, string])[] = [
    [say('verifierPage.from'), officeName === undefined ? office : `${officeName} (${office})`],
    [say('verifierPage.madeAt'), `${formatDate(dateInHonduras(madeAt))}, ${timeInHonduras(madeAt)}`],
    [say('verifierPage.voucher'), anchor.name],
    [say('verifierPage.identity'), hashLines(identity).join(' ')],
  ];
  const list = h('dl', {}, ...facts.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
  // a name that nobody vouches for may be anybody's: what it brings is not shown
  if (comparedAt === undefined) {
    return [outcome('valid-but', say('verifierPage.whole'), say('verifierPage.wholeText')), list];
  }
  const changes = cases.reduce((sum, one) => sum + one.changes, 0);
  return [
    outcome(
      'valid',
      say('verifierPage.trustedBundle'),
      say('verifierPage.trustedBundleText', { root: anchor.name, at: comparedAt }),
    ),
    list,
    h('p', { role: 'status' }, told?.(say) ?? ''),
    h('p', {}, say('verifierPage.holds', { cases: cases.length, changes })),
    ...drawFiles(nameFiles(contents, say), say, {
      save: (file) => void desk.save(file),
      verify: (file) => void desk.verify(file),
    }),
    h('p', { class: 'hint' }, say('verifierPage.keepSafe')),
  ];
}
