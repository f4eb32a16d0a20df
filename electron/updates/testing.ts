import { appendFile } from 'node:fs/promises';
import * as v from 'valibot';

const Testing = v.strictObject({
  /** instead of the built-in ones */
  keys: v.array(v.string()),
  /** absolute paths */
  record: v.string(),
  installers: v.string(),
  policy: v.string(),
});

/** What end-to-end tests put in the place of the system. */
export interface UpdateTesting {
  readonly keys: readonly string[];
  /** writes down the command of an installer, which nobody can start here */
  readonly record: (command: string, args: readonly string[]) => Promise<void>;
  readonly installers: string;
  readonly policy: string;
}

/**
 * Reads what tests ask for; nothing but what runs from source ever does.
 * @param fromSource false in the packaged app, which must not listen to its environment about whom to believe
 */
export function updateTesting(
  fromSource: boolean,
  env: Readonly<Record<string, string | undefined>>,
): UpdateTesting | undefined {
  const asked = env['ATALAYA_UPDATE_TEST'];
  if (!fromSource || asked === undefined) return undefined;
  const { record, ...rest } = v.parse(Testing, JSON.parse(asked));
  return { ...rest, record: (command, args) => appendFile(record, `${JSON.stringify([command, ...args])}\n`) };
}
