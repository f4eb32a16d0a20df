import * as v from 'valibot';
import { roles } from '../access/roles.ts';
import { ToldEnding } from '../diagnosis/ending.ts';
import type { CallName } from './names.ts';
import { id, Nothing, result, someText, text } from './shapes.ts';

// What the first screen asks, and what the keyring is made of. It stands apart from the rest of the contract, which nobody
// waits for at the start.

/** An official of the office, as the sign-in screen and the papers show them. */
export const PersonInput = v.strictObject({
  name: someText(120),
  position: someText(120),
  credential: someText(40),
});
export type PersonInput = v.InferOutput<typeof PersonInput>;

export const OfficeInput = v.strictObject({
  name: someText(160),
  /** two to six capital letters or digits; becomes part of every number */
  code: v.pipe(v.string(), v.regex(/^[A-Z0-9]{2,6}$/)),
  /** municipality code DDMM */
  municipality: v.pipe(v.string(), v.regex(/^\d{4}$/)),
});
export type OfficeInput = v.InferOutput<typeof OfficeInput>;

export const Roles = v.pipe(v.array(v.picklist(roles)), v.minLength(1), v.maxLength(roles.length));
/** Somebody of the office as others see them. Those who left are listed too: their papers and acts bear their names. */
export const Person = v.strictObject({
  id,
  ...PersonInput.entries,
  roles: Roles,
  state: v.picklist(['active', 'left']),
  /** the roles ask for keys that nobody has handed on yet */
  pending: v.boolean(),
});
export type Person = v.InferOutput<typeof Person>;

export const Policy = v.strictObject({
  /** minutes without a key or a mouse movement after which the office locks itself */
  idleMinutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)),
});
export type Policy = v.InferOutput<typeof Policy>;

/** The calls that are answered before the services stand. */
export const firstCalls = {
  appInfo: {
    input: Nothing,
    output: result(
      v.strictObject({
        version: text(40),
        electron: text(40),
        chrome: text(40),
        /** `new`: nothing here yet; `locked`: an office waits for a passphrase; `open` */
        office: v.picklist(['new', 'locked', 'open', 'damaged', 'newer']),
        officeName: text(160),
        /** the keyring was damaged and its previous copy is in use: people may have to be added again */
        restored: v.boolean(),
        /** an earlier run, or this window before, ended badly, and nobody has come in since */
        ending: v.exactOptional(ToldEnding),
      }),
    ),
  },
  listPeople: { input: Nothing, output: result(v.array(Person)) },
} as const satisfies Partial<Record<CallName, { readonly input: v.GenericSchema; readonly output: v.GenericSchema }>>;
