// What released versions left opens in the real program: its papers verify, its unsaved text is there, its bundle comes in.
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openCase } from '../support/casework.ts';
import { shiftClock } from '../support/clock.ts';
import { expect, launchApp, test } from '../support/electron-app.ts';
import { previewNewest, takeIn } from '../support/exchange-desks.ts';
import { openLastDocument, unlockAs, verify } from '../support/journey.ts';
import { pressButton } from '../support/keyboard.ts';
import { released } from '../released/released.ts';

for (const { folder, known, clock } of released) {
  test(`an office of version ${known.version} is opened, read, verified and worked on`, async () => {
    test.setTimeout(180_000);
    const outside = mkdtempSync(path.join(tmpdir(), 'atalaya-released-'));
    const userData = path.join(outside, 'profile');
    cpSync(path.join(folder, 'profile'), userData, { recursive: true });
    const stick = path.join(outside, 'MEMORIA');
    mkdirSync(path.join(stick, 'TRASPASOS'), { recursive: true });
    copyFileSync(path.join(folder, known.bundle.file), path.join(stick, 'TRASPASOS', known.bundle.file));

    const app = await launchApp({ userData });
    const page = await app.firstWindow();
    await page.getByRole('textbox', { name: /^Frase de paso/ }).waitFor();
    await shiftClock(app, page, clock.now() - Date.now());
    await unlockAs(page, known.person.name, known.person.passphrase);
    await expect(page.getByRole('button', { name: new RegExp(`^Continuar: ${known.draft}`) })).toBeVisible();
    await openLastDocument(page);
    await expect(page.getByRole('heading', { name: `Acta ${known.paper.number}`, level: 1 })).toBeVisible();
    expect(await verify(page)).toEqual(known.paper.verdicts.map(() => 'VÁLIDA'));
    await openCase(page, known.case);
    const pieces = page.getByRole('list', { name: 'Piezas de evidencia' }).getByRole('listitem');
    await expect(pieces).toHaveCount(1);

    const desk = { app, page };
    await previewNewest(desk, stick);
    await takeIn(desk);
    await pressButton(page, 'Cerrar');
    await openCase(page, known.bundle.employer);
    await expect(pieces).toHaveCount(known.bundle.pieces);
    await app.close();
    rmSync(outside, { recursive: true, force: true });
  });
}
