import { utilityProcess } from 'electron';
import type { DocumentChild } from './client.ts';

/**
 * Starts the document process.
 * @param bundle absolute path of its code, `out/main/documents.cjs`
 */
export function forkDocumentProcess(bundle: string): DocumentChild {
  return utilityProcess.fork(bundle, [], { serviceName: 'Atalaya documents', stdio: 'ignore' });
}
