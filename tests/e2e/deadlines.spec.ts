// Terms: when one ends and why, what the office notes about days, and confirming what the law says.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { answerSaveDialog } from '../support/journey.ts';
import { chooseFromList, openRow, pressButton, tabTo, typeInto } from '../support/keyboard.ts';
import { expect, test } from '../support/prepared-app.ts';

const due = (page: Page) => page.locator('.deadlines-due-date');

test('a term is computed day by day, over a holiday and a storm that the office notes', async ({ start, userData }) => {
  const { app, page } = await start({ from: 'office' });
  await page.keyboard.press('Control+7');
  await page.getByRole('heading', { name: 'Plazos', level: 1 }).waitFor();

  // ten working days from Wednesday before the week of October
  await typeInto(page, /^Fecha del hecho/, '30/09/2026');
  await expect(due(page)).toHaveText(/^Vence el lunes,? 19 de octubre de 2026$/);
  const days = page.getByRole('grid', { name: 'Día por día' });
  await expect(days.getByRole('row', { name: '07/10/2026, No se cuenta' })).toContainText('Semana Morazánica');
  await expect(days.getByRole('row', { name: '19/10/2026, 10' })).toContainText('Vencimiento');
  await expect(page.getByText('El cómputo descansa en datos que nadie ha confirmado')).toBeVisible();

  await pressButton(page, 'Anotar');
  await page.getByRole('dialog', { name: 'Anotar en el calendario' }).waitFor();
  await typeInto(page, /^Primer día/, '15/10/2026');
  await typeInto(page, /^Último día/, '14/10/2026');
  await typeInto(page, /^Motivo/, 'Tormenta tropical');
  await page.keyboard.press('Enter');
  await expect(page.getByText('El último día no puede ser anterior al primero')).toBeVisible();
  await typeInto(page, /^Último día/, '16/10/2026');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Anotado en el calendario').first()).toBeVisible({ timeout: 15_000 });
  await expect(due(page)).toHaveText(/^Vence el miércoles,? 21 de octubre de 2026$/);
  await expect(days.getByRole('row', { name: '15/10/2026, No se cuenta' })).toContainText('Tormenta tropical');

  // children's matters stop for nothing
  await tabTo(page, { role: 'radio', name: 'Sí' });
  await page.keyboard.press('s');
  await expect(due(page)).toHaveText(/^Vence el sábado,? 10 de octubre de 2026$/);
  await page.keyboard.press('n');
  await expect(due(page)).toHaveText(/^Vence el miércoles,? 21 de octubre de 2026$/);

  const file = path.join(userData, 'computo.pdf');
  await answerSaveDialog(app, file);
  await pressButton(page, 'Imprimir el cómputo');
  await pressButton(page, 'Guardar como…');
  await page.getByText('Guardado como computo.pdf').first().waitFor();
  expect(readFileSync(file).subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
  await pressButton(page, 'Cerrar');

  // what was noted by mistake is taken away, and the old day comes back
  await openRow(page, /^Tormenta tropical, /, 'Calendario de la oficina');
  await page.getByRole('alertdialog', { name: '¿Quitar del calendario?' }).waitFor();
  await pressButton(page, 'Quitar');
  await expect(due(page)).toHaveText(/^Vence el lunes,? 19 de octubre de 2026$/, { timeout: 15_000 });
  await page.keyboard.press('Control+6');
  await expect(page.getByRole('row', { name: /Cambió los datos de la oficina/ }).first()).toContainText(
    'Se quitó cierre: Tormenta tropical, 2026-10-15 a 2026-10-16',
  );
});

test('a term that nobody knew is confirmed with its document, and holds after the office was locked', async ({
  start,
}) => {
  const { app, page, userData } = await start({ from: 'office' });
  await page.keyboard.press('Control+7');
  await openRow(page, /^Notificar el acta al patrono, Sin dato/, 'Plazos de la ley');
  await page.getByRole('dialog', { name: 'Confirmar un plazo' }).waitFor();
  await typeInto(page, /^Cantidad/, '3');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Escriba el documento')).toBeVisible();
  await typeInto(page, /^Documento en que se leyó/, 'Manual de Procesos de la DGIT, 2022');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Plazo confirmado').first()).toBeVisible({ timeout: 15_000 });
  const terms = page.getByRole('grid', { name: 'Plazos de la ley' });
  await expect(terms.getByRole('row', { name: 'Notificar el acta al patrono, 3 días hábiles' })).toContainText(
    'Confirmado',
  );

  // so are the weekend and the rule by which days are counted: then nothing of the computation is doubtful
  for (const rule of ['Fin de semana', 'El día del hecho no se cuenta']) {
    await openRow(page, new RegExp(`^${rule}`), 'Reglas de cómputo');
    const dialog = page.getByRole('dialog', { name: 'Confirmar una regla de cómputo' });
    await dialog.waitFor();
    await page.keyboard.press('Enter');
    await expect(dialog.getByText('Escriba el documento')).toBeVisible();
    await typeInto(page, /^Documento en que se leyó/, 'Ley de Procedimiento Administrativo, La Gaceta 25,252');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
  }
  const rules = page.getByRole('grid', { name: 'Reglas de cómputo' });
  await expect(rules.getByRole('row', { name: /^Fin de semana/ })).toContainText('Confirmado');
  await expect(rules.getByRole('row', { name: /^Un plazo en días naturales/ })).toContainText('Sin confirmar');
  await app.close();

  const again = await start({ from: { userData } });
  await again.page.keyboard.press('Control+7');
  await chooseFromList(again.page, /^Corregir la causa/, 'Notificar el acta al patrono');
  await typeInto(again.page, /^Fecha del hecho/, '25/11/2026');
  await expect(due(again.page)).toHaveText(/^Vence el lunes,? 30 de noviembre de 2026$/);
  await expect(again.page.getByText('El cómputo descansa en datos que nadie ha confirmado')).toHaveCount(0);
});
