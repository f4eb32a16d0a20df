import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { FontFaces, PdfAssets } from '../../shared/pdf/render.ts';

const require = createRequire(import.meta.url);

function bytesOf(folder: string, name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(path.join(folder, name)));
}

function faces(name: string, file: string): FontFaces {
  const folder = path.dirname(require.resolve(`@expo-google-fonts/${name}/package.json`));
  const face = (weight: string) => bytesOf(folder, `${weight}/${file}_${weight}.ttf`);
  return {
    normal: face('400Regular'),
    bold: face('600SemiBold'),
    italics: face('400Regular_Italic'),
    bolditalics: face('600SemiBold_Italic'),
  };
}

/** The same fonts and colour profile the app carries, read from the installed packages. */
export function pdfAssets(): PdfAssets {
  return {
    fonts: { text: faces('public-sans', 'PublicSans'), fallback: faces('source-sans-3', 'SourceSans3') },
    colorProfile: bytesOf(path.dirname(require.resolve('pdfkit')), 'data/sRGB_IEC61966_2_1.icc'),
  };
}
