import type { ElectronApplication, Page } from '@playwright/test';
import { marker } from './markers.ts';
import { withCameraWords } from './photo-builder.ts';

/** A photograph as a telephone makes it: drawn here, with a title that can be found again, a date and a place. */
export async function photograph(page: Page, n: number): Promise<Buffer> {
  const plain = await page.evaluate(async (hue) => {
    const canvas = new OffscreenCanvas(1600, 1200);
    const context = canvas.getContext('2d')!;
    for (let x = 0; x < 16; x += 1) {
      context.fillStyle = `hsl(${hue * 60 + x * 6} 60% ${30 + x * 3}%)`;
      context.fillRect(x * 100, 0, 100, 1200);
    }
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, n);
  const taken = `2026:11:24 09:15:0${n}`;
  return Buffer.from(
    withCameraWords(new Uint8Array(plain), { taken, title: marker(5000 + n), latitude: 15, longitude: 86 }),
  );
}

/** From now on, the system's dialog for opening answers with these paths. */
export function answerWithFiles(app: ElectronApplication, files: readonly string[]): Promise<void> {
  return app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...filePaths] });
  }, files);
}
