import { latin1 } from '../../kernel/bytes.ts';
import type { PdfValue } from './value.ts';

/** PDFDocEncoding where it differs from Latin-1 (ISO 32000-1 annex D.2): 0x18 to 0x1f and 0x80 to 0xa0. */
const FROM_18 = '˘ˇˆ˙˝˛˚˜';
const FROM_80 = '•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\ufffd€';
/** Characters that could make one text look like another: controls and bidi marks. */
const DECEPTIVE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const LENGTH_MAX = 1000;

/** A text string of a PDF (ISO 32000-1 section 7.9.2.2) as people read it; undefined when the value is no string. */
export function textOf(value: PdfValue | undefined): string | undefined {
  if (value?.kind !== 'string') return undefined;
  return decode(value.bytes).slice(0, LENGTH_MAX).replace(DECEPTIVE, '\ufffd');
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    let text = '';
    for (let i = 2; i + 1 < bytes.length; i += 2)
      text += String.fromCharCode(((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0));
    return text;
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return new TextDecoder('utf-8').decode(new Uint8Array(bytes.subarray(3)));
  }
  return latin1(bytes)
    .replace(/[\u0018-\u001f]/g, (char) => FROM_18.charAt(char.charCodeAt(0) - 0x18))
    .replace(/[\u0080-\u00a0]/g, (char) => FROM_80.charAt(char.charCodeAt(0) - 0x80));
}

/**
 * A date string `D:YYYYMMDDHHmmSSOHH'mm` (ISO 32000-1 section 7.9.4); without an offset it is taken for UTC.
 * @returns the instant; undefined when the text is none
 */
export function dateOf(value: PdfValue | undefined): Date | undefined {
  const match =
    /^D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:Z(?:00'?00'?)?|([+-])(\d{2})'?(\d{2})?'?)?$/.exec(
      textOf(value) ?? '',
    ) ?? undefined;
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second = '00', sign = '+', hours = '00', minutes = '00'] = match;
  const local = Date.parse(`${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second}Z`);
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return Number.isNaN(local) ? undefined : new Date(local - offset);
}
