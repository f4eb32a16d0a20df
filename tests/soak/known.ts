import type { Page } from '@playwright/test';
import { callHost } from '../support/electron-app.ts';
import { sampleNewOffice, tryPassphrase } from '../support/journey.ts';
import { pressButton, typeInto } from '../support/keyboard.ts';

/** What the app has said is done, and what it was told to do when the power went; the latter may be there or not. */
export interface Known {
  /** text of the address of the one draft that is never finalised */
  draft: string;
  /** the passphrase that was acknowledged last, and one that may have taken its place */
  passphrase: string;
  pendingPassphrase: string | undefined;
  readonly people: string[];
  /** of the people, the one who was made a supervisor */
  supervisor: string | undefined;
  /** numbers of finalised papers */
  readonly papers: string[];
}

export function newKnown(): Known {
  const { passphrase } = sampleNewOffice;
  return { draft: '', passphrase, pendingPassphrase: undefined, people: [], supervisor: undefined, papers: [] };
}

/** Papers that each round looks for; the others are looked for at the end. */
const LATEST = 5;

/** Opens the office; of two passphrases the one that holds is remembered. */
export async function enter(page: Page, known: Known): Promise<void> {
  const home = page.getByRole('heading', { name: 'Inicio', level: 1 });
  const wrong = page.getByText('La frase de paso no es correcta.').first();
  await tryPassphrase(page, known.pendingPassphrase ?? known.passphrase);
  await home.or(wrong).first().waitFor({ timeout: 30_000 });
  if (known.pendingPassphrase !== undefined && (await home.isVisible())) known.passphrase = known.pendingPassphrase;
  if (await wrong.isVisible()) {
    if (known.pendingPassphrase === undefined) throw new Error('the passphrase does not open');
    await tryPassphrase(page, known.passphrase);
    await home.waitFor({ timeout: 30_000 });
  }
  known.pendingPassphrase = undefined;
}

/**
 * Looks for everything that was acknowledged.
 * @param all every paper, and whether every copy is whole, instead of the latest papers
 * @returns what is not there, in words
 */
export async function findLost(page: Page, known: Known, { all = false } = {}): Promise<string[]> {
  const lost: string[] = [];
  if (known.draft !== '') {
    await openDraft(page, known);
    const kept = await address(page).inputValue();
    if (!kept.startsWith(known.draft)) lost.push(`draft: ${known.draft.slice(-12)} is not in ${kept.slice(-24)}`);
    else known.draft = kept;
    await page.keyboard.press('Control+1');
  }
  const papers = all ? known.papers : known.papers.slice(-LATEST);
  if (papers.length > 0) {
    await page.keyboard.press('Control+2');
    await page.getByRole('heading', { name: 'Inspecciones', level: 1 }).waitFor();
    for (const number of papers) {
      await typeInto(page, /^Buscar en la lista/, number);
      const row = page.getByRole('row').filter({ hasText: number });
      if (!(await isThere(row.first()))) lost.push(`paper: ${number}`);
    }
  }
  if (known.people.length > 0) {
    await page.keyboard.press('Control+4');
    for (const name of all ? known.people : known.people.slice(-LATEST)) {
      if (!(await isThere(page.getByText(name).first()))) lost.push(`person: ${name}`);
    }
    if (known.supervisor !== undefined) {
      const row = page.getByRole('row').filter({ hasText: known.supervisor });
      if (!(await isThere(row.filter({ hasText: 'Supervis' })))) lost.push(`role of ${known.supervisor}`);
    }
  }
  if (all) lost.push(...(await damagedCopies(page)), ...(await brokenChain(page)));
  return lost;
}

/** Opens the one draft that is only typed in; begins it when none was acknowledged yet. */
export async function openDraft(page: Page, known: Known): Promise<void> {
  const own = /^Continuar: (?!Ñoño)/;
  if (known.draft !== '' || (await page.getByRole('button', { name: own }).count()) > 0) await pressButton(page, own);
  else await page.keyboard.press('Control+N');
  await page.locator('.editor').waitFor();
  await address(page).waitFor();
}

export const address = (page: Page) => page.getByRole('textbox', { name: /^Dirección exacta/ });

async function isThere(what: ReturnType<Page['locator']>): Promise<boolean> {
  return await what.waitFor({ timeout: 10_000 }).then(
    () => true,
    () => false,
  );
}

async function damagedCopies(page: Page): Promise<string[]> {
  const checked = await callHost(page, 'checkSnapshots', {});
  if (!checked.ok) return [`copies: ${checked.fault.code}`];
  return checked.value.filter(({ state }) => state !== 'whole').map(({ id, state }) => `copy: ${id} is ${state}`);
}

async function brokenChain(page: Page): Promise<string[]> {
  const chain = await callHost(page, 'checkAudit', {});
  if (!chain.ok) return [`acts: ${chain.fault.code}`];
  return chain.value.brokenAt === undefined ? [] : [`acts: broken at ${chain.value.brokenAt}`];
}
