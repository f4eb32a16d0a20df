import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';

/** The screens of offices, from the oldest laptop to the common desktop. */
export const sizes = ['1366x768', '1920x1080'] as const;
export type Size = (typeof sizes)[number];
export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Animations need a moment after the size or the theme changed, the document reader several. */
const SETTLE_MS = 500;
const READER_MS = 3500;

/** Takes pictures of the app's window, numbered in the order of the walk. */
export class Camera {
  readonly #app: ElectronApplication;
  readonly #page: Page;
  readonly #folder: string;
  readonly #sizes: readonly Size[];
  readonly #themes: readonly Theme[];
  #taken = 0;

  /** @param options which sizes and themes each picture is taken in */
  constructor(
    { app, page }: { readonly app: ElectronApplication; readonly page: Page },
    options: { readonly folder: string; readonly sizes?: readonly Size[]; readonly themes?: readonly Theme[] },
  ) {
    this.#app = app;
    this.#page = page;
    this.#folder = options.folder;
    this.#sizes = options.sizes ?? sizes;
    this.#themes = options.themes ?? themes;
    mkdirSync(options.folder, { recursive: true });
  }

  /** Takes the screen as it stands, as `NN-screen-size-theme.png`. */
  async take(screen: string): Promise<void> {
    this.#taken += 1;
    const number = String(this.#taken).padStart(2, '0');
    // nothing under the mouse looks pointed at
    await this.#page.mouse.move(0, 0);
    for (const size of this.#sizes) {
      await this.#resize(size);
      const reading = (await this.#page.locator('iframe').count()) > 0;
      for (const theme of this.#themes) {
        await this.#page.emulateMedia({ colorScheme: theme });
        await this.#page.waitForTimeout(reading && theme === this.#themes[0] ? READER_MS : SETTLE_MS);
        await this.#page.screenshot({ path: path.join(this.#folder, `${number}-${screen}-${size}-${theme}.png`) });
      }
    }
    // what the walk does next is scrolled to and laid out for the first size
    const [first] = this.#sizes;
    if (first !== undefined && this.#sizes.length > 1) await this.#resize(first);
  }

  /** The window itself: an emulated size would not reach the document reader, which is a page of its own. */
  async #resize(size: Size): Promise<void> {
    const at = size.split('x').map(Number) as [number, number];
    await this.#app.evaluate(
      ({ BrowserWindow }, [width, height]) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
      at,
    );
  }

  /** Takes a page that is not the app's, in each size. */
  async takeOutside(page: Page, screen: string): Promise<void> {
    this.#taken += 1;
    const number = String(this.#taken).padStart(2, '0');
    for (const size of this.#sizes) {
      const [width = 0, height = 0] = size.split('x').map(Number);
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(SETTLE_MS);
      await page.screenshot({ path: path.join(this.#folder, `${number}-${screen}-${size}-light.png`) });
    }
  }
}
