// The screening of a worker in a case: answered by keys, with its reasons, its alarm, and the second person.
import type { Page } from '@playwright/test';
import { createCase } from '../support/casework.ts';
import { expect, test } from '../support/electron-app.ts';
import { addPerson, lock, openOffice, sampleNewOffice, secondPerson, unlockAs } from '../support/journey.ts';
import { chooseFromList, pressButton, typeInto } from '../support/keyboard.ts';
import { answerQuestions, goToQuestion } from '../support/screening-work.ts';

const results = (page: Page) => page.getByRole('region', { name: 'Resultado' });
const confirmation = (page: Page) => page.getByRole('region', { name: 'Segunda persona' });

/** From now on, how long each key takes to the result that it changed, measured in the page itself. */
async function watchResults(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { resultTimes: times });
    let pressed = 0;
    document.addEventListener('keydown', () => (pressed = performance.now()), { capture: true });
    new MutationObserver((changes) => {
      const isResult = changes.some(({ target }) => target.parentElement?.closest('.screening-results') != null);
      if (isResult && pressed > 0) times.push(performance.now() - pressed);
      if (isResult) pressed = 0;
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { resultTimes: number[] }).resultTimes);
}

test('a fifteen-year-old on a farm: signs, reasons, alarm; a second person confirms, the same one cannot', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'chief'] });
  await addPerson(page, secondPerson);
  await createCase(page, {
    employer: 'Finca El Guayabo',
    type: 'Inspección ordinaria',
    origin: 'Denuncia o solicitud (fuente reservada)',
  });
  await pressButton(page, 'Agregar');
  await page.getByRole('menuitem', { name: 'Tamizaje' }).click();
  await page.getByRole('heading', { name: 'La persona', level: 2 }).waitFor();
  await expect(page.getByRole('textbox', { name: /^Seudónimo/ })).toHaveValue('P-01');
  await typeInto(page, /^Edad/, '15');
  await chooseFromList(page, /Aceptó la entrevista/, 'No aplica (niñez)');
  await typeInto(page, /^Horas de trabajo por semana/, '30');
  await typeInto(page, /^Horas de trabajo por día/, '6');
  await expect(results(page).getByText('Trabaja, fuera de la definición estadística')).toBeVisible();
  await expect(page.getByText('Avise ahora a la supervisión')).toHaveCount(0);

  // danger first, then the work of a child: chemicals without protection, and no authorisation
  const times = await watchResults(page);
  await goToQuestion(page, /^Golpes/);
  await answerQuestions(page, '22222');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radiogroup', { name: /^Esclavitud/ }).locator(':focus')).toHaveCount(1);
  await answerQuestions(page, '222' + '32214' + '444444444' + '13');
  await expect(results(page).getByText('Indicios de trabajo infantil peligroso')).toBeVisible();
  await expect(results(page).getByText('Indicios de trabajo prohibido o sin autorización')).toBeVisible();
  const alarm = page.getByRole('alert').filter({ hasText: 'Avise ahora a la supervisión' });
  await expect(alarm).toContainText('niña, niño o adolescente en una peor forma de trabajo');

  // signs of exploitation, with who said them
  await pressButton(page, /^Explotación/, { back: true });
  await goToQuestion(page, /^Días u horas de trabajo excesivos/);
  await answerQuestions(page, '11');
  const exploitation = results(page)
    .getByRole('article')
    .filter({ hasText: 'Indicios de explotación de persona menor de edad' });
  await expect(exploitation).toContainText('derivada por este proyecto');
  await exploitation.getByText('Por qué').click();
  await expect(exploitation).toContainText('Días u horas de trabajo excesivos (fuerte)');
  await expect(exploitation).toContainText(`anotó ${sampleNewOffice.person.name}`);
  await expect(exploitation.getByRole('heading', { name: 'Bastan estas respuestas' })).toBeVisible();
  await expect(exploitation).toContainText('Indicios de trata de persona menor de edad');
  await expect(exploitation.getByText(/^Sin preguntar \(\d+\)$/)).toBeVisible();
  const measured = [...(await times())].sort((a, b) => a - b);
  const middle = measured[Math.floor(measured.length / 2)] ?? Number.NaN;
  test.info().annotations.push({ type: 'result after an answer', description: `${middle.toFixed(1)} ms (median)` });
  expect(measured.length).toBeGreaterThan(2);
  await expect(page.getByText(/víctima/i)).toHaveCount(0);

  // whoever wrote it cannot confirm it
  await page.keyboard.press('Control+S');
  await page.getByText('Cambios guardados en el expediente').first().waitFor();
  await expect(confirmation(page)).toContainText('Sin confirmar: no sale de la oficina.');
  await expect(confirmation(page)).toContainText('Debe confirmarlo quien no escribió en él.');
  await expect(confirmation(page).getByRole('button', { name: 'Confirmar el resultado' })).toBeDisabled();

  // a second person does, and both names stay
  await lock(page);
  await unlockAs(page, secondPerson.person.name, secondPerson.passphrase);
  await page.keyboard.press('Control+2');
  await page
    .getByRole('row', { name: /Finca El Guayabo/ })
    .first()
    .click();
  await page.keyboard.press('Enter');
  await pressButton(page, /^Tamizaje/);
  await pressButton(page, 'Confirmar el resultado');
  await expect(confirmation(page)).toContainText(`Confirmó ${secondPerson.person.name}`);
  await expect(confirmation(page)).toContainText(sampleNewOffice.person.name);
  await expect(confirmation(page).getByRole('button')).toHaveCount(0);
  expect(await page.title()).not.toContain('Guayabo');
});
