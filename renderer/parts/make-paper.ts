import type { Instant } from '../../shared/kernel/clock.ts';
import type { SharingChoice } from '../../shared/catalog/referral-parts.ts';
import { dateInHonduras, isPlainDate } from '../../shared/kernel/plain-date.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import type { RecordKind } from '../../shared/record/fields.ts';
import { paperFor } from '../../shared/report/papers.ts';
import { preparePaper } from '../../shared/report/record-paper.ts';
import type { Addressee, Paper, Report } from '../../shared/report/report.ts';
import type { Database } from '../db/database.ts';
import type { DocumentHead, PaperSettings } from '../db/documents.ts';
import {
  offerNumberOf,
  offerReserved,
  type CounterParts,
  type NumberSettings,
  type OfferedNumber,
} from '../db/numbers.ts';
import type { OpenSession } from '../session.tsx';
import type { PreparedReport } from './finalise-record.ts';

/** What one paper is to be made of. */
export interface PaperRequest {
  readonly kind: RecordKind;
  readonly draft: RecordDraft;
  readonly number: string;
  readonly version: number;
  readonly reason: string;
  readonly paper: Paper;
  /** whose copy it is; left out for whom its kind is made */
  readonly addressee?: Addressee;
  /** what the case's referrals withhold from an institution */
  readonly withheld?: readonly SharingChoice[];
  readonly madeAt: Instant;
  /** true for a preview */
  readonly draftMark: boolean;
}

/**
 * Makes the paper of a record for whom its kind is made, the office's own file unless it says otherwise, with the hash of
 * its canonical record.
 */
export async function makePaper(
  { office }: Pick<OpenSession, 'office'>,
  { letterhead, chiefName, chiefPosition }: PaperSettings,
  { kind, addressee: asked, ...request }: PaperRequest,
): Promise<PreparedReport> {
  const chief = chiefName === '' ? {} : { chief: { name: chiefName, position: chiefPosition } };
  const addressee = asked ?? paperFor(kind.key)?.addressee?.(request.draft) ?? 'file';
  const acta = await preparePaper(kind, { ...request, office: { ...office, letterhead, ...chief }, addressee });
  return { ...acta, settings: { letterhead, chiefName, chiefPosition } };
}

/**
 * A sealed paper once more, to be read on the screen: with the settings and the time it was sealed with.
 * @returns undefined when it would not be the same: then only the document itself shows what was sealed
 */
export async function remakePaper(
  session: Pick<OpenSession, 'office'>,
  { kind, draft }: Pick<PaperRequest, 'kind' | 'draft'>,
  { settings, number, version, reason, paper, addressee, madeAt, recordHash }: DocumentHead,
): Promise<Report | undefined> {
  const request = { kind, draft, number, version, reason, paper, addressee, madeAt, draftMark: false };
  const acta = await makePaper(session, settings, request);
  return acta.recordHash === recordHash ? acta.report : undefined;
}

/**
 * The number a paper would get now; nothing is taken.
 * @param reserved the number of the sheet it was filled in on by hand; left out for the next one
 * @returns faults as `offerNumberOf` and `offerReserved` have them
 */
export async function offerNumber(
  db: Database,
  request: Pick<PaperRequest, 'kind' | 'draft'>,
  settings: NumberSettings,
  reserved?: number,
): Promise<Result<OfferedNumber>> {
  const parts = counterOf(db, request);
  if (reserved === undefined) return await offerNumberOf(db, parts, settings);
  return await offerReserved(db, { ...parts, sequence: reserved }, settings);
}

/**
 * The counter that a paper draws from. It belongs to the year of what it tells of, so that an acta finalised in January
 * for a visit in December is counted where it is looked for.
 */
export function counterOf(
  db: Pick<Database, 'clock'>,
  { kind, draft }: Pick<PaperRequest, 'kind' | 'draft'>,
): CounterParts {
  const paper = paperFor(kind.key);
  const told = paper?.dayOf(draft) ?? '';
  const date = isPlainDate(told) ? told : dateInHonduras(new Date(db.clock.now()).toISOString());
  return { type: paper?.numberType(draft) ?? 'INS', year: Number(date.slice(0, 4)) };
}
