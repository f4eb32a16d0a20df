import type { CallValue, Handlers } from '../../shared/ipc/contract.ts';
import type { ToldEnding } from '../../shared/diagnosis/ending.ts';
import { ok } from '../../shared/kernel/result.ts';

/** What is known about the office before anybody has unlocked it; the vault says it. */
export interface OfficeState {
  readonly state: CallValue<'appInfo'>['office'];
  /** empty when there is no office, or none that can be read */
  readonly name: string;
  /** true when a damaged keyring was replaced by its previous copy */
  readonly restored: boolean;
}

/** Versions of the app and of what it runs on. */
export type Versions = Pick<CallValue<'appInfo'>, 'version' | 'electron' | 'chrome'>;

/**
 * Answers who the app is and whether an office lives on this computer.
 * @param versions fixed for the run
 * @param officeState asked anew at each call
 * @param ending how an earlier run ended badly, as long as it is to be told
 */
export function createAppHandlers(
  versions: Versions,
  officeState: () => OfficeState,
  ending: () => ToldEnding | undefined,
): Pick<Handlers, 'appInfo'> {
  return {
    appInfo: () => {
      const { state, name, restored } = officeState();
      const told = ending();
      const facts = { ...versions, office: state, officeName: name, restored };
      return Promise.resolve(ok(told === undefined ? facts : { ...facts, ending: told }));
    },
  };
}
