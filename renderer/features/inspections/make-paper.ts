import type { Instant } from '../../../shared/kernel/clock.ts';
import { dateInHonduras, isPlainDate } from '../../../shared/kernel/plain-date.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { RecordDraft } from '../../../shared/record/draft.ts';
import type { RecordKind } from '../../../shared/record/fields.ts';
import { counterKey, defaultAcronym, defaultNumberTemplate, formatNumber } from '../../../shared/record/numbering.ts';
import { paperFor } from '../../../shared/report/papers.ts';
import { preparePaper } from '../../../shared/report/record-paper.ts';
import type { Paper, Report } from '../../../shared/report/report.ts';
import type { Database } from '../../db/database.ts';
import type { DocumentHead, PaperSettings } from '../../db/documents.ts';
import { peekCounter } from '../../db/numbers.ts';
import type { OfficeSettings } from '../../db/settings.ts';
import type { OpenSession } from '../../session.tsx';
import type { OfferedNumber, PreparedReport } from './finalise-inspection.ts';

/** What one paper is to be made of. */
export interface PaperRequest {
  readonly kind: RecordKind;
  readonly draft: RecordDraft;
  readonly number: string;
  readonly version: number;
  readonly reason: string;
  readonly paper: Paper;
  readonly madeAt: Instant;
  /** true for a preview */
  readonly draftMark: boolean;
}

/** Makes the paper of a record for the office's own file, with the hash of its canonical record. */
export async function makePaper(
  { office }: Pick<OpenSession, 'office'>,
  { letterhead, chiefName, chiefPosition }: PaperSettings,
  { kind, ...request }: PaperRequest,
): Promise<PreparedReport> {
  const chief = chiefName === '' ? {} : { chief: { name: chiefName, position: chiefPosition } };
  const acta = await preparePaper(kind, { ...request, office: { ...office, letterhead, ...chief }, addressee: 'file' });
  return { ...acta, settings: { letterhead, chiefName, chiefPosition } };
}

/**
 * A sealed paper once more, to be read on the screen: with the settings and the time it was sealed with.
 * @returns undefined when it would not be the same: then only the document itself shows what was sealed
 */
export async function remakePaper(
  session: Pick<OpenSession, 'office'>,
  { kind, draft }: Pick<PaperRequest, 'kind' | 'draft'>,
  { settings, number, version, reason, paper, madeAt, recordHash }: DocumentHead,
): Promise<Report | undefined> {
  const request = { kind, draft, number, version, reason, paper, madeAt, draftMark: false };
  const acta = await makePaper(session, settings, request);
  return acta.recordHash === recordHash ? acta.report : undefined;
}

/**
 * The number a paper would get now; nothing is taken. It belongs to the year of what it tells of, so that an acta
 * finalised in January for a visit in December is counted where it is looked for.
 */
export async function offerNumber(
  db: Database,
  { kind, draft }: Pick<PaperRequest, 'kind' | 'draft'>,
  settings: Pick<OfficeSettings, 'numberTemplate' | 'acronym'>,
): Promise<Result<OfferedNumber>> {
  const paper = paperFor(kind.key);
  const told = paper?.dayOf(draft) ?? '';
  const date = isPlainDate(told) ? told : dateInHonduras(new Date(db.clock.now()).toISOString());
  const parts = {
    office: db.officeCode,
    type: paper?.numberType(draft) ?? 'INS',
    year: Number(date.slice(0, 4)),
  };
  const numbering = await peekCounter(db, counterKey(parts));
  if (!numbering.ok) return numbering;
  const template = settings.numberTemplate === '' ? defaultNumberTemplate : settings.numberTemplate;
  const number = formatNumber(template, {
    ...parts,
    acronym: settings.acronym === '' ? defaultAcronym : settings.acronym,
    sequence: numbering.value.next,
  });
  return ok({ number, numbering: numbering.value });
}
