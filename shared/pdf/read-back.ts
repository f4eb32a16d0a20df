import { PDF } from '@libpdf/core';
import { equalBytes, utf8, type Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { Report } from '../report/report.ts';
import { expectedOnPage, expectedTexts, type Expected } from './expected.ts';
import { readLogicalText, type LogicalText } from './reading/logical-text.ts';
import { readPictures } from './reading/pictures.ts';

/** No sentence for a person needs more places than these. */
const MAX_NAMED = 20;

/**
 * Reads the finished bytes and compares them with the report: every label and value in reading order and nothing
 * else, header and footer of every page, the draft mark, every photograph, every signature field, the attached record byte for byte,
 * and no text beyond the edge of the paper. White space and line ends do not count; accents do.
 * @returns `pdf/read-back-missing` with the places (`missing`, in Spanish, for people) when something is lost or
 *   altered; `pdf/unreadable` when the bytes cannot be read at all
 */
export async function readBack(pdf: Bytes, report: Report): Promise<Result<void>> {
  let document: PDF;
  let text: LogicalText;
  try {
    document = await PDF.load(pdf);
    text = readLogicalText(document);
  } catch (error) {
    return fail('pdf/unreadable', { reason: error instanceof Error ? error.message : String(error) });
  }
  const missing = [
    ...differences(expectedTexts(report), text.parts),
    ...text.artifacts.flatMap((artifacts, i) =>
      missingFrom(artifacts, expectedOnPage(report, i + 1, text.artifacts.length)),
    ),
    ...text.outside.map((outside) => `Fuera de la página: ${outside.trim().slice(0, 60)}`),
    ...missingFields(document, report),
    ...missingAttachment(document, report),
    ...missingPictures(document, report),
  ];
  if (missing.length === 0) return ok(undefined);
  return fail('pdf/read-back-missing', { missing: [...new Set(missing)].slice(0, MAX_NAMED), count: missing.length });
}

function bare(text: string): string {
  return text.replace(/\s+/gu, '');
}

/**
 * Walks both sequences side by side. Where they part, the nearest point at which they meet again tells what was lost
 * and what is there in its stead; a value that also stands elsewhere does not hide the loss.
 */
function differences(expected: readonly Expected[], parts: readonly string[]): string[] {
  const wanted = expected.map(({ text }) => bare(text));
  const found = parts.map(bare).filter((part) => part !== '');
  const lost: string[] = [];
  let i = 0;
  let j = 0;
  while (i < wanted.length || j < found.length) {
    if (i < wanted.length && wanted[i] === found[j]) {
      i += 1;
      j += 1;
      continue;
    }
    const [skipWanted, skipFound] = meetingPoint(wanted, i, found, j);
    for (const { where } of expected.slice(i, i + skipWanted)) lost.push(where);
    if (skipWanted === 0) lost.push(`Texto de más: ${(found[j] ?? '').slice(0, 60)}`);
    i += skipWanted;
    j += skipFound;
    if (lost.length > MAX_NAMED) break;
  }
  return lost;
}

/** Looking further than a long table row for the point where two sequences meet finds only chance. */
const HORIZON = 60;

/** How much to skip on both sides: as little as possible, and of equal ways the one after which most agrees. */
function meetingPoint(wanted: readonly string[], i: number, found: readonly string[], j: number): [number, number] {
  for (let distance = 1; distance <= HORIZON; distance += 1) {
    let best: { readonly skip: [number, number]; readonly agreement: number } | undefined;
    for (let skipFound = 0; skipFound <= distance; skipFound += 1) {
      const skip: [number, number] = [distance - skipFound, skipFound];
      const agreement = agreementAt(wanted, i + skip[0], found, j + skip[1]);
      if (agreement > (best?.agreement ?? 0)) best = { skip, agreement };
    }
    if (best) return best.skip;
  }
  return [wanted.length - i, found.length - j];
}

const ENOUGH_AGREEMENT = 8;

/** How many texts agree from two points on; reaching both ends at once is agreement enough. */
function agreementAt(wanted: readonly string[], i: number, found: readonly string[], j: number): number {
  for (let run = 0; run < ENOUGH_AGREEMENT; run += 1) {
    if (i + run === wanted.length && j + run === found.length) return ENOUGH_AGREEMENT;
    if (i + run >= wanted.length || wanted[i + run] !== found[j + run]) return run;
  }
  return ENOUGH_AGREEMENT;
}

function missingFrom(text: string, expected: readonly Expected[]): string[] {
  const found = bare(text);
  return expected.filter((item) => !found.includes(bare(item.text))).map(({ where }) => where);
}

function missingFields(document: PDF, report: Report): string[] {
  const fields = new Set((document.getForm()?.getSignatureFields() ?? []).map((field) => field.name));
  return report.signatures
    .filter(({ field }) => field !== undefined && !fields.has(field))
    .map(({ name }) => `Casilla de firma de ${name}`);
}

function missingAttachment(document: PDF, { attachment }: Report): string[] {
  if (!attachment) return [];
  const bytes = document.getAttachment(attachment.name);
  return bytes && equalBytes(bytes, utf8(attachment.json)) ? [] : [attachment.name];
}

/** The photographs of the report, in its order and byte for byte. */
function missingPictures(document: PDF, { sections }: Report): string[] {
  const wanted = sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'photos' ? block.photos : []));
  const found = readPictures(document);
  const extra = found.length > wanted.length ? ['Imagen de más'] : [];
  return [
    ...wanted.filter(({ jpeg }, i) => found[i] === undefined || !equalBytes(found[i], jpeg)).map(({ alt }) => alt),
    ...extra,
  ];
}
