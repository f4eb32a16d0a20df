import type { Locator, Page } from '@playwright/test';
import { emptyDraft, type RecordDraft } from '../../shared/record/draft.ts';
import type { RecordKind, Values } from '../../shared/record/fields.ts';
import { getKind } from '../../shared/record/kinds/kinds.ts';
import { kindLabel } from '../../renderer/text/field-text.ts';
import '../../renderer/text/whole.ts';
import { fillForm } from './fill-form.ts';
import { finalise } from './journey.ts';
import { chooseFromList, chooseFromMenu, openRow, pressButton, tabTo, typeInto } from './keyboard.ts';
import { withRows } from './inspection-builder.ts';

/** What a new case is opened with. */
export interface NewCase {
  readonly employer: string;
  /** label of the type of inspection */
  readonly type: string;
  readonly origin: string;
  readonly note?: string;
}

/** Opens the dialog of a new case and fills it in, whatever comes of it. */
export async function beginCase(page: Page, { employer, type, origin, note }: NewCase): Promise<void> {
  await page.keyboard.press('Control+2');
  await pressButton(page, 'Nuevo expediente');
  await page.getByRole('dialog', { name: 'Nuevo expediente' }).waitFor();
  await typeInto(page, /^Nombre o razón social/, employer);
  await chooseFromList(page, /Tipo de inspección/, type);
  await chooseFromList(page, /Origen/, origin);
  await tabTo(page, { role: 'radio', name: 'Sí' });
  await page.keyboard.press('n');
  if (note !== undefined) await typeInto(page, /^Observaciones/, note);
}

/** Opens a new case and leaves its screen. */
export async function createCase(page: Page, wanted: NewCase): Promise<void> {
  await beginCase(page, wanted);
  await pressButton(page, 'Abrir expediente');
  await page.getByRole('heading', { name: wanted.employer, level: 1 }).waitFor();
  await caseIsDrawn(page);
}

/** Goes to the case of an employer, from wherever one is. */
export async function openCase(page: Page, employer: string): Promise<void> {
  await page.keyboard.press('Control+2');
  await openRow(page, new RegExp(escaped(employer)));
  await caseIsDrawn(page);
}

async function caseIsDrawn(page: Page): Promise<void> {
  await page.locator('.case-timeline').waitFor();
}

/** Takes the case on the screen to another state, with a reason where one is given. */
export async function move(page: Page, label: string, reason?: string): Promise<void> {
  await pressButton(page, exactly(label));
  const dialog = page.getByRole('dialog', { name: label });
  await dialog.waitFor();
  if (reason !== undefined) await typeInto(page, /^Motivo/, reason);
  await pressButton(page, exactly(label));
  await dialog.waitFor({ state: 'hidden' });
}

/** A draft of a kind with some values, and rows of its tables. */
export function draftOf(
  kind: RecordKind,
  values: RecordDraft['values'],
  tables: Readonly<Record<string, readonly Values[]>> = {},
): RecordDraft {
  return Object.entries(tables).reduce((so, [table, rows]) => withRows(so, table, ...rows), {
    ...emptyDraft(kind),
    values,
  });
}

/** On the case screen: opens the record of a kind that was begun, or begins one. */
export async function openRecord(page: Page, kind: string): Promise<void> {
  const label = kindLabel(kind);
  await chooseFromMenu(page, /^Agregar$/, label);
  await page.locator('.editor').waitFor();
}

/** From the case screen: writes a record that becomes a paper, seals it, and stays on its screen. */
export async function sealRecord(page: Page, kind: string, draft: RecordDraft): Promise<string> {
  await openRecord(page, kind);
  await fillForm(page, draft, getKind(kind));
  return finalise(page, { title: kind === 'inspection' ? 'Acta' : kindLabel(kind) });
}

/** From the case screen: writes a record that is only kept, saves it, and comes back. */
export async function keepRecord(page: Page, kind: string, draft: RecordDraft): Promise<void> {
  await openRecord(page, kind);
  await fillForm(page, draft, getKind(kind));
  await page.keyboard.press('Control+S');
  await page.getByText('Cambios guardados en el expediente').first().waitFor();
  await pressButton(page, 'Expediente');
  await caseIsDrawn(page);
}

/** How the case on the screen stands, as its header says. */
export const stateOf = (page: Page): Locator => page.locator('.case-badges .ui-badge').first();

/** Waits until the case on the screen has come to a state. */
export async function waitForState(page: Page, state: string): Promise<void> {
  await stateOf(page).filter({ hasText: state }).waitFor();
}

/** What the case screen says of each deadline: `label`: `due; from; state`, or that nobody knows how long it is. */
export async function deadlinesShown(page: Page): Promise<Readonly<Record<string, string>>> {
  const lines = await page.locator('.case-deadlines > li').evaluateAll((items) =>
    items.map((item) => ({
      label: item.querySelector('strong')?.textContent ?? '',
      when: item.querySelector('p')?.textContent ?? '',
      state: item.querySelector('.ui-badge')?.textContent ?? '',
    })),
  );
  return Object.fromEntries(
    lines.map(({ label, when, state }) => {
      const [, due, from] = /^Vence el (\S+); corre desde el (\S+)\.$/.exec(when) ?? [];
      return [label, due === undefined ? state : `${due} (${from ?? ''}) ${state}`];
    }),
  );
}

function exactly(label: string): RegExp {
  return new RegExp(`^${escaped(label)}$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
