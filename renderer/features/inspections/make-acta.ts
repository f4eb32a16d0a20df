import { findEntry } from '../../../shared/catalog/catalog.ts';
import type { Instant } from '../../../shared/kernel/clock.ts';
import { dateInHonduras, isPlainDate } from '../../../shared/kernel/plain-date.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { reader, type RecordDraft } from '../../../shared/record/draft.ts';
import { prepareActa } from '../../../shared/report/acta.ts';
import type { Paper, Report } from '../../../shared/report/report.ts';
import type { Database } from '../../db/database.ts';
import type { DocumentHead, PaperSettings } from '../../db/documents.ts';
import {
  offerNumberOf,
  offerReserved,
  type CounterParts,
  type NumberSettings,
  type OfferedNumber,
} from '../../db/numbers.ts';
import type { OpenSession } from '../../session.tsx';
import type { PreparedReport } from './finalise-inspection.ts';

/** What one paper is to be made of. */
export interface ActaRequest {
  readonly draft: RecordDraft;
  readonly number: string;
  readonly version: number;
  readonly reason: string;
  readonly paper: Paper;
  readonly madeAt: Instant;
  /** true for a preview */
  readonly draftMark: boolean;
}

/** Makes the acta for the office's own file, with the hash of its canonical record. */
export async function makeActa(
  { office }: Pick<OpenSession, 'office'>,
  { letterhead, chiefName, chiefPosition }: PaperSettings,
  request: ActaRequest,
): Promise<PreparedReport> {
  const chief = chiefName === '' ? {} : { chief: { name: chiefName, position: chiefPosition } };
  const acta = await prepareActa({ ...request, office: { ...office, letterhead, ...chief }, addressee: 'file' });
  return { ...acta, settings: { letterhead, chiefName, chiefPosition } };
}

/**
 * A sealed acta once more, to be read on the screen: with the settings and the time it was sealed with.
 * @returns undefined when it would not be the same: then only the document itself shows what was sealed
 */
export async function remakeActa(
  session: Pick<OpenSession, 'office'>,
  draft: RecordDraft,
  { settings, number, version, reason, paper, madeAt, recordHash }: DocumentHead,
): Promise<Report | undefined> {
  const request = { draft, number, version, reason, paper, madeAt, draftMark: false };
  const acta = await makeActa(session, settings, request);
  return acta.recordHash === recordHash ? acta.report : undefined;
}

/**
 * The number an inspection would get now; nothing is taken.
 * @param reserved the number of the sheet it was filled in on by hand; left out for the next one
 * @returns faults as `offerNumberOf` and `offerReserved` have them
 */
export async function offerNumber(
  db: Database,
  draft: RecordDraft,
  settings: NumberSettings,
  reserved?: number,
): Promise<Result<OfferedNumber>> {
  const parts = actaCounter(db, draft);
  if (reserved === undefined) return await offerNumberOf(db, parts, settings);
  return await offerReserved(db, { ...parts, sequence: reserved }, settings);
}

/**
 * The counter that an inspection draws from. It belongs to the year of the visit, so that an acta finalised in January
 * for a visit in December is counted where it is looked for.
 */
export function actaCounter(db: Pick<Database, 'clock'>, draft: RecordDraft): CounterParts {
  const read = reader(draft);
  const visited = read.text('startDate');
  const date = isPlainDate(visited) ? visited : dateInHonduras(new Date(db.clock.now()).toISOString());
  const type = findEntry('inspectionTypes', read.text('type'))?.abbreviation ?? 'INS';
  return { type, year: Number(date.slice(0, 4)) };
}
