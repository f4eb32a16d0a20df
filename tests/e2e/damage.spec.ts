// What a failing disk does to a profile. Opening either repairs it and the record is readable, or stops with a sentence
// and offers a copy; nothing ever begins empty.
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import {
  copiesOf,
  cutTail,
  damage,
  damages,
  databaseOf,
  filesIn,
  flipByte,
  journalFiles,
  journalOf,
  snapshotsIn,
} from '../support/damage.ts';
import {
  beginInspection,
  openLastDocument,
  sampleNewOffice,
  tryPassphrase,
  waitUntilKept,
} from '../support/journey.ts';
import { pressButton, typeInto } from '../support/keyboard.ts';
import {
  copyProfile,
  cutPower,
  expect,
  test,
  type OpenApp,
  type Prepared,
  type Start,
} from '../support/prepared-app.ts';

/** The engine's lock and its own diary: files without a row in them. */
const NO_ROWS = /^(LOCK|LOG|LOG\.old)$/;

/**
 * Starts the app on a copy of the prepared profile that was harmed, and signs in.
 * @returns the app, and whether the office opened
 */
async function openHarmed(
  { start, prepared }: { readonly start: (how: Start) => Promise<OpenApp>; readonly prepared: Prepared },
  userData: string,
  harm: (userData: string) => void,
): Promise<OpenApp & { readonly door: 'open' | 'shut' }> {
  copyProfile(prepared.acta, userData);
  harm(userData);
  const opened = await start({ from: { userData }, locked: true });
  return { ...opened, door: await signIn(opened.page) };
}

/** Types the passphrase and waits for the home screen, or for the sentence that says why there is none. */
async function signIn(page: Page): Promise<'open' | 'shut'> {
  await tryPassphrase(page, sampleNewOffice.passphrase);
  const home = page.getByRole('heading', { name: 'Inicio', level: 1 });
  await home.or(page.locator('.gate-form .ui-notice')).first().waitFor({ timeout: 30_000 });
  return (await home.isVisible()) ? 'open' : 'shut';
}

/** The signed document of the prepared profile is there and its paper opens. */
async function expectReadable(page: Page): Promise<void> {
  await openLastDocument(page);
  await expect(page.getByText(`${sampleNewOffice.person.name}, `).first()).toBeVisible();
}

test('any file of the database flipped, cut or gone: the journal makes it again', async ({
  start,
  prepared,
  userData,
}) => {
  test.setTimeout(180_000);
  const files = filesIn(databaseOf(prepared.acta)).map((file) => path.relative(prepared.acta, file));
  const withRows = files.filter((file) => !NO_ROWS.test(path.basename(file)));
  expect(withRows.length).toBeGreaterThan(2);
  const harms = [
    ...damages.flatMap((how) => withRows.map((file) => ({ how, harmed: [file] }))),
    { how: 'deleted' as const, harmed: files.filter((file) => !withRows.includes(file)) },
  ];
  let rebuilt = 0;
  for (const [i, { how, harmed }] of harms.entries()) {
    await test.step(`${how}: ${harmed.map((file) => path.basename(file)).join(' ')}`, async () => {
      const profile = path.join(userData, String(i));
      const { app, page, door } = await openHarmed({ start, prepared }, profile, (folder) => {
        for (const file of harmed) damage(path.join(folder, file), how);
      });
      expect(door).toBe('open');
      rebuilt += await page.getByText('Se reconstruyó la base de datos desde el diario').count();
      await expectReadable(page);
      await cutPower(app);
    });
  }
  expect(rebuilt).toBeGreaterThan(0);
});

interface Harm {
  readonly what: string;
  readonly harm: (userData: string) => void;
  /** what an open office says was done */
  readonly says?: string | RegExp;
  /** why it stays shut */
  readonly stops?: string;
}

const inTheMiddle = 100_000;
const flipJournal = (userData: string): void => flipByte(journalFiles(userData).at(-1) ?? '', inTheMiddle);
/** Back into the last work that was done, of which nothing in the journal tells any more. */
const cutJournal = (userData: string): void => cutTail(journalFiles(userData).at(-1) ?? '', 20_000);
const lose = (folder: string): void => rmSync(folder, { recursive: true });
/** Copies lie in the profile as well as elsewhere: without them only the database and the journal help each other. */
const withoutCopies = (harm: (userData: string) => void) => (userData: string) => {
  lose(copiesOf(userData));
  harm(userData);
};

