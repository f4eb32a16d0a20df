import * as v from 'valibot';
import { Check } from '../diagnosis/check.ts';
import { Nothing, result, text } from './shapes.ts';

/** Calls about the computer itself. They tell nothing of any case, and whoever stands before a closed door may make them. */
export const diagnosisCalls = {
  /** looks at everything once; takes seconds */
  diagnose: { input: Nothing, output: result(v.strictObject({ checks: v.array(Check) })) },
  /** makes a support slip, to be read whole by a person */
  makeSupportSlip: { input: Nothing, output: result(v.strictObject({ token: text(64), text: text(200_000) })) },
  /** saves exactly the slip that was made under this token */
  saveSupportSlip: {
    input: v.strictObject({ token: text(64) }),
    output: result(v.strictObject({ name: text(260), hasData: v.boolean() })),
  },
};
