import path from 'node:path';
import type { Check } from '../../shared/diagnosis/check.ts';
import type { SupportSlip } from '../../shared/diagnosis/slip.ts';
import { slipJson } from '../../shared/diagnosis/slip-data.ts';
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
 * it was shown, and as data beside it; the newest one counts. Faults of saving: `ipc/bad-input` for any other, `file/cancelled`,
 * `file/cannot-write`, `file/disk-full`.
 */
export function createSupportHandlers({
  checks,
  gather,
  files,
}: SupportDeps): Pick<Handlers, 'diagnose' | 'makeSupportSlip' | 'saveSupportSlip'> {
  let shown: { readonly token: string; readonly text: string; readonly json: string | undefined } | undefined;
  return {
    diagnose: async () => ok({ checks: [...(await checks())] }),
    makeSupportSlip: async () => {
      const slip = await gather();
      const token = toHex(randomBytes(16));
      const text = slipText(slip);
      shown = { token, text, json: dataOf(slip) };
      return ok({ token, text });
    },
    saveSupportSlip: async ({ token }) => {
      if (shown?.token !== token) return fail('ipc/bad-input', { call: 'saveSupportSlip', fields: ['token'] });
      const { text, json } = shown;
      const proposed = path.join(await files.lastFolder.find(), safeFileName('hoja-de-soporte', '.txt'));
      const file = await files.askWhere(proposed);
      if (file === undefined) return fail('file/cancelled');
      // Notepad of older Windows takes text without a mark for the code page of the country
      const written = await files.write(file, utf8(`\uFEFF${text.replaceAll('\n', '\r\n')}`));
      if (!written.ok) return written;
      // the name of the other file goes on behind it, so that nothing of the person's own is written over
      const beside = json === undefined ? undefined : await files.write(`${file}.json`, utf8(json));
      // the text is there, and says all that the data say
      return ok({ name: path.basename(file), hasData: beside?.ok === true });
    },
  };
}

/** What has no place in the format, a bug, must not take away the text: it is needed where bugs are. */
function dataOf(slip: SupportSlip): string | undefined {
  try {
    return slipJson(slip);
  } catch {
    return undefined;
  }
}
