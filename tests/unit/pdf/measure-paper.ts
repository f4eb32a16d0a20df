// Run by memory.test.ts in a process of its own: makes one paper as the document process does and says what it took.
// node measure-paper.mjs <pages | photos> <how many>
import { answer } from '../../../electron/documents/answer.ts';
import { boundMemory } from '../../../electron/documents/bound-memory.ts';
import type { CheckedPdf } from '../../../electron/documents/protocol.ts';
import { concatBytes } from '../../../shared/kernel/bytes.ts';
import { buildPhotoAnnex } from '../../../shared/report/photo-annex.ts';
import type { Report } from '../../../shared/report/report.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { annexPhoto, housePhoto } from '../../support/photo-builder.ts';
import { sampleReport, type SampleLength } from '../../support/report-builder.ts';

/** What a photograph of an annex of 300 may take: see `renderer/parts/evidence/photo-budget.ts`. */
const PHOTO_BYTES = 80_000;

/** The house, and behind its end as many bytes as a photograph of a street has. */
function largePhoto(n: number) {
  const jpeg = housePhoto();
  return concatBytes(jpeg, new Uint8Array(PHOTO_BYTES - jpeg.length).fill(n));
}

const [, , kind = '', count = '0'] = process.argv;

async function build(): Promise<Report> {
  if (kind === 'pages') return sampleReport(Number(count) as SampleLength);
  return await buildPhotoAnnex({
    office: { name: 'Oficina Regional de La Ceiba', code: 'LCE', letterhead: [] },
    person: { name: 'Wendy Núñez', position: 'Inspectora', credential: 'IT-0457' },
    ...{ caseId: '7c9e6679-7425-40de-944b-e07fc1f90ae7', addressee: 'file' },
    about: { number: 'STSS-ORD-LCE-00001-2026', employer: '' },
    photos: Array.from({ length: Number(count) }, (_, i) => annexPhoto(i + 1, { jpeg: largePhoto(i) })),
    ...{ leftOut: [], closed: 0, madeAt: '2026-11-25T16:00:00.000Z', paper: 'letter' },
  });
}

boundMemory();
const told: number[] = [];
const made = await answer({ kind: 'render', report: await build() }, pdfAssets(), (share) => told.push(share));
if (!made.ok) throw new Error(JSON.stringify(made.fault));
const { pdf, pages } = made.value as CheckedPdf;
const isForward = told.every((share, i) => share >= (told[i - 1] ?? 0) && share <= 1);
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ pages, bytes: pdf.length, megabytes, told: told.length, isForward }));
