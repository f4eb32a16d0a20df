import path from 'node:path';
import { expect, test } from '../support/electron-app.ts';
import { sampleInspection } from '../support/inspection-builder.ts';
import {
  addPerson,
  finalise,
  newInspection,
  openOffice,
  openLastDocument,
  sampleNewOffice,
  saveAs,
  saveOfficeCertificate,
  secondPerson,
  sign,
  verify,
  waitUntilKept,
} from '../support/journey.ts';
import { askJudges, missingJudges } from '../support/outside-judges.ts';

test('from an empty computer to an acta that strangers verify, by keyboard alone', async ({ app, page, userData }) => {
  test.setTimeout(150_000);
  await openOffice(page, sampleNewOffice);
  await addPerson(page, secondPerson);
  const root = path.join(userData, 'office.pem');
  await saveOfficeCertificate(app, page, root);

  await newInspection(page, sampleInspection());
  await waitUntilKept(page);
  const number = await finalise(page, { paper: 'oficio' });
  expect(number).toMatch(/^STSS-[A-Z]+-LCE-00001-20\d\d$/);

  await sign(page, sampleNewOffice);
  expect(await verify(page)).toEqual(['VÁLIDA']);
  const once = path.join(userData, 'once.pdf');
  await saveAs(app, page, once);

  const { name } = secondPerson.person;
  await sign(page, { ...secondPerson, place: name, certificate: name });
  expect(await verify(page)).toEqual(['VÁLIDA', 'VÁLIDA']);
  const twice = path.join(userData, 'twice.pdf');
  await saveAs(app, page, twice);

  await openLastDocument(page);
  await expect(page.getByRole('heading', { name: `Acta ${number}`, level: 1 })).toBeFocused();
  await expect(page.getByText(`${name}, `).first()).toBeVisible();

  const missing = missingJudges();
  if (missing.length > 0) {
    test.info().annotations.push({ type: 'not checked', description: `not installed: ${missing.join(', ')}` });
    return;
  }
  const first = askJudges(once, root);
  expect(first.pdfsig).toContain('Signature is Valid.');
  expect(first.pdfsig).toContain('Certificate is Trusted.');
  // what proves the signature is covered by it: nothing follows
  expect(first.pdfsig).toMatch(/^ *- Total document signed/m);
  const both = askJudges(twice, root);
  expect(both.pdfsig.match(/Signature is Valid\./g)).toHaveLength(2);
  expect(both.pdfsig.match(/^ *- Total document signed/gm)).toHaveLength(1);
  expect(both.openssl).toHaveLength(2);
  for (const opinion of both.openssl) expect(opinion).toContain('CAdES Verification successful');
  expect(both.qpdf).toContain('No syntax or stream encoding errors found');
  expect(both.text.replace(/\s+/g, ' ')).toContain(
    'Kilómetro 9½ de la carretera CA-13, contiguo a la bodega «El Pingüino»',
  );
});
