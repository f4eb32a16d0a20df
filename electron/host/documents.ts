import type { Handlers } from '../../shared/ipc/contract.ts';
import { ok } from '../../shared/kernel/result.ts';
import type { DocumentProcess } from '../documents/client.ts';

/**
 * Makes documents for the window. Printing, reading back and hashing happen in the document process, so that the
 * window never waits for them; a document that lost anything of its report does not get here.
 */
export function createDocumentHandlers(documents: Pick<DocumentProcess, 'render'>): Pick<Handlers, 'renderDocument'> {
  return {
    renderDocument: async ({ report }) => {
      const rendered = await documents.render(report);
      if (!rendered.ok) return rendered;
      const { pdf, pages, sha256 } = rendered.value;
      return ok({ pdf, pages, sha256 });
    },
  };
}
