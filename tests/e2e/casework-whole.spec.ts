// One case from the complaint to the archive, by keyboard alone, over Holy Week and two more holidays: every deadline on
// its day, and nothing of the complaint on any paper, in any name of a file, in any title of a window.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { deadlinesShown, openCase, stateOf } from '../support/casework.ts';
import { shiftClock } from '../support/clock.ts';
import { expect, test } from '../support/electron-app.ts';
import { answerSaveDialog, lock, openOffice, proposedPaths, sampleNewOffice, unlock } from '../support/journey.ts';
import { openRow, pressButton, typeInto } from '../support/keyboard.ts';
import { marker } from '../support/markers.ts';
import { contentsOf } from '../support/pdf-contents.ts';
import { caseSteps, openWholeCase, takePhotos, type Work } from '../support/whole-case.ts';

const employer = 'Ñoño & Güity';
const stem = marker(0).replace(/\d+$/, '');

/** Lets the app's clock show ten in the morning of a day in Honduras, and goes back to the case. */
async function comeToDay(app: ElectronApplication, page: Page, day: string): Promise<void> {
  await lock(page);
  const now = await app.evaluate(() => Date.now());
  await shiftClock(app, page, Date.parse(`${day}T16:00:00Z`) - now);
  await unlock(page, sampleNewOffice.passphrase);
  await openCase(page, employer);
}

/** Says how long a term is, as whoever has read the rule does. */
async function confirmTerm(page: Page, term: string, days: string): Promise<void> {
  await openRow(page, new RegExp(`^${term}, Sin dato`), 'Plazos de la ley');
  const dialog = page.getByRole('dialog', { name: 'Confirmar un plazo' });
  await dialog.waitFor();
  await typeInto(page, /^Cantidad/, days);
  await typeInto(page, /^Documento en que se leyó/, 'Manual de Procesos de la DGIT, 2022');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
}

/** Every title that a window has, to whoever looks at the desktop. */
function titlesOf(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()));
}

