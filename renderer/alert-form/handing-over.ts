import { ALERT_ENDING } from '../../shared/alert/envelope.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { qrModules } from '../../shared/pdf/engine/qr-modules.ts';
import { button, h, svg } from '../outside/dom.ts';
import { saveBlob } from '../outside/save-blob.ts';
import type { Say } from './words.ts';

/** More codes than this take longer to read than a file to carry. */
const MANY = 8;
/** Light squares that must stand around a code (ISO/IEC 18004). */
const QUIET = 4;

/** A finished alert, and what can be done with it. */
export interface HandingOver {
  readonly say: Say;
  readonly office: string;
  /** of the alert */
  readonly id: string;
  readonly sealed: Bytes;
  /** its codes, as texts */
  readonly parts: readonly string[];
  readonly onSaved: () => void;
  readonly onCorrect: () => void;
  readonly onAgain: () => void;
}

/** The page of a finished alert: the file to save, and the codes to show or print. */
export function drawHandingOver(view: HandingOver): readonly HTMLElement[] {
  const { say, office, parts, onCorrect, onAgain } = view;
  const texts = h('textarea', { readonly: true, rows: 5, id: 'parts', spellcheck: 'false' });
  texts.value = parts.join('\n');
  texts.addEventListener('focus', () => texts.select());
  const many = parts.length === 1 ? 'alertForm.codesText.one' : 'alertForm.codesText.other';
  return [
    h('h2', { tabindex: -1, id: 'done' }, say('alertForm.done')),
    h('p', {}, say('alertForm.doneText', { office })),
    h('section', { 'aria-labelledby': 's-file' }, h('h3', { id: 's-file' }, say('alertForm.file')), ...file(view)),
    h(
      'section',
      { 'aria-labelledby': 's-codes' },
      h('h3', { id: 's-codes' }, say('alertForm.codes')),
      h('p', {}, say(many, { n: parts.length })),
      parts.length > MANY ? h('p', { class: 'hint' }, say('alertForm.codesMany')) : undefined,
      ...codes(view),
      h('details', {}, h('summary', {}, say('alertForm.codesAsText')), labelled(say('alertForm.codesAsText'), texts)),
    ),
    h('div', { class: 'deeds' }, button(say('alertForm.correct'), onCorrect), button(say('alertForm.again'), onAgain)),
  ];
}

function labelled<T extends HTMLElement>(label: string, control: T): T {
  control.setAttribute('aria-label', label);
  return control;
}

function file({ say, id, sealed, onSaved }: HandingOver): readonly HTMLElement[] {
  // nothing of what the alert says
  const name = `alerta-${id.slice(0, 8)}${ALERT_ENDING}`;
  const told = h('p', { role: 'status' });
  const save = button(
    say('alertForm.fileSave'),
    () => {
      saveBlob(new Blob([sealed], { type: 'application/octet-stream' }), name);
      told.textContent = say('alertForm.fileSaved', { name });
      onSaved();
    },
    { class: 'main' },
  );
  return [h('p', {}, say('alertForm.fileText')), save, told];
}

/** One code after the other on the screen, all of them on paper. */
function codes({ say, parts }: HandingOver): readonly HTMLElement[] {
  const total = parts.length;
  const captions = parts.map((_, i) => say('alertForm.code', { n: i + 1, total }));
  const figures = parts.map((part, i) => {
    const caption = captions[i] ?? '';
    return h('figure', {}, picture(part, caption) as unknown as HTMLElement, h('figcaption', {}, caption));
  });
  const told = h('p', { class: 'visually-hidden', role: 'status' });
  let shown = 0;
  const previous = button(say('alertForm.previous'), () => show(shown - 1, true));
  const next = button(say('alertForm.next'), () => show(shown + 1, true));
  const show = (n: number, tell: boolean): void => {
    shown = Math.min(Math.max(n, 0), total - 1);
    for (const [i, figure] of figures.entries()) figure.hidden = i !== shown;
    previous.setAttribute('aria-disabled', String(shown === 0));
    next.setAttribute('aria-disabled', String(shown === total - 1));
    if (tell) told.textContent = captions[shown] ?? '';
  };
  show(0, false);
  const deeds = total === 1 ? [] : [h('div', { class: 'deeds' }, previous, next), told];
  return [h('div', { class: 'codes' }, ...figures), ...deeds];
}

function picture(text: string, label: string): SVGElement {
  const rows = qrModules(text);
  const size = rows.length + 2 * QUIET;
  const path = rows
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '')))
    .join('');
  const ground = svg('rect', { width: size, height: size, fill: '#fff' });
  const dark = svg('path', { d: path, fill: '#000' });
  const attributes = {
    viewBox: `0 0 ${size} ${size}`,
    role: 'img',
    'aria-label': label,
    'shape-rendering': 'crispEdges',
  };
  return svg('svg', attributes, ground, dark);
}
