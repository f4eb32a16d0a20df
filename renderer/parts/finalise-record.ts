import type { CallValue } from '../../shared/ipc/contract.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { Problem } from '../../shared/record/problem.ts';
import { canFinalise } from '../../shared/record/validate.ts';
import type { Report } from '../../shared/report/report.ts';
import type { FinaliseInput, PaperSettings } from '../db/documents.ts';
import type { OfferedNumber } from '../db/numbers.ts';

/** A report ready to be laid out, the hash of the canonical record inside it, and the settings it shows. */
export interface PreparedReport {
  readonly report: Report;
  readonly recordHash: string;
  readonly settings: PaperSettings;
}

/** What finalising needs from outside; each waits for its own, and all but the last come before any transaction. */
export interface FinaliseSteps {
  readonly check: () => readonly Problem[];
  /** looks at the next free number without taking it */
  readonly offerNumber: () => Promise<Result<OfferedNumber>>;
  readonly prepare: (number: string) => Promise<PreparedReport>;
  /** lays out and reads back: every field must be found in the finished file */
  readonly render: (report: Report) => Promise<Result<CallValue<'renderDocument'>>>;
  /** keeps everything in one strict transaction, or nothing */
  readonly finalise: (
    input: Pick<FinaliseInput, 'number' | 'numbering' | 'document'>,
  ) => Promise<Result<{ readonly documentId: string }>>;
}

/** How finalising ended. Only `finalised` has changed anything. */
export type FinaliseOutcome =
  | { readonly kind: 'finalised'; readonly documentId: string; readonly number: string }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  /** the finished file lacks something that was typed */
  | { readonly kind: 'not-in-document'; readonly missing: readonly string[] }
  | { readonly kind: 'failed'; readonly fault: Fault };

/** Tries when another acta took the offered number while this one was being laid out. */
const NUMBER_TRIES = 3;

/**
 * Validates, numbers, builds, lays out, reads back and keeps an acta, in this order.
 * @param number the number it has already (a later version keeps it); empty for the first version
 */
export async function finaliseRecord(steps: FinaliseSteps, number: string): Promise<FinaliseOutcome> {
  const problems = steps.check();
  if (!canFinalise(problems)) return { kind: 'problems', problems };
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await tryOnce(steps, number);
    const taken = number === '' && outcome.kind === 'failed' && outcome.fault.code === 'db/changed-meanwhile';
    if (!taken || attempt === NUMBER_TRIES) return outcome;
  }
}

async function tryOnce(steps: FinaliseSteps, number: string): Promise<FinaliseOutcome> {
  const offered = number === '' ? await steps.offerNumber() : undefined;
  if (offered?.ok === false) return { kind: 'failed', fault: offered.fault };
  const given = offered?.value.number ?? number;

  const { report, recordHash, settings } = await steps.prepare(given);
  const rendered = await steps.render(report);
  if (!rendered.ok) return failedRender(rendered.fault);

  const { pdf, pages } = rendered.value;
  const { title, paper, addressee, madeAt } = report;
  const kept = await steps.finalise({
    number: given,
    ...(offered === undefined ? {} : { numbering: offered.value.numbering }),
    document: { pdf, pages, title, paper, addressee, madeAt, recordHash, settings },
  });
  if (!kept.ok) return { kind: 'failed', fault: kept.fault };
  return { kind: 'finalised', documentId: kept.value.documentId, number: given };
}

function failedRender(fault: Fault): FinaliseOutcome {
  const missing = fault.detail?.['missing'];
  return fault.code === 'pdf/read-back-missing' && Array.isArray(missing)
    ? { kind: 'not-in-document', missing: missing as readonly string[] }
    : { kind: 'failed', fault };
}