test('a complaint becomes a closed case, each deadline on its day and nothing of the complaint outside', async ({
  app,
  page,
  userData,
}) => {
  test.setTimeout(400_000);
  const saved = path.join(userData, 'fuera');
  mkdirSync(saved);
  const titles: string[] = [];
  // made on the first day of the case, so that no clock ever runs backwards
  await shiftClock(app, page, Date.parse('2026-03-23T14:00:00Z') - Date.now());
  await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'supervisor', 'chief'] });
  const work: Work = {
    app,
    page,
    employer,
    photos: await takePhotos(page, path.join(saved, 'cámara')),
    onSealed: async (number) => {
      await answerSaveDialog(app, path.join(saved, `${number}.pdf`));
      await pressButton(page, 'Guardar como…');
      await page.getByText(`Guardado como ${number}.pdf`).first().waitFor();
      titles.push(...(await titlesOf(app)), await page.title());
    },
  };
  const steps = caseSteps.values();
  /** Does what comes next, up to the step of that name. */
  const upTo = async (name: string): Promise<void> => {
    for (const step of steps) {
      await step.act(work);
      titles.push(...(await titlesOf(app)), await page.title());
      if (step.name === name) return;
    }
    throw new Error(`no step is called ${name}`);
  };

  await page.keyboard.press('Control+7');
  await confirmTerm(page, 'Notificar el acta al patrono', '3');
  await confirmTerm(page, 'Practicar la reinspección', '5');
  await confirmTerm(page, 'Emitir la resolución', '10');
  await openWholeCase(work);
  await expect(page.getByText('STSS-EXP-LCE-00001-2026').first()).toBeVisible();
  await upTo('Denuncia');
  await expect(page.getByRole('button', { name: 'Revisar y finalizar' })).toHaveCount(0);
  await upTo('Asignada');
  await expect(stateOf(page)).toHaveText('Asignada');
  await expect.poll(() => deadlinesShown(page)).toEqual({});

  await comeToDay(app, page, '2026-03-27');
  await upTo('Acta levantada');
  await expect(stateOf(page)).toHaveText('Acta levantada');
  // Wednesday 25 March: 26, 27 and, after the weekend, 30
  await expect
    .poll(() => deadlinesShown(page))
    .toEqual({
      'Notificar el acta al patrono': '30/03/2026 (25/03/2026) Esta semana',
    });
  await upTo('En subsanación');
  // ten days from Friday 27: 30, 31, 1 | 6 to 10 | 13, 14, as 14 April is kept on Monday 20; five more: 15 to 17, 21, 22
  await expect
    .poll(() => deadlinesShown(page))
    .toEqual({
      'Notificar el acta al patrono': '30/03/2026 (25/03/2026) Cumplido',
      'Subsanar en el plazo fijado en el acta': '14/04/2026 (27/03/2026) Más adelante',
      'Practicar la reinspección': '22/04/2026 (14/04/2026) Más adelante',
    });

  await comeToDay(app, page, '2026-04-14');
  await expect
    .poll(() => deadlinesShown(page))
    .toMatchObject({
      'Subsanar en el plazo fijado en el acta': '14/04/2026 (27/03/2026) Vence hoy',
      'Practicar la reinspección': '22/04/2026 (14/04/2026) Más adelante',
    });

  await comeToDay(app, page, '2026-05-07');
  await upTo('Reinspección');
  // ten days from Tuesday 21: 22 to 24, 27 to 30, 4 to 6; 1 May is a holiday
  await expect
    .poll(() => deadlinesShown(page))
    .toEqual({
      'Notificar el acta al patrono': '30/03/2026 (25/03/2026) Cumplido',
      'Subsanar en el plazo fijado en el acta': '14/04/2026 (27/03/2026) Ya no corre',
      'Practicar la reinspección': '22/04/2026 (14/04/2026) Cumplido',
      'Emitir la resolución': '06/05/2026 (21/04/2026) Vencido',
    });
  await upTo('En resolución');
  await upTo('Multa notificada');
  await expect(stateOf(page)).toHaveText('Multa notificada');
  // from Thursday 7 May: ten days end on 21, fifteen on 28
  const fine = {
    'Corregir la causa y quedar exento de la multa': '21/05/2026 (07/05/2026)',
    'Interponer recurso contra la multa': '21/05/2026 (07/05/2026)',
    'Pagar la multa': '28/05/2026 (07/05/2026)',
  };
  const each = (state: string): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(fine).map(([term, days]) => [term, `${days} ${state}`]));
  await expect
    .poll(() => deadlinesShown(page))
    .toMatchObject({
      'Emitir la resolución': '06/05/2026 (21/04/2026) Cumplido',
      ...each('Más adelante'),
    });

  await comeToDay(app, page, '2026-05-26');
  await expect
    .poll(() => deadlinesShown(page))
    .toMatchObject({
      ...each('Vencido'),
      'Pagar la multa': '28/05/2026 (07/05/2026) Esta semana',
    });
  await upTo('Pago');
  await upTo('Archivada');
  await expect(stateOf(page)).toHaveText('Archivada');
  await expect
    .poll(() => deadlinesShown(page))
    .toEqual({
      'Notificar el acta al patrono': '30/03/2026 (25/03/2026) Cumplido',
      'Subsanar en el plazo fijado en el acta': '14/04/2026 (27/03/2026) Ya no corre',
      'Practicar la reinspección': '22/04/2026 (14/04/2026) Cumplido',
      'Emitir la resolución': '06/05/2026 (21/04/2026) Cumplido',
      ...each('Ya no corre'),
      'Pagar la multa': '28/05/2026 (07/05/2026) Cumplido',
    });
  await expect(page.getByText('L 28,125.00')).toHaveCount(0);

  // the sheet of the evidence, too, leaves the office
  await answerSaveDialog(app, path.join(saved, 'hoja.pdf'));
  await pressButton(page, 'Hoja de hashes');
  await pressButton(page, 'Guardar como…');
  await page.getByText('Guardado como hoja.pdf').first().waitFor();
  await page.keyboard.press('Escape');

  const proposed = await proposedPaths(app);
  const files = readdirSync(saved).filter((name) => name.endsWith('.pdf'));
  expect(files).toHaveLength(7);
  expect(proposed).toHaveLength(7);
  for (const name of files) {
    const text = await contentsOf(new Uint8Array(readFileSync(path.join(saved, name))));
    expect(text).toContain('Secretar');
    expect(text.toLowerCase().includes(stem), name).toBe(false);
  }
  expect([...proposed, ...titles].filter((text) => text.toLowerCase().includes(stem))).toEqual([]);
});
