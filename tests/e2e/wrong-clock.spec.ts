// A computer whose clock is wrong for one session: it is said, acts never change their order, what the clock showed is
// kept beside them, and nothing that was written meanwhile is lost.
import type { Page } from '@playwright/test';
import { dateInHonduras } from '../../shared/kernel/plain-date.ts';
import { shiftClock } from '../support/clock.ts';
import {
  beginInspection,
  continueDraft,
  openLastDocument,
  sampleNewOffice,
  sign,
  trySigning,
  unlock,
  verify,
  waitUntilKept,
} from '../support/journey.ts';
import { pressButton, typeInto } from '../support/keyboard.ts';
import { cutPower, expect, test } from '../support/prepared-app.ts';

const YEAR_MS = 365 * 86_400_000;
const address = /^Dirección exacta/;
const wrong = 'El reloj de esta computadora marca una hora anterior a la de actos ya escritos.';
const right = 'No está atrás de lo último que se escribió.';
const { name } = sampleNewOffice.person;

test('a clock a year behind: it warns, no signature is made, and the acts keep their order', async ({ start }) => {
  const { app, page, userData } = await start({ from: 'acta', locked: true });
  await shiftClock(app, page, -YEAR_MS);
  await unlock(page, sampleNewOffice.passphrase);
  await page.keyboard.press('Control+5');
  await expect(page.getByText(wrong).first()).toBeVisible();
  await expect(page.getByText('Corrija fecha y hora en Windows').first()).toBeVisible();
  await openLastDocument(page);
  await trySigning(page, { ...sampleNewOffice, certificate: name });
  const dialog = page.getByRole('dialog', { name: 'Firmar el documento' });
  await expect(dialog.getByText('El certificado todavía no está vigente según el reloj')).toBeVisible();
  await page.keyboard.press('Escape');
  await beginInspection(page);
  await typeInto(page, address, 'Kilómetro 4');
  await waitUntilKept(page);
  // it is said where one works, not only where safety is looked after
  await expect(page.getByRole('alert').filter({ hasText: wrong })).toBeVisible();
  await cutPower(app);

  const again = await start({ from: { userData } });
  await again.page.keyboard.press('Control+5');
  await expect(again.page.getByText(right)).toBeVisible();
  const times = await actTimes(again.page);
  expect(times.length).toBeGreaterThan(10);
  expect(times).toEqual([...times].sort().reverse());
  // the newest but one was written in that session
  await expectClockOf(again.page, 1, new Date(Date.now() - YEAR_MS));
  await again.page.keyboard.press('Control+1');
  await continueDraft(again.page);
  await expect(again.page.getByRole('textbox', { name: address })).toHaveValue('Kilómetro 4');
});

test('a clock a year ahead for one session: later acts keep their order and tell the right time', async ({ start }) => {
  const { app, page, userData } = await start({ from: 'acta', locked: true });
  await shiftClock(app, page, YEAR_MS);
  await unlock(page, sampleNewOffice.passphrase);
  // nothing tells a clock that is ahead from one that is right
  await page.keyboard.press('Control+5');
  await expect(page.getByText(right)).toBeVisible();
  await takeCopy(page);
  await beginInspection(page);
  await typeInto(page, address, 'Kilómetro 4');
  await waitUntilKept(page);
  await cutPower(app);

  const again = await start({ from: { userData } });
  await again.page.keyboard.press('Control+5');
  await expect(again.page.getByText(wrong).first()).toBeVisible();
  await expect(again.page.getByText('Si ya son correctas, antes estuvo adelantado').first()).toBeVisible();
  // a copy that is dated in a year does not pass for the newest
  await takeCopy(again.page);
  const today = dayOf(new Date());
  await expect(again.page.getByText(new RegExp(`^${today}, .* \\(hoy\\), en esta computadora\\.$`))).toBeVisible();
  const times = await actTimes(again.page);
  expect(times).toEqual([...times].sort().reverse());
  expect(times[0]?.slice(0, 4)).toBe(String(new Date(Date.now() + YEAR_MS).getUTCFullYear()));
  await expectClockOf(again.page, 0, new Date());
  await openLastDocument(again.page);
  await sign(again.page, sampleNewOffice);
  expect(await verify(again.page)).toEqual(['VÁLIDA', 'VÁLIDA']);
  await again.page.keyboard.press('Control+1');
  await continueDraft(again.page);
  await expect(again.page.getByRole('textbox', { name: address })).toHaveValue('Kilómetro 4');
});

/** On the safety screen: makes a copy, and waits until it is there. */
async function takeCopy(page: Page): Promise<void> {
  await pressButton(page, 'Hacer una copia ahora');
  await expect(page.getByText('Copia hecha y comprobada').first()).toBeVisible({ timeout: 20_000 });
}

/** When each act was, newest number first, so that the texts sort as the times do. */
async function actTimes(page: Page): Promise<readonly string[]> {
  await page.keyboard.press('Control+6');
  await acts(page).first().waitFor();
  return (await acts(page).allInnerTexts()).map((text) => {
    const [, day, month, year, time] = /^(\d\d)\/(\d\d)\/(\d{4}), (\d\d:\d\d:\d\d)/.exec(text) ?? [];
    return `${year}-${month}-${day} ${time}`;
  });
}

/** The entry tells what the clock showed. */
async function expectClockOf(page: Page, nth: number, clock: Date): Promise<void> {
  await acts(page).nth(nth).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Asiento/ });
  await expect(dialog.getByText(`El reloj del equipo marcaba ${dayOf(clock)}, `)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

function acts(page: Page) {
  return page.getByRole('row').filter({ hasText: /^\d\d\/\d\d\/\d{4}, / });
}

/** The civil day of Honduras, as the screen writes it. */
function dayOf(date: Date): string {
  const [year, month, day] = dateInHonduras(date.toISOString()).split('-');
  return `${day}/${month}/${year}`;
}
