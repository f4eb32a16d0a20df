import type { CallInput, CallValue } from '../../../shared/ipc/contract.ts';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { buildSignatureTest, SIGNATURE_TEST_FIELD } from '../../../shared/report/signature-test.ts';
import type { Report } from '../../../shared/report/report.ts';
import { signatureTestText } from '../../../shared/report/text/signature-test.ts';
import type { OfficePaperInput } from '../../../shared/report/office-paper.ts';
import type { PdfVerdict, SignatureVerdict } from '../../../shared/signature/verdict.ts';
import type { SignatureMade } from '../../parts/signature-level.ts';

/** What a test needs from outside. */
export interface TestSteps {
  readonly render: (report: Report) => Promise<Result<{ readonly pdf: Bytes }>>;
  readonly sign: (input: CallInput<'signDocument'>) => Promise<Result<CallValue<'signDocument'>>>;
  /** the app's own verifier, the one that is used on strangers' files */
  readonly verify: (pdf: Bytes) => Promise<Result<PdfVerdict>>;
}

/** Whose certificate is tried, and where. */
export interface TestWish {
  readonly paper: OfficePaperInput;
  readonly signer: string;
  readonly certificateId: string;
  readonly passphrase: string;
  readonly place: string;
}

/** What a test found. */
export interface TestResult {
  readonly made: SignatureMade;
  readonly signature: SignatureVerdict;
}

/**
 * Signs a paper of no value and verifies it; the paper is kept nowhere.
 * @returns what was found; or the fault of the step that failed
 */
export async function testSign(steps: TestSteps, wish: TestWish): Promise<Result<TestResult>> {
  const { paper, signer, certificateId, passphrase, place } = wish;
  const rendered = await steps.render(buildSignatureTest({ ...paper, signer }));
  if (!rendered.ok) return rendered;
  const signed = await steps.sign({
    pdf: rendered.value.pdf,
    field: SIGNATURE_TEST_FIELD,
    certificateId,
    passphrase,
    reason: signatureTestText.reason,
    place,
    about: { detail: signatureTestText.reason },
  });
  if (!signed.ok) return signed;
  const verdict = await steps.verify(signed.value.pdf);
  if (!verdict.ok) return verdict;
  const signature =
    verdict.value.kind === 'signed'
      ? verdict.value.signatures.find(({ field }) => field === SIGNATURE_TEST_FIELD)
      : undefined;
  return signature === undefined ? fail('pdf/unreadable') : ok({ made: signed.value, signature });
}
