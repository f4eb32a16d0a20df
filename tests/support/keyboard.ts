import type { Locator, Page } from '@playwright/test';

/** More stops than any screen has; whoever needs more is going in circles. */
const MOST_STOPS = 400;

/** What the focus should come to: its role and (a part of) the name a screen reader says. */
export interface Target {
  readonly role: Parameters<Page['getByRole']>[0];
  readonly name: string | RegExp;
}

/**
 * Moves the focus with Tab until it is on the target, as a person without a mouse does.
 * @param back with Shift+Tab, for what is nearer that way
 * @throws when the focus never gets there: then the target cannot be reached by keyboard
 */
export async function tabTo(
  page: Page,
  { role, name }: Target,
  { back = false }: { readonly back?: boolean } = {},
): Promise<Locator> {
  return await tabOnto(page, page.getByRole(role, { name }), `${role} "${String(name)}"`, back ? 'Shift+Tab' : 'Tab');
}

async function tabOnto(page: Page, targets: Locator, what: string, key = 'Tab'): Promise<Locator> {
  const target = targets.and(page.locator(':focus'));
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if ((await target.count()) > 0) return target.first();
    await page.keyboard.press(key);
  }
  throw new Error(`${what} cannot be reached with Tab`);
}

/** Goes to a button and presses it with Enter. */
export async function pressButton(page: Page, name: string | RegExp, how?: { readonly back?: boolean }): Promise<void> {
  await page.getByRole('button', { name }).first().waitFor();
  await tabTo(page, { role: 'button', name }, how);
  await page.keyboard.press('Enter');
}

/** Goes to a text field and types into it, in place of what it holds. */
export async function typeInto(page: Page, name: string | RegExp, text: string): Promise<void> {
  await tabTo(page, { role: 'textbox', name });
  await retype(page, text);
}

/** Longer texts than this arrive in one piece after their beginning, as from an input method: it saves minutes. */
const TYPED_KEY_BY_KEY = 14;

/** Types over the content of the field that has the focus. */
export async function retype(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+A');
  if (text === '') await page.keyboard.press('Delete');
  await page.keyboard.type(text.slice(0, TYPED_KEY_BY_KEY));
  if (text.length > TYPED_KEY_BY_KEY) await page.keyboard.insertText(text.slice(TYPED_KEY_BY_KEY));
}

/** Goes to a list that is searched by typing, and takes the entry of that name. */
export async function chooseByTyping(page: Page, name: string | RegExp, label: string): Promise<void> {
  await tabTo(page, { role: 'combobox', name });
  await takeSearched(page, label);
}

/** In the searched list that has the focus: types a name and takes the first entry found. */
export async function takeSearched(page: Page, label: string): Promise<void> {
  await retype(page, label);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** Goes to a list that opens from a button, and takes the entry of that name. */
export async function chooseFromList(page: Page, name: string | RegExp, label: string): Promise<void> {
  await tabTo(page, { role: 'button', name });
  await takeListed(page, label);
}

/** Opens the list of the button that has the focus and goes to the entry with the arrows. */
export async function takeListed(page: Page, label: string): Promise<void> {
  await page.keyboard.press('Enter');
  await page.getByRole('option').first().waitFor();
  const wanted = page.getByRole('option', { name: label }).and(page.locator(':focus'));
  await page.keyboard.press('Home');
  for (let entry = 0; entry < MOST_STOPS && (await wanted.count()) === 0; entry += 1) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('listbox').waitFor({ state: 'hidden' });
  // the focus goes back a moment after the list is gone; Tab before that would begin at the top of the page
  await page.waitForFunction(() => document.activeElement !== document.body);
}

/** Goes to a button that opens a short list of deeds, and takes one with the arrows. */
export async function chooseFromMenu(page: Page, name: string | RegExp, item: string): Promise<void> {
  await pressButton(page, name);
  await page.getByRole('menuitem').first().waitFor();
  const wanted = page.getByRole('menuitem', { name: item, exact: true }).and(page.locator(':focus'));
  for (let entry = 0; entry < MOST_STOPS && (await wanted.count()) === 0; entry += 1) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}

/**
 * Goes to a row with Tab and the arrows, and opens it with Enter.
 * @param table name of the table, where the screen has several
 */
export async function openRow(page: Page, name: RegExp, table?: string): Promise<void> {
  const rows = (table === undefined ? page : page.getByRole('grid', { name: table })).getByRole('row');
  const row = rows.and(page.getByRole('row', { name }));
  await row.first().waitFor();
  await tabOnto(page, rows, `a row of ${table ?? 'the table'}`);
  await page.keyboard.press('Home');
  const wanted = row.and(page.locator(':focus'));
  for (let at = 0; at < MOST_STOPS && (await wanted.count()) === 0; at += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}
