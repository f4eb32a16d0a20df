import { ok } from '../../shared/kernel/result.ts';
import type { Handlers } from '../../shared/ipc/contract.ts';
import { makeCaseKey, openCaseKey, shareCaseKey, waysToCaseKey } from '../vault/case-keys.ts';
import { findPresent } from '../vault/people.ts';
import type { Vault } from '../vault/vault.ts';
import type { ActLog } from './act-log.ts';
import { actWords } from './act-words.ts';

/** Calls about the keys of single cases. */
export type CaseKeyCall = 'makeCaseKey' | 'openCaseKey' | 'shareCaseKey';

/**
 * The calls about keys of single cases. Opening is written down with its reason before any key is touched; a key that is
 * made says nothing yet, and the save that it is made for is written down itself.
 */
export function createCaseKeyHandlers({
  vault,
  log,
}: {
  readonly vault: Vault;
  readonly log: ActLog;
}): Pick<Handlers, CaseKeyCall> {
  return {
    makeCaseKey: ({ caseId }) => vault.use('case.write', (office) => makeCaseKey(office, caseId)),

    openCaseKey: ({ caseId, boxes, reason, emergency }) =>
      vault.use(emergency ? 'protected.emergency' : 'protected.open', async (office) => {
        const ways = waysToCaseKey(office, boxes, emergency);
        if (!ways.ok) return ways;
        const action = emergency ? 'protected-emergency' : 'protected-opened';
        const recorded = await log.record({ action, caseId, detail: reason });
        if (!recorded.ok) return recorded;
        const key = await openCaseKey(office, caseId, ways.value);
        return key.ok ? ok({ key: key.value }) : key;
      }),

    shareCaseKey: ({ caseId, boxes, personId, reason }) =>
      vault.use('protected.open', async (office) => {
        const to = findPresent(office.keyring, personId);
        if (!to.ok) return to;
        const ways = waysToCaseKey(office, boxes, false);
        if (!ways.ok) return ways;
        const detail = actWords.because(to.value.name, reason);
        const recorded = await log.record({ action: 'protected-shared', caseId, detail });
        if (!recorded.ok) return recorded;
        const shared = await shareCaseKey(office, caseId, { personId, boxes, ways: ways.value });
        return shared.ok ? ok({ boxes: shared.value }) : shared;
      }),
  };
}
