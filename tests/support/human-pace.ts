import type { Page } from '@playwright/test';

// How long a person would have taken for what a test does at once: 40 words a minute are 200 characters, 300 ms each; every
// way to another place of the screen, whatever keys the test takes there, is one look and one reach.
const MS_A_KEY = 300;
const MS_A_WAY = 1500;

/** Keys that only lead somewhere. */
const WAYS: ReadonlySet<string> = new Set(['Tab', 'Shift+Tab', 'ArrowDown', 'ArrowUp', 'Home', 'End']);

/** What a person's hands would have done so far. */
export interface Pace {
  /** milliseconds of typing and of going from place to place; what the app takes is not in it */
  readonly handsMs: () => number;
  readonly keys: () => number;
  readonly ways: () => number;
}

/** From now on counts every key that a test gives a page. */
export function watchPace(page: Page): Pace {
  const { keyboard } = page;
  const press = keyboard.press.bind(keyboard);
  const type = keyboard.type.bind(keyboard);
  const insertText = keyboard.insertText.bind(keyboard);
  let keys = 0;
  let ways = 0;
  let isOnTheWay = false;
  const typed = (count: number): void => {
    keys += count;
    isOnTheWay = false;
  };
  keyboard.press = async (key, options) => {
    if (!WAYS.has(key)) typed(1);
    else if (!isOnTheWay) {
      ways += 1;
      isOnTheWay = true;
    }
    await press(key, options);
  };
  keyboard.type = async (text, options) => {
    typed(text.length);
    await type(text, options);
  };
  keyboard.insertText = async (text) => {
    typed(text.length);
    await insertText(text);
  };
  return { handsMs: () => keys * MS_A_KEY + ways * MS_A_WAY, keys: () => keys, ways: () => ways };
}
