import { createRequire } from 'node:module';
import path from 'node:path';

const folder = path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/public-sans/package.json'));

/** The font of the office's papers, as files: what the peers are given. */
export const fontFiles = {
  regular: path.join(folder, '400Regular/PublicSans_400Regular.ttf'),
  bold: path.join(folder, '600SemiBold/PublicSans_600SemiBold.ttf'),
} as const;
