import type { Act } from '../../shared/access/acts.ts';
import { may, type Permission } from '../../shared/access/permissions.ts';
import type { Role } from '../../shared/access/roles.ts';
import type { CallInput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';

/** Any of these rights lets a paper leave the office: case papers, recovery sheets, extracts of the chain. */
const RIGHTS: readonly Permission[] = ['document.export', 'recovery.manage', 'audit.export'];

/** Asks and writes down whenever a paper leaves the office, on whatever way. */
export interface GoingOut {
  /** @returns nothing; `vault/locked`, or `access/denied` for somebody who may let nothing out */
  readonly mayGo: () => Result<undefined>;
  /** Writes it into the chain of acts. @returns the fault of the journal: then nothing may leave */
  readonly note: (
    action: 'printed' | 'exported' | 'evidence-exported' | 'victims-exported' | 'referral-packed',
    about: CallInput<'saveDocument'>['about'],
    name?: string,
  ) => Promise<Result<unknown>>;
}

/** What watching papers needs of the rest of the main process. */
export interface GoingOutDeps {
  /** roles of whoever is signed in; `vault/locked` when nobody is */
  readonly roles: () => Result<readonly Role[]>;
  readonly record: (act: Act) => Promise<Result<unknown>>;
}

/** Watches what leaves the office. The window says which case a paper is about; that it left is noted in any case. */
export function watchGoingOut({ roles, record }: GoingOutDeps): GoingOut {
  return {
    mayGo: () => {
      const held = roles();
      if (!held.ok) return held;
      return RIGHTS.some((right) => may(held.value, right))
        ? ok(undefined)
        : fail('access/denied', { permission: 'document.export' });
    },
    note: (action, about, name) => {
      const { caseId, documentId, detail } = about ?? {};
      const said = [detail, name].filter((part) => part !== undefined).join(' · ');
      return record({
        action,
        ...(caseId === undefined ? {} : { caseId }),
        ...(documentId === undefined ? {} : { documentId }),
        ...(said === '' ? {} : { detail: said }),
      });
    },
  };
}
