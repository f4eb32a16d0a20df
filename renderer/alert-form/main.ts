import { sealAlert } from '../../shared/alert/envelope.ts';
import { readFormOffice, type FormOffice } from '../../shared/alert/form-page.ts';
import { toParts } from '../../shared/alert/parts.ts';
import { instantFrom } from '../../shared/kernel/clock.ts';
import { newId } from '../../shared/kernel/id.ts';
import { findProblems, noAnswers, toAlert, type Answers, type CheckedField } from './answers.ts';
import { button, h } from '../outside/dom.ts';
import { languageButtons, preferredLanguage, type Language } from '../outside/languages.ts';
import { controlOf, drawFields } from './fields.ts';
import { drawHandingOver, type HandingOver } from './handing-over.ts';
import { speak } from './words.ts';

type Office = FormOffice & { readonly keyId: string };
type Sealed = Pick<HandingOver, 'id' | 'sealed' | 'parts'>;

const slot = document.getElementById('office')?.textContent ?? '';
/** without a secure context, or in a browser of years ago, there is nothing to seal with */
const canSeal = 'crypto' in window && 'subtle' in crypto;
const page = h('main');
document.body.replaceChildren(page);

let language: Language = preferredLanguage(navigator.languages);
let answers: Answers = noAnswers;
let problems: readonly CheckedField[] = [];
let sealed: Sealed | undefined;
/** one id for one alert, however often it is corrected: the office then notices that it has it already */
let id = newId();
let isSafe = true;

/** The day on the calendar of this device. */
function today(): string {
  const now = new Date();
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function draw(office: Office | undefined): void {
  const say = speak(language);
  document.documentElement.lang = language;
  document.title = say('alertForm.title');
  const head = h(
    'header',
    {},
    languageButtons(language, say('alertForm.language'), (chosen) => {
      language = chosen;
      draw(office);
    }),
    h('h1', {}, say('alertForm.title')),
    office && h('p', { class: 'office' }, say('alertForm.for', { office: office.name })),
  );
  if (office === undefined) {
    const why = canSeal ? 'alertForm.noOffice' : 'alertForm.noSealing';
    page.replaceChildren(head, h('p', { class: 'warning', role: 'alert' }, say(why)));
    return;
  }
  const body = sealed ? finished(office, sealed) : unfinished(office);
  page.replaceChildren(head, ...body, keyNote(office));
}

function unfinished(office: Office): readonly HTMLElement[] {
  const say = speak(language);
  const change = (next: Answers): void => {
    answers = next;
    isSafe = false;
  };
  const fields = drawFields({
    ...{ language, say, answers, problems, today: today() },
    onText: (field, text) => change({ ...answers, texts: { ...answers.texts, [field]: text } }),
    onSigns: (signs) => change({ ...answers, signs }),
  });
  const told = h('p', { role: 'status' });
  const finish = button(
    say('alertForm.finish'),
    () => {
      problems = findProblems(answers, today());
      if (problems.length > 0) {
        draw(office);
        document.getElementById('problems')?.focus();
        return;
      }
      finish.disabled = true;
      told.textContent = say('alertForm.working');
      void seal(office);
    },
    { class: 'main' },
  );
  return [
    h('p', { class: 'warning' }, say('alertForm.dangerFirst')),
    h('p', {}, say('alertForm.intro')),
    ...(problems.length > 0 ? [problemList()] : []),
    h('form', { novalidate: true }, ...fields),
    h('div', { class: 'deeds' }, finish),
    told,
  ];
}

function problemList(): HTMLElement {
  const say = speak(language);
  const items = problems.map((field) =>
    h(
      'li',
      {},
      button(say(`alertForm.need.${field}`), () => controlOf(field)?.focus(), { class: 'link' }),
    ),
  );
  return h(
    'div',
    { class: 'problems', id: 'problems', tabindex: -1, role: 'alert' },
    h('p', {}, say('alertForm.problems')),
    h('ul', {}, ...items),
  );
}

async function seal(office: Office): Promise<void> {
  const alert = toAlert(answers, { id, madeAt: instantFrom(Date.now()), language });
  const bytes = await sealAlert(office.publicKey, alert);
  sealed = { id, sealed: bytes, parts: await toParts(bytes) };
  draw(office);
  document.getElementById('done')?.focus();
}

function finished(office: Office, alert: Sealed): readonly HTMLElement[] {
  const begin = (next: Answers): void => {
    answers = next;
    sealed = undefined;
    problems = [];
    draw(office);
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>('input')?.focus();
  };
  return drawHandingOver({
    ...{ say: speak(language), office: office.name, ...alert },
    onSaved: () => {
      isSafe = true;
    },
    onCorrect: () => begin(answers),
    onAgain: () => {
      id = newId();
      isSafe = true;
      begin(noAnswers);
    },
  });
}

function keyNote({ keyId }: Office): HTMLElement {
  const say = speak(language);
  const groups = keyId.toUpperCase().match(/.{4}/g) ?? [];
  return h(
    'footer',
    {},
    h('p', {}, `${say('alertForm.key')}: `, h('code', {}, groups.join(' '))),
    h('p', { class: 'hint' }, say('alertForm.keyText')),
  );
}

window.addEventListener('beforeunload', (event) => {
  if (!isSafe) event.preventDefault();
});
void (canSeal ? readFormOffice(slot) : Promise.resolve(undefined)).then(draw);
