import { sha256, toHex, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import type { Handlers } from '../../shared/ipc/contract.ts';
import { ok } from '../../shared/kernel/result.ts';
import { text } from '../text.ts';
import type { Vault } from '../vault/vault.ts';
import { allowed } from './allowed.ts';
import { saveOutside, type FileTools } from './files.ts';

/** What handing out the page needs of the rest of the main process. */
export interface VerifierPageDeps {
  readonly vault: Pick<Vault, 'openOffice'>;
  /** the page: the same for every office */
  readonly page: () => Promise<string>;
  readonly files: FileTools;
}

/**
 * Hands out the page with which anybody verifies a paper or opens a bundle, and writes down its hash: by that it can be told
 * later whether a copy is the one that the office gave. Faults: those of {@link allowed} and {@link saveOutside}.
 */
export function createVerifierPageHandlers({
  vault,
  page,
  files,
}: VerifierPageDeps): Pick<Handlers, 'saveVerifierPage' | 'verifierPageHash'> {
  const hashOf = async (bytes: Bytes): Promise<string> => toHex(await sha256(bytes));
  return {
    saveVerifierPage: async () => {
      const office = allowed(vault, 'document.export');
      if (!office.ok) return office;
      const bytes = utf8(await page());
      const hash = await hashOf(bytes);
      const about = { detail: `SHA-256 ${hash}` };
      const saved = await saveOutside(files, { bytes, suggestedName: text.verifierPageName, ending: '.html', about });
      return saved.ok ? ok({ name: saved.value.name, sha256: hash }) : saved;
    },

    verifierPageHash: async () => {
      const office = allowed(vault, 'exchange.send');
      return office.ok ? ok({ sha256: await hashOf(utf8(await page())) }) : office;
    },
  };
}
