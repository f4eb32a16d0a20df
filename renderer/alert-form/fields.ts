import { alertAnswers, alertLengths, alertSenders, alertSigns } from '../../shared/catalog/alert-signs.ts';
import { listDepartments } from '../../shared/catalog/territory.ts';
import type { Answers, CheckedField, TextField } from './answers.ts';
import { h } from '../outside/dom.ts';
import type { Language } from '../outside/languages.ts';
import { fieldWords, type Say } from './words.ts';

/** What drawing the fields needs. */
export interface FieldsView {
  readonly language: Language;
  readonly say: Say;
  readonly answers: Answers;
  readonly problems: readonly CheckedField[];
  readonly today: string;
  readonly onText: (field: TextField, text: string) => void;
  readonly onSigns: (signs: readonly string[]) => void;
}

const required: readonly string[] = ['danger', 'facts', 'children', 'sender'];

/** All fields of the form, section by section. */
export function drawFields(view: FieldsView): readonly HTMLElement[] {
  const lines = (...fields: readonly (keyof typeof alertLengths)[]): HTMLElement[] =>
    fields.map((field) => line(view, field));
  return [
    section(view, 'danger', radios(view, 'danger', alertAnswers)),
    section(view, 'facts', prose(view), signs(view), simple(view, 'seenOn', { type: 'date', max: view.today })),
    section(view, 'place', ...places(view), ...lines('place')),
    section(
      view,
      'people',
      ...lines('employer', 'recruiter', 'route'),
      simple(view, 'people', { inputmode: 'numeric', maxlength: 5 }),
      ...lines('ages'),
      radios(view, 'children', alertAnswers),
    ),
    section(view, 'sender', radios(view, 'sender', alertSenders), ...lines('senderName', 'senderContact')),
  ];
}

/** Where to go for a field that is missing: its first control. */
export function controlOf(field: CheckedField): HTMLElement | null {
  return document.getElementById(`f-${field}`) ?? document.querySelector(`input[name="${field}"]`);
}

function section(view: FieldsView, key: string, ...children: readonly HTMLElement[]): HTMLElement {
  const heading = h('h2', { id: `s-${key}` }, fieldWords(view.language, 'section', key) ?? key);
  return h('section', { 'aria-labelledby': `s-${key}` }, heading, ...children);
}

function labelText({ language, say }: FieldsView, field: string): (Node | string)[] {
  const label = fieldWords(language, field) ?? field;
  return required.includes(field)
    ? [label, ' ', h('span', { class: 'required' }, `(${say('alertForm.required')})`)]
    : [label];
}

/** A label with its hint and its problem around a control. */
function framed(view: FieldsView, field: TextField, control: HTMLElement): HTMLElement {
  const hint = fieldWords(view.language, field, 'hint');
  const problem = problemOf(view, field);
  control.id = `f-${field}`;
  control.setAttribute('aria-describedby', describedBy(hint, problem, field));
  if (problem) control.setAttribute('aria-invalid', 'true');
  if (required.includes(field)) control.setAttribute('aria-required', 'true');
  return h(
    'div',
    { class: 'field' },
    h('label', { for: `f-${field}` }, ...labelText(view, field)),
    hint === undefined ? undefined : h('p', { class: 'hint', id: `h-${field}` }, hint),
    control,
    problem,
  );
}

function problemOf({ say, problems }: FieldsView, field: string): HTMLElement | undefined {
  const found = problems.find((problem) => problem === field);
  return found && h('p', { class: 'problem', id: `p-${field}` }, say(`alertForm.need.${found}`));
}

function describedBy(hint: unknown, problem: unknown, field: string): string {
  return [hint && `h-${field}`, problem && `p-${field}`].filter(Boolean).join(' ');
}

function simple(
  view: FieldsView,
  field: TextField,
  attributes: Readonly<Record<string, string | number>>,
): HTMLElement {
  const control = h('input', { type: 'text', autocomplete: 'off', ...attributes });
  control.value = view.answers.texts[field];
  control.addEventListener('input', () => view.onText(field, control.value));
  return framed(view, field, control);
}

function line(view: FieldsView, field: keyof typeof alertLengths): HTMLElement {
  return simple(view, field, { maxlength: alertLengths[field] });
}

function prose(view: FieldsView): HTMLElement {
  const control = h('textarea', { rows: 7, maxlength: alertLengths.facts });
  control.value = view.answers.texts.facts;
  control.addEventListener('input', () => view.onText('facts', control.value));
  return framed(view, 'facts', control);
}

function radios(view: FieldsView, field: TextField, options: readonly string[]): HTMLElement {
  const problem = problemOf(view, field);
  const choices = options.map((option) => {
    const control = h('input', { type: 'radio', name: field, value: option });
    control.checked = view.answers.texts[field] === option;
    control.addEventListener('change', () => view.onText(field, option));
    return h('label', { class: 'choice' }, control, fieldWords(view.language, field, 'option', option) ?? option);
  });
  return group(view, { field, role: 'radiogroup' }, choices, problem);
}

function signs(view: FieldsView): HTMLElement {
  let chosen = view.answers.signs;
  const choices = alertSigns.map(({ key }) => {
    const control = h('input', { type: 'checkbox', name: 'signs', value: key });
    control.checked = chosen.includes(key);
    control.addEventListener('change', () => {
      chosen = alertSigns
        .map((sign) => sign.key)
        .filter((other) => (other === key ? control.checked : chosen.includes(other)));
      view.onSigns(chosen);
    });
    return h('label', { class: 'choice' }, control, fieldWords(view.language, 'signs', 'option', key) ?? key);
  });
  return group(view, { field: 'signs', role: 'group' }, choices, undefined);
}

function group(
  view: FieldsView,
  { field, role }: { readonly field: string; readonly role: string },
  choices: readonly HTMLElement[],
  problem: HTMLElement | undefined,
): HTMLElement {
  const hint = fieldWords(view.language, field, 'hint');
  return h(
    'fieldset',
    {
      role,
      class: 'field',
      'aria-required': role === 'radiogroup' ? 'true' : undefined,
      'aria-invalid': problem ? 'true' : undefined,
      'aria-describedby': describedBy(hint, problem, field) || undefined,
    },
    h('legend', {}, ...labelText(view, field)),
    hint === undefined ? undefined : h('p', { class: 'hint', id: `h-${field}` }, hint),
    ...choices,
    problem,
  );
}

/** Department and municipality; the second lists what the first has. */
function places(view: FieldsView): readonly HTMLElement[] {
  const department = h('select');
  const municipality = h('select');
  const fill = (
    control: HTMLSelectElement,
    entries: readonly { readonly code: string; readonly name: string }[],
    value: string,
  ): void => {
    const none = h('option', { value: '' }, view.say('alertForm.choose'));
    control.replaceChildren(none, ...entries.map(({ code, name }) => h('option', { value: code }, name)));
    control.value = value;
  };
  const fillMunicipalities = (code: string, value: string): void => {
    const found = listDepartments().find((one) => one.code === code);
    fill(municipality, found?.municipalities ?? [], value);
    municipality.disabled = found === undefined;
  };
  const { texts } = view.answers;
  fill(department, listDepartments(), texts.department);
  fillMunicipalities(texts.department, texts.municipality);
  department.addEventListener('change', () => {
    fillMunicipalities(department.value, '');
    view.onText('department', department.value);
    view.onText('municipality', '');
  });
  municipality.addEventListener('change', () => view.onText('municipality', municipality.value));
  return [framed(view, 'department', department), framed(view, 'municipality', municipality)];
}
