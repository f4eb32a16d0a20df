// An acta made together with another institution, in two languages, and what somebody told: each for who may read it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { interviewRecord } from '../../shared/record/kinds/interview-record.ts';
import { createCase, draftOf, openCase, sealRecord } from '../support/casework.ts';
import { expect, test } from '../support/electron-app.ts';
import { withRows, withValues } from '../support/inspection-builder.ts';
import { openOffice, sampleNewOffice, saveAs } from '../support/journey.ts';
import { pressButton } from '../support/keyboard.ts';
import { contentsOf } from '../support/pdf-contents.ts';
import { shortInspection } from '../support/short-inspection.ts';

const employer = 'Ñoño & Güity';
const told = 'Me quitaron el pasaporte el primer día.';
const observed = 'Mira la puerta cuando contesta.';

async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['ATALAYA_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

test('a joint acta in Spanish and English, and an interview that only institutions get', async ({
  app,
  page,
  userData,
}) => {
  test.setTimeout(400_000);
  await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'chief'] });
  await createCase(page, { employer, type: 'Inspección ordinaria', origin: 'De oficio' });
  const joint = { institution: 'Ministerio Público', name: 'Eda Ñuflo Ávila', position: 'Fiscal' };
  const acta = withRows(withValues(shortInspection(), { languages: 'en' }), 'joint_officials', joint);
  await sealRecord(page, 'inspection', acta);
  await shoot(page, 'joint-acta');
  const actaFile = path.join(userData, 'conjunta.pdf');
  await saveAs(app, page, actaFile);
  const actaSays = await contentsOf(new Uint8Array(readFileSync(actaFile)));
  for (const words of [
    'Acta conjunta de inspección / Joint inspection record',
    'Eda Ñuflo Ávila',
    'Por Ministerio Público',
  ]) {
    expect(actaSays).toContain(words);
  }
  expect(actaSays).toContain('The Spanish text is the binding one');
  // they were there and sign it, so the employer's copy names them as well
  await pressButton(page, 'Hacer la copia para el patrono', { back: true });
  await page.getByText('Lleva el mismo número y solo lo que el patrono puede conocer.').waitFor();

  await openCase(page, employer);
  const interview = draftOf(
    interviewRecord,
    { age: '34', language: 'Miskito', private: 'yes', explained: 'yes', consent: 'yes', account: told, observed },
    {},
  );
  expect(await sealRecord(page, 'interview', interview)).toMatch(/^STSS-ENV-/);
  await shoot(page, 'interview-paper');
  await expect(page.getByRole('button', { name: /patrono/ })).toHaveCount(0);
  // of somebody who is grown up, the protection of children gets nothing
  await expect(page.getByRole('button', { name: 'Hacer la copia para Ministerio Público' })).toBeVisible();
  await expect(page.getByRole('button', { name: /SENAF/ })).toHaveCount(0);
  await pressButton(page, 'Hacer la copia para Ministerio Público', { back: true });
  await page.getByText('Lleva el mismo número y solo lo que esa institución puede conocer.').waitFor();
  await shoot(page, 'interview-copy');
  const copyFile = path.join(userData, 'copia.pdf');
  await saveAs(app, page, copyFile);
  const copySays = await contentsOf(new Uint8Array(readFileSync(copyFile)));
  expect(copySays).toContain(told);
  expect(copySays).toContain('Reservado · Ejemplar para el Ministerio Público');
  expect(copySays).not.toContain(observed);
});
