import { expect, type Page } from '@playwright/test';
import { chooseFromList, chooseFromMenu, typeInto } from './keyboard.ts';

/** More stops than the form has. */
const MOST_STOPS = 120;

/** Who is screened, as the first part of the form asks. */
export interface Screened {
  readonly age: string;
  /** label of the answer about consent */
  readonly consent: string;
  readonly hoursAWeek?: string;
  readonly hoursADay?: string;
}

/** From the case screen: begins a screening, under the pseudonym that the case gives, and says who it is about. */
export async function beginScreening(page: Page, { age, consent, hoursAWeek, hoursADay }: Screened): Promise<void> {
  await chooseFromMenu(page, /^Agregar$/, 'Tamizaje');
  await page.getByRole('heading', { name: 'La persona', level: 2 }).waitFor();
  await typeInto(page, /^Edad/, age);
  await chooseFromList(page, /Aceptó la entrevista/, consent);
  if (hoursAWeek !== undefined) await typeInto(page, /^Horas de trabajo por semana/, hoursAWeek);
  if (hoursADay !== undefined) await typeInto(page, /^Horas de trabajo por día/, hoursADay);
}

/** Goes to a question with Tab. */
export async function goToQuestion(page: Page, question: RegExp): Promise<void> {
  const group = page.getByRole('radiogroup', { name: question }).locator(':focus');
  for (let stop = 0; stop < MOST_STOPS && (await group.count()) === 0; stop += 1) await page.keyboard.press('Tab');
  await expect(group).toHaveCount(1);
}

/** Answers the question that has the focus and those after it, one key each. */
export async function answerQuestions(page: Page, keys: string): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}
