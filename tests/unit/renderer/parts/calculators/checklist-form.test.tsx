import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { ChecklistForm } from '../../../../../renderer/parts/calculators/checklist-form.tsx';
import { uiWords } from '../../../../../renderer/shell/ui-words.ts';
import { es } from '../../../../../renderer/text/es.ts';
import {
  fieldLabel,
  optionLabel,
  rowLabel,
  sectionLabel,
  tableLabel,
} from '../../../../../renderer/text/field-text.ts';
import { UiWordsProvider } from '../../../../../renderer/ui/words.tsx';
import { calculators } from '../../../../../shared/calculator/calculators.ts';
import { writeWorking } from '../../../../../shared/calculator/working.ts';
import { checklist } from '../../../../../shared/catalog/catalog.ts';
import { rowsOf, setRowValue, setValue, type RecordDraft } from '../../../../../shared/record/draft.ts';
import { fieldsOf, tablesOf } from '../../../../../shared/record/fields.ts';
import { checklistDraft, checklistRecord } from '../../../../../shared/record/kinds/checklist.ts';

// what it opens prints through the host, which no window has brought here
vi.mock('../../../../../renderer/host.ts', () => ({ host: {} }));

const drawn = (draft: RecordDraft, readOnly = false): string =>
  renderToStaticMarkup(
    <UiWordsProvider words={uiWords()}>
      <ChecklistForm
        draft={draft}
        edit={() => undefined}
        readOnly={readOnly}
        clock={{ now: () => Date.parse('2026-11-24T18:00:00Z') }}
      />
    </UiWordsProvider>,
  );
const put = (draft: RecordDraft, item: string, column: string, value: string): RecordDraft => {
  const row = rowsOf(draft, 'answers').find(({ values }) => values['item'] === item)!;
  return setRowValue(draft, { table: 'answers', row: row.id, column }, value);
};
const count = (markup: string, part: string | RegExp): number => markup.split(part).length - 1;
const radios = (markup: string): number => count(markup, 'type="radio"');

test('every question of the catalogue is asked under its matter, with four answers each', () => {
  const markup = drawn(checklistDraft());
  const questions = checklist.map(({ label }) => label);
  for (const question of questions) expect(markup).toContain(question);
  for (const matter of ['Jornada de trabajo', 'Seguridad social', 'Libertad en el trabajo'])
    expect(markup).toContain(`>${matter}<`);
  // and the one about small farms
  expect(radios(markup)).toBe(22 * 4 + 2);
  expect(markup).toContain('0 de 22 verificadas');
});

test('a small farm is told of, and hides or disables no question, least of all about children and forced labour', () => {
  const plain = drawn(checklistDraft());
  const farm = drawn(setValue(checklistDraft(), 'smallFarm', 'yes'));
  expect(plain).not.toContain('Explotación agrícola pequeña');
  expect(farm).toContain('hasta 10 trabajadores permanentes');
  expect(radios(farm)).toBe(radios(plain));
  expect(farm).not.toMatch(/disabled=""|data-disabled|aria-disabled="true"/);
  const always = checklist.filter(({ alwaysApplies }) => alwaysApplies);
  expect(count(farm, 'Se verifica siempre')).toBe(always.length);
  for (const { label } of always) expect(farm).toContain(label);
});

test('a breach asks for what was found and how many people; the count of answers follows', () => {
  const breach = put(put(checklistDraft(), 'minors', 'answer', 'breach'), 'ihss', 'answer', 'notVerified');
  expect(count(drawn(breach), '<textarea')).toBe(1);
  expect(drawn(breach)).toContain('Conviene anotar qué se encontró.');
  expect(drawn(put(breach, 'minors', 'note', 'Dos niños en el taller'))).not.toContain('Conviene anotar');
  expect(drawn(breach)).toContain('1 de 22 verificadas');
});

test('a kept calculation shows its result; one that cannot be read says so and stays', () => {
  const made = calculators.extraMonth.compute(
    { month: 'thirteenth', year: '2025', wage: '13000.00' },
    { overrides: {}, wageTables: [] },
  );
  if (!made.ok) throw new Error(JSON.stringify(made.fault));
  const kept = put(checklistDraft(), 'thirteenthMonth', 'working', writeWorking(made.value));
  expect(drawn(kept)).toContain('Se adeuda: L 13,000.00');
  expect(drawn(kept)).toContain('Quitar el cálculo');
  const closed = drawn(kept, true);
  expect(closed).toContain('Se adeuda: L 13,000.00');
  expect(closed).not.toContain('Quitar el cálculo');
  // whoever only reads is offered nothing to calculate
  expect(count(closed, '>Calcular<')).toBe(0);
  expect(drawn(put(kept, 'thirteenthMonth', 'working', '{"v":9}'))).toContain('se conserva como está');
});

test('a question from a newer version is shown by its key and not lost', () => {
  const [first] = rowsOf(checklistDraft(), 'answers');
  const strange: RecordDraft = {
    values: {},
    tables: { answers: [{ id: first!.id, values: { item: 'heatStress', answer: 'breach' } }] },
  };
  expect(drawn(strange)).toContain('heatStress');
});

test('every field of the checklist has its words, and no other has', () => {
  const wordless: string[] = [];
  for (const field of fieldsOf(checklistRecord))
    if (fieldLabel({ kind: 'checklist', field: field.key }) === field.key) wordless.push(field.key);
  for (const table of tablesOf(checklistRecord)) {
    for (const column of table.columns) {
      const place = { kind: 'checklist', table: table.key, field: column.key };
      if (fieldLabel(place) === column.key) wordless.push(column.key);
      if (column.kind === 'choice')
        for (const option of column.options) if (optionLabel(place, column, option) === option) wordless.push(option);
    }
    if (tableLabel('checklist', table.key) === table.key || rowLabel('checklist', table.key, 3) === '3')
      wordless.push(table.key);
  }
  if (sectionLabel('checklist', 'answers') === 'answers') wordless.push('section');
  expect(wordless).toEqual([]);
  expect(Object.keys(es).filter((key) => key.startsWith('fields.checklist.'))).toHaveLength(14);
});
