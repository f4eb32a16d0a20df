import { officePaper, type OfficePaperInput } from './office-paper.ts';
import type { Report } from './report.ts';
import { signatureTestText } from './text/signature-test.ts';

/** Where the paper is signed. */
export const SIGNATURE_TEST_FIELD = 'Firma_Prueba';

/** The paper on which somebody tries whether they can sign: marked as a draft, about nothing, never kept. */
export function buildSignatureTest({ signer, ...input }: OfficePaperInput & { readonly signer: string }): Report {
  const { title, heading, text, role, footer } = signatureTestText;
  return {
    ...officePaper(input),
    draft: true,
    template: 'prueba-firma',
    title,
    sections: [{ heading, blocks: [{ kind: 'paragraph', text }] }],
    signatures: [{ field: SIGNATURE_TEST_FIELD, role, name: signer, details: [] }],
    footer,
  };
}
