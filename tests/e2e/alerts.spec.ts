// An alert from outside: the form goes out, is filled in by a browser that is not ours, and comes back sealed.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { emptyDraft, type RecordDraft } from '../../shared/record/draft.ts';
import { alert as alertKind } from '../../shared/record/kinds/alert.ts';
import { alertFromOutside, receiving, takeInFile, takeInPicture } from '../support/alert-outside.ts';
import { fillForm } from '../support/fill-form.ts';
import { answerSaveDialog } from '../support/journey.ts';
import { chooseFromList, openRow, pressButton, tabTo } from '../support/keyboard.ts';
import { expect, test } from '../support/prepared-app.ts';

const shots = process.env['ATALAYA_SHOTS'];

/** An alert from a call, about the employer of the one that came in as a file. */
const calledAlert: RecordDraft = {
  ...emptyDraft(alertKind),
  values: {
    danger: 'no',
    facts: 'Un muchacho contó que trabaja allí y no le pagan.',
    signs: ['notPaid'],
    place: 'Finca de Choloma',
    employer: 'La Esperanza, finca',
    children: 'unknown',
    sender: 'public',
  },
};

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });

test('an alert from a plain browser becomes an inspection, one from a call is joined to it, both with a slip', async ({
  start,
}) => {
  test.setTimeout(300_000);
  const { app, page } = await start({ from: 'office' });
  const facts = 'Doce personas duermen en la bodega. «No las dejan salir», dice una vecina: ñandú.';
  const { name, sealed, codes, pictures } = await alertFromOutside(app, page, facts);
  expect(sealed.includes('bodega')).toBe(false);

  // what is wrong with what comes in is said, and the dialog stays
  await pressButton(page, 'Recibir alerta');
  await receiving(page).waitFor();
  const flipped = Buffer.from(sealed);
  flipped[200]! ^= 1;
  await takeInFile(page, 'rota.alerta', flipped);
  await expect(receiving(page).getByText(/^La alerta está dañada/)).toBeVisible();
  await takeInFile(page, 'foto.alerta', Buffer.from('esto no es'));
  await expect(receiving(page).getByText('Esto no es una alerta de Atalaya.')).toBeVisible();
  const [first = '', ...others] = codes.split('\n');
  const box = receiving(page).getByRole('textbox', { name: /^Texto de los códigos/ });
  await box.fill(first);
  await tabTo(page, { role: 'button', name: 'Recibir alerta' });
  await page.keyboard.press('Enter');
  await expect(receiving(page).getByText(/^Faltan códigos de esta alerta: 2/)).toBeVisible();

  // those that are missing come as pictures; then the file of the same alert is noticed
  for (const [i, code] of others.entries()) await takeInPicture(page, pictures[i + 1]!, code);
  await tabTo(page, { role: 'button', name: 'Recibir alerta' });
  await page.keyboard.press('Enter');
  await heading(page, 'Finca La Esperanza').waitFor();
  await expect(page.getByText(facts)).toBeVisible();
  await expect(page.getByText('Urgente', { exact: true })).toBeVisible();
  await expect(page.getByText(/^0 h: a tiempo/)).toBeVisible();
  await expect(page.getByText('9999-0101')).toHaveCount(0);
  await page.keyboard.press('Control+E');
  await pressButton(page, 'Recibir alerta');
  await takeInFile(page, name, sealed);
  await expect(receiving(page).getByText('Esta alerta ya se recibió.')).toBeVisible();
  await page.keyboard.press('Escape');

  // into an inspection: the case begins with what was told, and its origin is reserved
  await openRow(page, /^Alerta .*Finca La Esperanza/);
  await heading(page, 'Finca La Esperanza').waitFor();
  await pressButton(page, 'Pasar a inspección');
  const file = page.getByRole('dialog', { name: 'Nuevo expediente' });
  await expect(file.getByRole('textbox', { name: /^Nombre o razón social/ })).toHaveValue('Finca La Esperanza');
  await expect(file.getByText('Denuncia o solicitud (fuente reservada)').first()).toBeVisible();
  await chooseFromList(page, /Tipo de inspección/, 'Inspección extraordinaria');
  await tabTo(page, { role: 'button', name: 'Abrir expediente' });
  await page.keyboard.press('Enter');
  await heading(page, /Finca La Esperanza|STSS-EXP-LCE-00001-2026/).waitFor();
  await page.locator('.case-timeline').waitFor();

  // a call about the same place: both the alert and the case are noticed, and it is joined to the case
  await page.keyboard.press('Control+E');
  await expect(page.getByText('No queda ninguna alerta por decidir')).toBeVisible();
  await pressButton(page, 'Anotar alerta');
  await page.getByRole('heading', { name: 'Lo primero', level: 2 }).waitFor();
  await fillForm(page, calledAlert, alertKind);
  await page.keyboard.press('Control+S');
  await page.getByText('Alerta guardada').first().waitFor();
  await pressButton(page, /^Alerta$/, { back: true });
  await heading(page, 'La Esperanza, finca').waitFor();
  await expect(page.getByText('El mismo patrono en otra alerta.')).toBeVisible();
  const similar = page.getByRole('region', { name: 'Puede que ya se sepa' });
  await expect(similar.getByText('mismo patrono')).toHaveCount(2);
  await pressButton(page, 'Unir a un expediente');
  await pressButton(page, /STSS-EXP-LCE-00001-2026/);
  await pressButton(page, 'Unir a un expediente');
  await expect(page.getByText('Unida a un expediente').first()).toBeVisible();

  // the slip tells the sender that it came in, and nothing else
  await pressButton(page, 'Acuse para quien avisó', { back: true });
  await page.getByRole('dialog', { name: 'Acuse de alerta' }).waitFor();
  const slip = path.join(tmpdir(), `acuse-${process.pid}.pdf`);
  await answerSaveDialog(app, slip);
  await pressButton(page, 'Guardar como…');
  await expect.poll(() => existsSync(slip)).toBe(true);
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+E');
  await page.getByText('Todas', { exact: true }).click();
  await expect(page.getByText('Pasó a inspección')).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Por municipio' }).getByText('Choloma, Cortés')).toBeVisible();
  // the map says the same to whoever does not see it
  const map = page.getByRole('img', { name: /^Mapa de alertas por municipio\. [^.]+, Cortés: \d/ });
  await map.scrollIntoViewIfNeeded();
  await expect(map).toBeVisible();
  if (shots !== undefined) await page.screenshot({ path: path.join(shots, 'mapa.png') });
});
