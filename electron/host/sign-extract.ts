import type { Handlers } from '../../shared/ipc/contract.ts';
import { ok } from '../../shared/kernel/result.ts';
import { AUDIT_EXTRACT_FIELD } from '../../shared/report/audit-extract.ts';
import { auditText } from '../../shared/report/text/audit.ts';
import type { Ledger } from '../journal/ledger.ts';
import { noteFailures } from './act-log.ts';
import { signAsOneself, type OwnSigning } from './sign-own.ts';

/** What signing an extract of the chain of acts needs of the main process. */
export interface ExtractDeps extends OwnSigning {
  /** where it is written down */
  readonly ledger: Pick<Ledger, 'record'>;
}

/**
 * Signs extracts of the chain of acts. Whoever may take one signs it as themselves, also an administrator, who signs no
 * paper of a case. Faults: those of `signAsOneself` and `Ledger.record`; an extract that could not be written down is
 * given to nobody.
 */
export function createExtractHandlers(deps: ExtractDeps): Pick<Handlers, 'signExtract'> {
  const { vault, ledger } = deps;
  return {
    signExtract: async ({ pdf, passphrase, place, detail }) => {
      const signed = await signAsOneself(deps, {
        permission: 'audit.export',
        ...{ passphrase, pdf, place },
        field: AUDIT_EXTRACT_FIELD,
        reason: auditText.signature,
      });
      await noteFailures(vault, (act) => ledger.record(act));
      if (!signed.ok) return signed;
      const recorded = await ledger.record({ action: 'audit-exported', detail });
      if (!recorded.ok) return recorded;
      const { signer, signedAt } = signed.value;
      return ok({ pdf: signed.value.pdf, signer, signedAt });
    },
  };
}
