// The other ways of a case, in one office: an inspection that is prevented, one that finds nothing, a farm with children
// at work; and what was closed or thrown away by mistake comes back.
import type { ElectronApplication, Page } from '@playwright/test';
import { rowsOf, type RecordDraft } from '../../shared/record/draft.ts';
import { checklistDraft } from '../../shared/record/kinds/checklist.ts';
import { notification } from '../../shared/record/kinds/notification.ts';
import { resolution } from '../../shared/record/kinds/resolution.ts';
import {
  createCase,
  deadlinesShown,
  draftOf,
  move,
  openCase,
  openRecord,
  sealRecord,
  stateOf,
} from '../support/casework.ts';
import { shiftClock } from '../support/clock.ts';
import { expect, launchApp, newUserData, test } from '../support/electron-app.ts';
import { withRows } from '../support/inspection-builder.ts';
import { lock, openOffice, sampleNewOffice, unlock } from '../support/journey.ts';
import { pressButton, tabTo, typeInto } from '../support/keyboard.ts';
import { shortInspection } from '../support/short-inspection.ts';

test.describe.configure({ mode: 'serial', timeout: 200_000 });

let app: ElectronApplication;
let page: Page;
test.beforeAll(async () => {
  app = await launchApp({ userData: await newUserData() });
  page = await app.firstWindow();
  await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'supervisor', 'chief'] });
});
test.afterAll(() => app.close());

/** Opens a case and assigns it by hand: its order is none of this app. */
async function begin(employer: string): Promise<void> {
  await createCase(page, { employer, type: 'Inspección ordinaria', origin: 'De oficio' });
  await move(page, 'Asignar la inspección');
}
const visited = { startDate: '2026-03-27', endDate: '2026-03-27' } as const;
const delivered = draftOf(notification, {
  recipient: 'Saraí Peña',
  means: 'hand',
  date: '2026-03-27',
  time: '16:00',
  place: 'En la empresa',
});

/** Seals a record of the case on the screen, and comes back to the case. */
async function seal(employer: string, kind: string, draft: RecordDraft): Promise<void> {
  await sealRecord(page, kind, draft);
  await openCase(page, employer);
}

test('a gate that stays shut: the police came, the acta is one of obstruction, and the case goes that way', async () => {
  const employer = 'Portón Cerrado';
  await begin(employer);
  const acta = withRows(
    shortInspection({
      ...visited,
      employerName: employer,
      policeRequested: 'yes',
      policeUnit: 'Posta policial de Sambo Creek',
      policeTime: '09:50',
      obstructed: 'yes',
      obstructionConduct: 'Cerró el portón y amenazó con soltar los perros.',
      obstructionWho: 'Guardia de turno',
      obstructionTime: '09:20',
    }),
    'infringements',
    { infringement: 'obstruction', workersAffected: '7' },
  );
  await sealRecord(page, 'inspection', acta);
  await expect(page.locator('.document-state')).toContainText('Acta de obstrucción');
  await openCase(page, employer);
  await expect(stateOf(page)).toHaveText('Obstrucción');
  await expect(page.locator('.case-timeline')).toContainText('Al sellar: Acta de inspección');
  await seal(employer, 'notification', delivered);
  await expect(stateOf(page)).toHaveText('Acta notificada');
  await move(page, 'Pasar a resolución por infracción no subsanable', 'La obstrucción no se subsana');
  await expect(stateOf(page)).toHaveText('En resolución');
  // what the acta found is in the resolution already
  const decided = draftOf(
    resolution,
    {
      date: '2026-03-27',
      decision: 'fine',
      facts: 'Impidió la visita.',
      grounds: 'Consta en el acta.',
      decides: 'Imponer la multa.',
      total: '250000',
      signerName: 'Iris Yolani Ñúñez Bú',
      signerPosition: 'Jefa regional',
    },
    { fines: [{ repetition: 'none', base: '250000', fine: '250000' }] },
  );
  await seal(employer, 'resolution', decided);
  await seal(employer, 'notification', delivered);
  await expect(stateOf(page)).toHaveText('Multa notificada');
});

