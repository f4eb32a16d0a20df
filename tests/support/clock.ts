import type { ElectronApplication, Page } from '@playwright/test';

/**
 * Makes the app's clocks, that of the main process and that of the window, show another time from now on. The page
 * starts anew, as the window's clock is read from its first moment: call it while the office is locked.
 * @param by milliseconds; negative for a clock that is behind
 */
export async function shiftClock(app: ElectronApplication, page: Page, by: number): Promise<void> {
  await app.evaluate((_electron, shift) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + shift;
  }, by);
  await app.context().addInitScript((shift) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + shift;
  }, by);
  await page.reload();
}
