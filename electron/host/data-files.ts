import type { Permission } from '../../shared/access/permissions.ts';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { saveOutside, type FileTools } from './files.ts';

/** What these calls need of the rest of the main process. */
export interface DataFileDeps {
  /** `vault/locked`, or `access/denied` */
  readonly allowed: (permission: Permission) => Result<unknown>;
  readonly files: FileTools;
}

/**
 * Saves files for other programs where the person chooses, each with a right of its own and written down before a byte
 * leaves. Faults: `vault/locked`, `access/denied`, those of `saveOutside`.
 */
export function createDataFileHandlers({ allowed, files }: DataFileDeps): Pick<Handlers, 'saveDataFile'> {
  return {
    saveDataFile: async (input) => {
      const { bytes, suggestedName } = input;
      const isTemplate = input.what === 'guide-template';
      const may = allowed(isTemplate ? 'settings.write' : 'victims.export');
      if (!may.ok) return may;
      return isTemplate
        ? await saveOutside(files, { bytes, suggestedName, ending: '.json', about: undefined })
        : await saveOutside(files, {
            ...{ bytes, suggestedName, ending: input.ending, action: 'victims-exported' },
            about: { detail: input.detail },
          });
    },
  };
}
