import type { Handlers } from '../../shared/ipc/contract.ts';
import { ok } from '../../shared/kernel/result.ts';
import type { DocumentProcess } from '../documents/client.ts';

/** Told how far a job is: a share, 0 to 1. */
type TellProgress = (job: string, share: number) => void;

/**
 * Makes documents for the window. Printing, reading back and hashing happen in the document process, so that the
 * window never waits for them; a document that lost anything of its report does not get here.
 * @param tellProgress of documents that the window gave a number to
 */
export function createDocumentHandlers(
  documents: Pick<DocumentProcess, 'render'>,
  tellProgress: TellProgress,
): Pick<Handlers, 'renderDocument' | 'cancelDocument'> {
  const jobs = new Map<string, AbortController>();
  return {
    renderDocument: async ({ report, job }) => {
      const stop = new AbortController();
      if (job !== undefined) jobs.set(job, stop);
      const making =
        job === undefined ? {} : { signal: stop.signal, onProgress: (share: number) => tellProgress(job, share) };
      const rendered = await documents.render(report, making);
      if (job !== undefined) jobs.delete(job);
      if (!rendered.ok) return rendered;
      const { pdf, pages, sha256 } = rendered.value;
      return ok({ pdf, pages, sha256 });
    },

    cancelDocument: ({ job }) => {
      jobs.get(job)?.abort();
      return Promise.resolve(ok({}));
    },
  };
}
