import type { ReferralAddressee } from '../catalog/referral-directory.ts';
import type { RecordDraft } from '../record/draft.ts';
import type { ActaInput } from './acta.ts';
import type { ActaContent } from './canonical-record.ts';
import type { Addressee, Report, ReportSection, ReportSignature } from './report.ts';

/** What makes a record a paper: its title and number, and the sentences and signatures around its body. */
export interface PaperKind {
  readonly template: Report['template'];
  /** whether the employer gets a copy of it */
  readonly forEmployer: boolean;
  readonly title: (draft: RecordDraft) => string;
  /** letters in its number, each with a counter of its own */
  readonly numberType: (draft: RecordDraft) => string;
  /** the day by which its year is told: `YYYY-MM-DD`, or what was typed */
  readonly dayOf: (draft: RecordDraft) => string;
  readonly opening: (draft: RecordDraft, content: ActaContent) => string;
  readonly closing: (draft: RecordDraft) => readonly string[];
  readonly signatures: (content: ActaContent) => readonly ReportSignature[];
  /** whom its paper is made for, where that is not the office's own file; no other gets one */
  readonly addressee?: (draft: RecordDraft) => Addressee;
  /** institutions that may be given a copy of their own, made by what they may see */
  readonly institutions?: (draft: RecordDraft) => readonly ReferralAddressee[];
  /** its body, where that is more than the sections of its record; headings without numbers */
  readonly body?: (input: ActaInput) => readonly ReportSection[];
}
