import path from 'node:path';
import type { Check } from '../../shared/diagnosis/check.ts';
import type { SupportSlip } from '../../shared/diagnosis/slip.ts';
import type { Handlers } from '../../shared/ipc/contract.ts';
import { randomBytes, toHex, utf8 } from '../../shared/kernel/bytes.ts';
import { fail, ok } from '../../shared/kernel/result.ts';
import { slipText } from '../../shared/report/support-slip.ts';
import { safeFileName } from '../disk/file-name.ts';
import type { FileTools } from './files.ts';

/** What these calls need of the rest of the main process. */
export interface SupportDeps {
  readonly checks: () => Promise<readonly Check[]>;
  readonly gather: () => Promise<SupportSlip>;
  readonly files: Pick<FileTools, 'askWhere' | 'lastFolder' | 'write'>;
}

/**
 * Looks at this computer, and makes the slip for support. Only a slip that the window was given to show can be saved, as
 * it was shown; the newest one counts. Faults of saving: `ipc/bad-input` for any other, `file/cancelled`,
 * `file/cannot-write`, `file/disk-full`.
 */
export function createSupportHandlers({
  checks,
  gather,
  files,
}: SupportDeps): Pick<Handlers, 'diagnose' | 'makeSupportSlip' | 'saveSupportSlip'> {
  let shown: { readonly token: string; readonly text: string } | undefined;
  return {
    diagnose: async () => ok({ checks: [...(await checks())] }),
    makeSupportSlip: async () => {
      shown = { token: toHex(randomBytes(16)), text: slipText(await gather()) };
      return ok(shown);
    },
    saveSupportSlip: async ({ token }) => {
      if (shown?.token !== token) return fail('ipc/bad-input', { call: 'saveSupportSlip', fields: ['token'] });
      const { text } = shown;
      const proposed = path.join(await files.lastFolder.find(), safeFileName('hoja-de-soporte', '.txt'));
      const file = await files.askWhere(proposed);
      if (file === undefined) return fail('file/cancelled');
      // Notepad of older Windows takes text without a mark for the code page of the country
      const written = await files.write(file, utf8(`\uFEFF${text.replaceAll('\n', '\r\n')}`));
      return written.ok ? ok({ name: path.basename(file) }) : written;
    },
  };
}
