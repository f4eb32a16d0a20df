import textBold from '@expo-google-fonts/public-sans/600SemiBold/PublicSans_600SemiBold.ttf?inline';
import textBoldItalic from '@expo-google-fonts/public-sans/600SemiBold_Italic/PublicSans_600SemiBold_Italic.ttf?inline';
import textItalic from '@expo-google-fonts/public-sans/400Regular_Italic/PublicSans_400Regular_Italic.ttf?inline';
import textRegular from '@expo-google-fonts/public-sans/400Regular/PublicSans_400Regular.ttf?inline';
import fallbackBold from '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf?inline';
import fallbackBoldItalic from '@expo-google-fonts/source-sans-3/600SemiBold_Italic/SourceSans3_600SemiBold_Italic.ttf?inline';
import fallbackItalic from '@expo-google-fonts/source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf?inline';
import fallbackRegular from '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf?inline';
import { fromBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import type { PdfAssets } from '../../shared/pdf/render.ts';
// the profile that pdfkit carries; taken into the bundle, because an installed app has no pdfkit folder
import profile from '../../node_modules/pdfkit/js/data/sRGB_IEC61966_2_1.icc?url&inline';

function bytesOf(dataUrl: string): Bytes {
  return fromBase64(dataUrl.slice(dataUrl.indexOf(',') + 1));
}

/** Fonts and colour profile out of the bundle. A semi-bold stands for bold: enough contrast at 9 points. */
export function loadPdfAssets(): PdfAssets {
  return {
    fonts: {
      text: {
        normal: bytesOf(textRegular),
        bold: bytesOf(textBold),
        italics: bytesOf(textItalic),
        bolditalics: bytesOf(textBoldItalic),
      },
      fallback: {
        normal: bytesOf(fallbackRegular),
        bold: bytesOf(fallbackBold),
        italics: bytesOf(fallbackItalic),
        bolditalics: bytesOf(fallbackBoldItalic),
      },
    },
    colorProfile: bytesOf(profile),
  };
}