test('nothing was found: told, closed, opened again with a reason, closed; a paper thrown away comes back', async () => {
  const employer = 'Todo en Orden';
  await begin(employer);
  await seal(employer, 'inspection', shortInspection({ ...visited, employerName: employer }));
  await expect(stateOf(page)).toHaveText('Acta levantada');
  await seal(employer, 'notification', delivered);
  await expect(stateOf(page)).toHaveText('Acta notificada');
  // there is nothing to correct, so no term for it runs
  expect(await deadlinesShown(page)).toEqual({ 'Notificar el acta al patrono': 'Cumplido' });
  await move(page, 'Cerrar sin infracciones');
  await expect(stateOf(page)).toHaveText('Sin infracciones');
  await move(page, 'Archivar sin infracciones');
  await expect(stateOf(page)).toHaveText('Archivada');

  await pressButton(page, 'Reabrir el caso');
  const dialog = page.getByRole('dialog', { name: 'Reabrir el caso' });
  await dialog.waitFor();
  await pressButton(page, 'Reabrir el caso');
  await expect(dialog.getByText('Escriba el motivo: este paso no se puede dar sin él.')).toBeVisible();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await move(page, 'Reabrir el caso', 'Apareció una planilla');
  await expect(stateOf(page)).toHaveText('Sin infracciones');
  const history = page.locator('.case-timeline');
  await expect(history).toContainText('de «Archivada» a «Sin infracciones»');
  await expect(history).toContainText('Apareció una planilla');

  // a paper that was begun is thrown away, and taken out again with what it said
  await openRecord(page, 'order');
  await typeInto(page, /^Objeto de la visita/, 'Ver la planilla nueva');
  await page.keyboard.press('Control+S');
  await page.getByText('Cambios guardados en el expediente').first().waitFor();
  await openCase(page, employer);
  const record = page.getByRole('button', { name: /^Orden de inspección/ });
  await expect(record).toBeVisible();
  await pressButton(page, 'Llevar a la papelera: Orden de inspección');
  await expect(page.getByText(/^«Orden de inspección» está en la papelera/).first()).toBeVisible();
  await expect(record).toHaveCount(0);
  await pressButton(page, '1 registro en la papelera');
  await pressButton(page, /^Sacar$/);
  await expect(record).toBeVisible();
  await tabTo(page, { role: 'button', name: /^Orden de inspección/ });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: /^Objeto de la visita/ })).toHaveValue('Ver la planilla nueva');
  await openCase(page, employer);
  await move(page, 'Archivar sin infracciones');
  await expect(stateOf(page)).toHaveText('Archivada');
});

test('a small farm: children are asked about all the same, and every day counts', async () => {
  const employer = 'Finca El Jute';
  await begin(employer);
  await openRecord(page, 'checklist');
  await tabTo(page, { role: 'radio', name: 'Sí' });
  await page.keyboard.press('s');
  await expect(page.getByText('Explotación agrícola pequeña', { exact: true })).toBeVisible();
  const questions = page.locator('.checklist-question');
  const total = rowsOf(checklistDraft(), 'answers').length;
  await expect(questions).toHaveCount(total);
  const children = page.getByRole('region', { name: 'Trabajo de niñas, niños y adolescentes' });
  await expect(children.getByText('Se verifica siempre')).toHaveCount(2);

  // one key a question: kept, not applicable, not looked at; a breach goes to its note
  await tabTo(page, { role: 'radio', name: /^Cumple$/ });
  const asked = (): Promise<string> =>
    page.evaluate(() => document.activeElement?.closest('[role="radiogroup"]')?.getAttribute('aria-labelledby') ?? '');
  const isChild = children.locator(':focus');
  for (let n = 0; (await isChild.count()) === 0; n += 1) {
    expect(n).toBeLessThan(total);
    const before = await asked();
    await page.keyboard.press(['1', '3', '4'][n % 3]!);
    await expect.poll(asked).not.toBe(before);
  }
  await page.keyboard.press('2');
  await expect(page.locator('textarea:focus')).toBeVisible();
  await page.keyboard.type('Dos, de 13 y 15, con machete.');
  await expect(children.locator('textarea')).toHaveValue('Dos, de 13 y 15, con machete.');
  await page.keyboard.press('Control+S');
  await page.getByText('Cambios guardados en el expediente').first().waitFor();
  await openCase(page, employer);

  const minor = (n: number, age: string) => ({
    pseudonym: `NNA-0${n}`,
    age,
    ageHow: 'told',
    task: 'Chapear con machete',
    hazardous: 'yes',
    hazard: 'Machete',
    protectionCalled: 'yes',
  });
  const acta = withRows(
    withRows(
      shortInspection({
        ...visited,
        employerName: employer,
        branch: 'agriculture',
        workersMinors: '2',
        workersTotal: '7',
      }),
      'minors',
      minor(1, '13'),
      minor(2, '15'),
    ),
    'infringements',
    { infringement: 'otherPerWorker', workersAffected: '5', termDays: '10' },
  );
  await seal(employer, 'inspection', acta);
  await expect(page.getByText('Niñez: los plazos no se detienen')).toBeVisible();
  await seal(employer, 'notification', delivered);
  // ten days from Friday 27 March, through Holy Week: Monday 6 April is the tenth
  expect(await deadlinesShown(page)).toMatchObject({
    'Subsanar en el plazo fijado en el acta': '06/04/2026 (27/03/2026) Vencido',
  });
});

test('a clock set back a year in the middle of a case is said on its screen, and the case keeps its order', async () => {
  const employer = 'Finca El Jute';
  const wrong = page.getByRole('alert').filter({ hasText: 'marca una hora anterior a la de actos ya escritos' });
  await expect(wrong).toHaveCount(0);
  await turnClock(-365);
  await openCase(page, employer);
  await expect(wrong).toBeVisible();
  await move(page, 'Abrir el plazo de subsanación');
  await expect(stateOf(page)).toHaveText('En subsanación');
  await expect(page.locator('.case-timeline > li').first()).toContainText('a «En subsanación»');
  await turnClock(365);
  await openCase(page, employer);
  await expect(wrong).toHaveCount(0);
  await expect(stateOf(page)).toHaveText('En subsanación');
});

async function turnClock(days: number): Promise<void> {
  await lock(page);
  await shiftClock(app, page, days * 86_400_000);
  await unlock(page, sampleNewOffice.passphrase);
}
