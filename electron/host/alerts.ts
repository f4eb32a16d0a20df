import { fillForm } from '../../shared/alert/form-page.ts';
import type { Handlers } from '../../shared/ipc/contract.ts';
import { utf8 } from '../../shared/kernel/bytes.ts';
import { ok } from '../../shared/kernel/result.ts';
import { text } from '../text.ts';
import { alertPublicKey, openAlert } from '../vault/alert-keys.ts';
import type { Vault } from '../vault/vault.ts';
import { saveOutside, type FileTools } from './files.ts';

/** What these calls need of the rest of the main process. */
export interface AlertDeps {
  readonly vault: Pick<Vault, 'use'>;
  /** the page of the form, without an office in it */
  readonly template: () => Promise<string>;
  readonly files: FileTools;
}

/**
 * Hands out the alert form, and opens what comes back. What an alert says is told to nobody here: the window keeps it, and
 * that is written down. Faults: those of `Vault.use`, `alertPublicKey`, `openAlert`, `saveOutside`.
 */
export function createAlertHandlers({
  vault,
  template,
  files,
}: AlertDeps): Pick<Handlers, 'saveAlertForm' | 'openAlert'> {
  return {
    saveAlertForm: async () => {
      const office = await vault.use('document.export', async (open) => {
        const publicKey = await alertPublicKey(open);
        return publicKey.ok ? ok({ name: open.keyring.office.name, publicKey: publicKey.value }) : publicKey;
      });
      if (!office.ok) return office;
      const page = await fillForm(await template(), office.value);
      const suggestedName = text.alertFormName(office.value.name);
      return saveOutside(files, { bytes: utf8(page), suggestedName, ending: '.html', about: undefined });
    },
    openAlert: async ({ sealed }) => {
      const alert = await vault.use('case.read', (office) => openAlert(office, sealed));
      return alert.ok ? ok({ alert: alert.value }) : alert;
    },
  };
}
