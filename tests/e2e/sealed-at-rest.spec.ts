import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { beginInspection, continueDraft, finalise, sampleNewOffice, sign, waitUntilKept } from '../support/journey.ts';
import { fillForm } from '../support/fill-form.ts';
import { cutPower, expect, test } from '../support/prepared-app.ts';
import { shortInspection } from '../support/short-inspection.ts';

// words of no language: whoever finds one on the disk has found the case
const planted = {
  employer: 'Quñembrilgaz Xiotévurpe',
  address: 'Vlazénquirmo Ptüdrágilsa',
  fact: 'Zopñeldruvax tráquembilson',
  person: 'Yulfradénqo Mbistréñaguz',
} as const;

test('nothing of a case lies readable on the disk: draft, record, document, even after a power cut', async ({
  start,
}) => {
  const { app, page, userData } = await start({ from: 'office' });
  await beginInspection(page);
  const draft = shortInspection({
    employerName: planted.employer,
    address: planted.address,
    attendedBy: planted.person,
    employerStatement: planted.fact,
  });
  await fillForm(page, draft);
  await waitUntilKept(page);
  await cutPower(app);
  expect(filesWith(userData, sampleNewOffice.office.name)).not.toEqual([]);
  expect(filesWith(userData, ...Object.values(planted), sampleNewOffice.passphrase)).toEqual([]);

  const next = await start({ from: { userData } });
  await continueDraft(next.page);
  await next.page.keyboard.press('Control+S');
  await expect(next.page.getByText('Cambios guardados en el expediente')).toBeVisible();
  await finalise(next.page);
  await sign(next.page, sampleNewOffice);
  await cutPower(next.app);
  expect(filesWith(userData, ...Object.values(planted), sampleNewOffice.passphrase)).toEqual([]);
});

const ENCODINGS = ['utf8', 'utf16le', 'latin1'] as const;

/** Files below a folder that hold one of the texts, or a word of it, in any of the usual encodings. */
function filesWith(folder: string, ...texts: readonly string[]): string[] {
  const words = texts.flatMap((text) => [text, ...text.split(' ').filter((word) => word.length > 7)]);
  const needles = words.flatMap((word) => ENCODINGS.map((encoding) => Buffer.from(word, encoding)));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false)
    .filter((file) => {
      const content = readFileSync(file);
      return needles.some((needle) => content.includes(needle));
    });
}
