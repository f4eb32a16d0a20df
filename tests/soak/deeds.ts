import { rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { databaseOf } from '../support/damage.ts';
import { addPerson, lock, newInspection, review, startFinalising, waitUntilKept } from '../support/journey.ts';
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
  readonly prepare?: (page: Page, known: Known) => Promise<void>;
  /** what is acknowledged is written into `known` in the moment it is */
  readonly act: (page: Page, known: Known) => Promise<void>;
}

/** A word of letters that no other call gives. */
let words = 0;
function word(): string {
  const base = (words += 1).toString(26).replace(/[0-9]/g, (digit) => String.fromCharCode(113 + Number(digit)));
  return `z${base}`;
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
    act: async (page, known) => {
      const name = `Persona ${word()}`;
      const person = { name, position: 'Inspectora', credential: 'IT-1' };
      await addPerson(page, { person, passphrase: 'cumbre tela zafiro mapache' });
      known.people.push(name);
    },
  },
  { name: 'locking', act: lock },
  { name: 'opening', opens: true, act: enter },
  {
    name: 'making the database again',
    before: (userData) => rmSync(databaseOf(userData), { recursive: true, force: true }),
    opens: true,
    act: enter,
  },
];
