import { latin1 } from '../kernel/bytes.ts';

/** Kinds of file that may be evidence, by what their bytes are; `shown`: how the window can show them. */
export const evidenceKinds = {
  'image/jpeg': { ending: '.jpg', shown: 'image' },
  'image/png': { ending: '.png', shown: 'image' },
  'image/webp': { ending: '.webp', shown: 'image' },
  'image/heic': { ending: '.heic', shown: 'none' },
  'image/tiff': { ending: '.tif', shown: 'none' },
  'application/pdf': { ending: '.pdf', shown: 'pdf' },
  'audio/mpeg': { ending: '.mp3', shown: 'audio' },
  'audio/mp4': { ending: '.m4a', shown: 'audio' },
  'audio/wav': { ending: '.wav', shown: 'audio' },
  'audio/ogg': { ending: '.ogg', shown: 'audio' },
  'audio/amr': { ending: '.amr', shown: 'none' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { ending: '.docx', shown: 'none' },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { ending: '.xlsx', shown: 'none' },
  'application/vnd.oasis.opendocument.text': { ending: '.odt', shown: 'none' },
  'application/vnd.oasis.opendocument.spreadsheet': { ending: '.ods', shown: 'none' },
} as const;
export type EvidenceType = keyof typeof evidenceKinds;

/** The endings that such files usually have, for dialogs that ask for some; what a file is its bytes say. */
export const evidenceEndings: readonly string[] = [
  ...Object.values(evidenceKinds).map(({ ending }) => ending),
  ...['.jpeg', '.tiff', '.heif', '.oga', '.opus', '.mp4', '.3ga', '.3gp'],
];

/** Pictures that this program makes anew without metadata when a copy leaves. */
export function isRedrawn(type: EvidenceType): type is 'image/jpeg' | 'image/png' | 'image/webp' {
  return evidenceKinds[type].shown === 'image';
}

/** Enough of the beginning and the end to know a file by. */
const LOOKED_AT = 256 * 1024;

/**
 * What a file is, by its bytes; its name says nothing.
 * @param bytes the whole file
 * @returns undefined for everything that is not one of the kinds that may be evidence
 */
export function sniffType(bytes: Uint8Array): EvidenceType | undefined {
  const head = latin1(bytes.subarray(0, 64));
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('RIFF')) return riffType(head.slice(8, 12));
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return 'image/tiff';
  if (/^(?:\s{0,16})%PDF-[12]\.\d/.test(head)) return 'application/pdf';
  if (head.startsWith('OggS')) return 'audio/ogg';
  if (head.startsWith('#!AMR')) return 'audio/amr';
  if (head.slice(4, 8) === 'ftyp') return isoType(bytes, head.slice(8, 12));
  if (head.startsWith('PK\x03\x04')) return zipType(bytes);
  return isMp3(bytes, head) ? 'audio/mpeg' : undefined;
}

function riffType(kind: string): EvidenceType | undefined {
  if (kind === 'WEBP') return 'image/webp';
  return kind === 'WAVE' ? 'audio/wav' : undefined;
}

/** Files of the MP4 family: pictures of telephones, recordings; a film is not evidence that is kept here. */
function isoType(bytes: Uint8Array, brand: string): EvidenceType | undefined {
  if (/^(?:heic|heix|mif1|msf1|heim|heis)$/.test(brand)) return 'image/heic';
  if (/^M4[AB] $/.test(brand)) return 'audio/mp4';
  if (!/^(?:mp4[12]|isom|iso[2-6]|3gp\d|3g2\w|dash)$/.test(brand)) return undefined;
  const seen =
    latin1(bytes.subarray(0, LOOKED_AT)) + latin1(bytes.subarray(Math.max(LOOKED_AT, bytes.length - LOOKED_AT)));
  // a track says what it holds behind its `hdlr` mark: 4 bytes of version, 4 of another age, then the word
  const tracks = [...seen.matchAll(/hdlr[^]{8}(vide|soun)/g)].map((match) => match[1]);
  return tracks.includes('soun') && !tracks.includes('vide') ? 'audio/mp4' : undefined;
}

/** Office papers are archives; the names of their parts stand in clear at the beginning and at the end. */
function zipType(bytes: Uint8Array): EvidenceType | undefined {
  const head = latin1(bytes.subarray(0, 256));
  const declared = /^PK[^]{28}mimetypeapplication\/vnd\.oasis\.opendocument\.(text|spreadsheet)/.exec(head)?.[1];
  if (declared === 'text') return 'application/vnd.oasis.opendocument.text';
  if (declared === 'spreadsheet') return 'application/vnd.oasis.opendocument.spreadsheet';
  const directory = latin1(bytes.subarray(Math.max(0, bytes.length - LOOKED_AT)));
  if (!directory.includes('[Content_Types].xml') || directory.includes('vbaProject.bin')) return undefined;
  if (directory.includes('word/document.xml')) {
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  }
  return directory.includes('xl/workbook.xml')
    ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    : undefined;
}

/** Tagged, or two frames' worth of an MPEG audio header: synchronisation, layer III, a bit rate and a rate that exist. */
function isMp3(bytes: Uint8Array, head: string): boolean {
  if (head.startsWith('ID3')) return true;
  const [a = 0, b = 0, c = 0] = bytes;
  return a === 0xff && (b & 0xe6) === 0xe2 && (c & 0xf0) !== 0xf0 && (c & 0xf0) !== 0 && (c & 0x0c) !== 0x0c;
}
