// What an office asks for, proposes and hands over: each a paper of its own, begun out of the case with what it knows.
import path from 'node:path';
import type { Page } from '@playwright/test';
import { documentRequest } from '../../shared/record/kinds/document-request.ts';
import { delivery } from '../../shared/record/kinds/delivery.ts';
import { technicalReport } from '../../shared/record/kinds/technical-report.ts';
import { readFileSync } from 'node:fs';
import { createCase, draftOf, openCase, openRecord, sealRecord } from '../support/casework.ts';
import { expect, test } from '../support/electron-app.ts';
import { openOffice, sampleNewOffice, saveAs } from '../support/journey.ts';
import { contentsOf } from '../support/pdf-contents.ts';
import { shortInspection } from '../support/short-inspection.ts';
import { withRows } from '../support/inspection-builder.ts';

const employer = 'Ñoño & Güity';
const inTenDays = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);

async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['ATALAYA_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

test('documents are asked for, a report proposes, and what was handed over is written down', async ({
  app,
  page,
  userData,
}) => {
  test.setTimeout(400_000);
  await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'chief'] });
  await createCase(page, { employer, type: 'Inspección ordinaria', origin: 'De oficio' });
  const acta = withRows(
    withRows(shortInspection(), 'documents', { document: 'Planillas de octubre', status: 'missing' }),
    'infringements',
    { infringement: 'safety', workersAffected: '3', termDays: '5' },
  );
  const number = await sealRecord(page, 'inspection', acta);
  await openCase(page, employer);

  // what the acta found missing is what is asked for
  await openRecord(page, 'document_request');
  await expect(page.getByRole('textbox', { name: /^Documento/ }).first()).toHaveValue('Planillas de octubre');
  await expect(page.getByRole('textbox', { name: /^N\.º del acta/ })).toHaveValue(number);
  await shoot(page, 'papers-request');
  await openCase(page, employer);
  const request = draftOf(documentRequest, {
    place: 'La Ceiba',
    recipient: 'Saraí Peña',
    dueDate: inTenDays,
    deliverAt: 'esta oficina',
  });
  expect(await sealRecord(page, 'document_request', request)).toMatch(/^STSS-REQ-/);
  const file = path.join(userData, 'requerimiento.pdf');
  await saveAs(app, page, file);
  const said = await contentsOf(new Uint8Array(readFileSync(file)));
  expect(said).toContain('Planillas de octubre');
  expect(said).toContain('Lo fija quien suscribe.');
  await expect(page.getByRole('button', { name: 'Hacer la copia para el patrono' })).toBeVisible();

  await openCase(page, employer);
  const report = draftOf(
    technicalReport,
    {
      place: 'La Ceiba',
      addressedTo: 'Jefatura regional',
      background: 'Se practicó la inspección y se señaló una infracción.',
      proposal: 'fine',
      reasons: 'No se corrigió en el plazo.',
    },
    { reported_infringements: [{ outcome: 'notCorrected' }] },
  );
  expect(await sealRecord(page, 'technical_report', report)).toMatch(/^STSS-INF-/);
  // a proposal is the office's own
  await expect(page.getByRole('button', { name: 'Hacer la copia para el patrono' })).toHaveCount(0);
  await shoot(page, 'papers-report');

  await openCase(page, employer);
  const handed = draftOf(
    delivery,
    { place: 'En la oficina', recipient: 'Saraí Peña', recipientCapacity: 'Encargada' },
    { handed_papers: [{ paperTitle: 'Acta de inspección', paperNumber: number, copy: 'employer', pages: '3' }] },
  );
  expect(await sealRecord(page, 'delivery', handed)).toMatch(/^STSS-ENT-/);
  await expect(page.getByRole('button', { name: 'Hacer la copia para el patrono' })).toHaveCount(0);
});
