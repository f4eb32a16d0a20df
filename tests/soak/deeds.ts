import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Role } from '../../shared/access/roles.ts';
import { copiesOf, databaseOf, snapshotsIn } from '../support/damage.ts';
import {
  addPerson,
  chooseCopy,
  chooseRoles,
  lock,
  newInspection,
  restoreOffice,
  review,
  startDeed,
  startFinalising,
  waitUntilKept,
} from '../support/journey.ts';
import { pressButton, tabTo, typeInto } from '../support/keyboard.ts';
import { shortInspection } from '../support/short-inspection.ts';
import { address, enter, openDraft, type Known } from './known.ts';

/** Something a person does, in two parts: up to the moment from which the power may go, and from there to the end. */
export interface Deed {
  readonly name: string;
  /** on the profile, before the app starts */
  readonly before?: (userData: string) => void;
  /** true when the deed is the opening itself: the office is still shut */
  readonly opens?: boolean;
  readonly prepare?: (page: Page, known: Known, running: Running) => Promise<void>;
  /** what is acknowledged is written into `known` in the moment it is */
  readonly act: (page: Page, known: Known) => Promise<void>;
}

/** The app that the power is taken from. */
export interface Running {
  readonly app: ElectronApplication;
  readonly userData: string;
}

/** A word of letters that no other call gives. */
let words = 0;
function word(): string {
  const base = (words += 1).toString(26).replace(/[0-9]/g, (digit) => String.fromCharCode(113 + Number(digit)));
  return `z${base}`;
}

async function addSomebody(page: Page, known: Known): Promise<void> {
  const name = `Persona ${word()}`;
  const person = { name, position: 'Inspectora', credential: 'IT-1' };
  await addPerson(page, { person, passphrase: 'cumbre tela zafiro mapache', roles: ['inspector'] });
  known.people.push(name);
}

export const deeds: readonly Deed[] = [
  {
    name: 'typing',
    prepare: async (page, known) => {
      await openDraft(page, known);
      await tabTo(page, { role: 'textbox', name: /^Dirección exacta/ });
      await page.keyboard.press('End');
    },
    act: async (page, known) => {
      for (let part = 0; part < 2; part += 1) {
        await page.keyboard.type(` ${word()}`);
        const typed = await address(page).inputValue();
        await waitUntilKept(page);
        known.draft = typed;
      }
    },
  },
  {
    name: 'finalising',
    prepare: async (page) => {
      const begun = /^Continuar: Ñoño/;
      if ((await page.getByRole('button', { name: begun }).count()) > 0) {
        await pressButton(page, begun);
        await page.locator('.editor').waitFor();
      } else {
        await newInspection(page, shortInspection());
        await waitUntilKept(page);
      }
      await review(page);
    },
    act: async (page, known) => {
      await startFinalising(page, { reviewed: true });
      const heading = page.getByRole('heading', { name: /^Acta /, level: 1 });
      await heading.waitFor({ timeout: 30_000 });
      const number = (await heading.innerText()).replace(/^Acta /, '');
      if (known.papers.includes(number)) throw new Error(`${number} was given twice`);
      known.papers.push(number);
    },
  },
  {
    name: 'changing roles',
    prepare: async (page, known) => {
      if (known.people.length === 0) await addSomebody(page, known);
      const name = known.people.at(-1) ?? '';
      await startDeed(page, name, 'Cambiar funciones');
      await page.getByRole('dialog', { name: `Funciones de ${name}` }).waitFor();
      const roles: readonly Role[] = known.supervisor === name ? ['inspector'] : ['inspector', 'supervisor'];
      await chooseRoles(page, roles);
      await tabTo(page, { role: 'button', name: 'Cambiar funciones' });
    },
    act: async (page, known) => {
      const name = known.people.at(-1) ?? '';
      const before = known.supervisor;
      // from here on either may be true, until it is acknowledged
      known.supervisor = undefined;
      await page.keyboard.press('Enter');
      await page.getByText(`Se cambiaron las funciones de ${name}`).first().waitFor({ timeout: 30_000 });
      known.supervisor = before === name ? undefined : name;
    },
  },
  {
    name: 'copying',
    prepare: async (page) => {
      await page.keyboard.press('Control+5');
      await tabTo(page, { role: 'button', name: 'Hacer una copia ahora' });
    },
    act: async (page) => {
      await page.keyboard.press('Enter');
      await page.getByText('Copia hecha y comprobada').first().waitFor();
    },
  },
  {
    name: 'changing the passphrase',
    prepare: async (page, known) => {
      await page.keyboard.press('Control+4');
      await pressButton(page, 'Cambiar mi frase de paso');
      await typeInto(page, /^Frase de paso actual/, known.passphrase);
      const next = `ñandú terraza violín ${word()}`;
      await typeInto(page, /^Frase de paso nueva/, next);
      await typeInto(page, /^Escríbala otra vez/, next);
      known.pendingPassphrase = next;
    },
    act: async (page, known) => {
      await page.keyboard.press('Enter');
      await page.getByText('Su frase de paso cambió').first().waitFor();
      known.passphrase = known.pendingPassphrase ?? known.passphrase;
      known.pendingPassphrase = undefined;
    },
  },
  {
    name: 'adding a person',
    act: addSomebody,
  },
  {
    // right after the copy was made, so that it holds all there is
    name: 'restoring a copy',
    prepare: async (page, _known, { app, userData }) => {
      await page.keyboard.press('Control+5');
      await pressButton(page, 'Hacer una copia ahora');
      await page
        .getByText(/^(Copia hecha y comprobada|No hay nada nuevo desde la última copia)/)
        .first()
        .waitFor();
      await lock(page);
      await chooseCopy(app, page, snapshotsIn(copiesOf(userData)).at(-1) ?? '');
    },
    act: restoreOffice,
  },
  { name: 'locking', act: lock },
  { name: 'opening', opens: true, act: enter },
  {
    name: 'opening with a newer version',
    before: (userData) => {
      const catalogue = path.join(copiesOf(userData), 'copias.json');
      const known = JSON.parse(readFileSync(catalogue, 'utf8')) as object;
      writeFileSync(catalogue, JSON.stringify({ ...known, appVersion: '0.0.1' }));
    },
    opens: true,
    act: enter,
  },
  {
    name: 'making the database again',
    before: (userData) => rmSync(databaseOf(userData), { recursive: true, force: true }),
    opens: true,
    act: enter,
  },
];
