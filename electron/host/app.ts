import type { CallValue, Handlers, Person } from '../../shared/ipc/contract.ts';
import type { ToldEnding } from '../../shared/diagnosis/ending.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';

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

/** What the first screen asks. */
export type FirstQuestion = 'appInfo' | 'listPeople';

/** Where the answers to the first screen come from. */
export interface FirstAnswers {
  /** fixed for the run */
  readonly versions: Versions;
  /** asked anew at each call */
  readonly officeState: () => OfficeState | Promise<OfficeState>;
  readonly people: () => Result<Person[]> | Promise<Result<Person[]>>;
  /** how an earlier run ended badly, as long as it is to be told */
  readonly ending: () => ToldEnding | undefined;
}

/** Answers who the app is, whether an office lives on this computer, and who is of it. */
export function createFirstHandlers({
  versions,
  officeState,
  people,
  ending,
}: FirstAnswers): Pick<Handlers, FirstQuestion> {
  return {
    appInfo: async () => {
      const { state, name, restored } = await officeState();
      const told = ending();
      const facts = { ...versions, office: state, officeName: name, restored };
      return ok(told === undefined ? facts : { ...facts, ending: told });
    },
    listPeople: async () => people(),
  };
}
