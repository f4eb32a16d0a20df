import { instantFrom } from '../../../shared/kernel/clock.ts';
import { fail, type Result } from '../../../shared/kernel/result.ts';
import { referral } from '../../../shared/record/kinds/referral.ts';
import { withheldFrom } from '../../../shared/record/sharing.ts';
import { getKind } from '../../../shared/record/kinds/kinds.ts';
import type { Addressee } from '../../../shared/report/report.ts';
import { readCase } from '../../db/cases.ts';
import { keepCopy, recordOf, type DocumentHead } from '../../db/documents.ts';
import { readRecord } from '../../db/records.ts';
import { makePaper, remakePaper } from '../../parts/make-paper.ts';
import { renderReport } from '../../parts/render-report.ts';
import type { OpenSession } from '../../session.tsx';

/**
 * Makes the copy of a sealed paper that an addressee is given: same number, version and settings, and only what that
 * addressee may see, less what the referrals of the case withhold from them. It is made from the record as it was sealed, or not at all.
 * @returns faults `sign/superseded` when the record has moved on; `copy/not-the-same` when today's app would no longer make
 *   the paper that was sealed; those of laying out and of `keepCopy`
 */
export async function makeCopy(
  session: Pick<OpenSession, 'db' | 'office'>,
  head: DocumentHead,
  addressee: Addressee,
): Promise<Result<{ readonly documentId: string }>> {
  const { db } = session;
  const name = recordOf(head);
  const record = await readRecord(db, head.caseId, name);
  if (!record.ok) return record;
  const { draft, status } = record.value;
  if (status.version !== head.version) return fail('sign/superseded');
  const kind = getKind(name.kind);
  if ((await remakePaper(session, { kind, draft }, head)) === undefined) return fail('copy/not-the-same');

  const view = await readCase(db, head.caseId);
  if (!view.ok) return view;
  const referrals = view.value.records.filter((one) => one.record.kind === referral.key && one.binned === undefined);
  const withheld = withheldFrom(
    addressee,
    referrals.map((one) => one.draft),
  );
  const { settings, number, version, reason, paper } = head;
  const madeAt = instantFrom(db.clock.now());
  const request = { kind, draft, number, version, reason, paper, addressee, withheld, madeAt, draftMark: false };
  const { report, recordHash } = await makePaper(session, settings, request);
  const rendered = await renderReport(report);
  if (!rendered.ok) return rendered;
  const { pdf, pages } = rendered.value;
  const { title } = report;
  return await keepCopy(db, head.id, { pdf, pages, title, paper, addressee, madeAt, recordHash, settings });
}
