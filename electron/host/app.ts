import type { CallValue, Handlers } from '../../shared/ipc/contract.ts';
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
 */
export function createAppHandlers(versions: Versions, officeState: () => OfficeState): Pick<Handlers, 'appInfo'> {
  return {
    appInfo: () => {
      const { state, name, restored } = officeState();
      return Promise.resolve(ok({ ...versions, office: state, officeName: name, restored }));
    },
  };
}