const harms: readonly Harm[] = [
  {
    what: 'the database is gone',
    harm: (userData) => lose(databaseOf(userData)),
    says: 'Se reconstruyó la base de datos desde el diario',
  },
  {
    what: 'a byte of the journal is flipped: a copy has the place',
    harm: flipJournal,
    says: /^Se reparó con la copia del .+; no se perdió nada\.$/,
  },
  {
    what: 'a byte of the journal is flipped and no copy has the place: the database has it',
    harm: withoutCopies(flipJournal),
    says: 'El diario se escribió de nuevo desde la base de datos',
  },
  {
    what: 'the journal is gone, the copies too: the database has all but the last acts',
    harm: withoutCopies((userData) => lose(journalOf(userData))),
    says: 'Falta el final del diario',
  },
  {
    what: 'database gone and journal damaged: a copy has the place',
    harm: (userData) => {
      lose(databaseOf(userData));
      flipJournal(userData);
    },
    says: 'Se reconstruyó la base de datos desde el diario',
  },
  {
    what: 'database gone, journal and newest copy damaged',
    harm: (userData) => {
      lose(databaseOf(userData));
      flipJournal(userData);
      const newest = snapshotsIn(copiesOf(userData)).at(-1);
      for (let at = 0; at < 200_000; at += 1000) flipByte(newest ?? '', at);
    },
    stops: 'El diario está dañado: no se pueden leer los asientos del',
  },
  {
    what: 'database gone and the end of the journal cut off: a copy has it',
    harm: (userData) => {
      lose(databaseOf(userData));
      cutJournal(userData);
    },
    says: 'Se reconstruyó la base de datos desde el diario',
  },
  {
    what: 'database and copies gone and the end of the journal cut off',
    harm: withoutCopies((userData) => {
      lose(databaseOf(userData));
      cutJournal(userData);
    }),
    stops: 'El diario está dañado: no se pueden leer los asientos del',
  },
  {
    what: 'database and journal gone',
    harm: (userData) => {
      lose(databaseOf(userData));
      lose(journalOf(userData));
    },
    stops: 'No se encontró la base de datos de esta oficina ni un diario del que hacerla de nuevo.',
  },
];

for (const { what, harm, says, stops } of harms) {
  test(`${what}: ${stops === undefined ? 'repaired' : 'stops and says so'}`, async ({ start, prepared, userData }) => {
    const { page, door } = await openHarmed({ start, prepared }, path.join(userData, 'harmed'), harm);
    expect(door).toBe(stops === undefined ? 'open' : 'shut');
    if (stops !== undefined) {
      await expect(page.getByText(stops)).toBeVisible();
      const offered = page.locator('.gate-form .ui-notice').getByRole('button', { name: 'Restaurar una copia' });
      await expect(offered).toBeVisible();
      return;
    }
    if (says !== undefined) await expect(page.getByText(says)).toBeVisible();
    await expectReadable(page);
  });
}

test('damage in an earlier file of the journal: found while one works, mended and said on every screen', async ({
  start,
  prepared,
  userData,
}) => {
  const profile = path.join(userData, 'earlier');
  const first = await openHarmed({ start, prepared }, profile, () => undefined);
  // a copy closes the file that is being written
  await first.page.keyboard.press('Control+5');
  await pressButton(first.page, 'Hacer una copia ahora');
  await first.page.getByText('Copia hecha y comprobada').first().waitFor({ timeout: 30_000 });
  await beginInspection(first.page);
  await typeInto(first.page, /^Dirección exacta/, 'Kilómetro 9');
  await waitUntilKept(first.page);
  await first.app.close();
  lose(copiesOf(profile));
  const files = journalFiles(profile);
  expect(files.length).toBeGreaterThan(1);
  flipByte(files[0] ?? '', inTheMiddle);

  const { page } = await start({ from: { userData: profile } });
  await page.keyboard.press('Control+2');
  const told = page.getByLabel('Avisos').getByText('El diario se escribió de nuevo desde la base de datos');
  await expect(told).toBeVisible({ timeout: 40_000 });
  await expectReadable(page);
  await page.keyboard.press('Control+1');
  await expect(page.locator('.ui-notice').getByText('El diario se escribió de nuevo').first()).toBeVisible();
});

test('a torn end of the journal, a day of work, and another start', async ({ start, prepared, userData }) => {
  const profile = path.join(userData, 'torn');
  const { app, page, door } = await openHarmed({ start, prepared }, profile, (folder) => {
    lose(copiesOf(folder));
    cutTail(journalFiles(folder).at(-1) ?? '', 37);
  });
  expect(door).toBe('open');
  await beginInspection(page);
  await typeInto(page, /^Dirección exacta/, 'Kilómetro 4, después del corte');
  await waitUntilKept(page);
  await cutPower(app);

  const again = await start({ from: { userData: profile }, locked: true });
  expect(await signIn(again.page)).toBe('open');
  await expectReadable(again.page);
  await again.page.keyboard.press('Control+1');
  await pressButton(again.page, /^Continuar: /);
  await expect(again.page.getByRole('textbox', { name: /^Dirección exacta/ })).toHaveValue(
    'Kilómetro 4, después del corte',
  );
  // what was cut off is kept aside
  expect(readdirSync(journalOf(profile)).some((name) => !name.endsWith('.atj'))).toBe(true);
});
