import * as v from 'valibot';
import { deciders, UpdateChoice } from '../update/policy.ts';
import { instant, Nothing, result, size, text } from './shapes.ts';

const version = v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/));
const release = { version, released: instant };

/** What this computer runs, where it may take something newer from, and what it could go back to. */
export const UpdateFacts = v.strictObject({
  version: text(40),
  choice: UpdateChoice,
  by: v.picklist(deciders),
  /** whoever decides could not be understood: nothing is updated */
  damaged: v.boolean(),
  /** `no-keys`: this build knows no publisher; `by-hand`: no Windows installer put this program here */
  installs: v.picklist(['yes', 'no-keys', 'by-hand']),
  /** the newest that was seen signed, while it is newer than what runs */
  known: v.exactOptional(v.strictObject(release)),
  /** earlier versions, newest first; see electron/updates/kept-installers.ts */
  kept: v.array(v.strictObject({ version, state: v.picklist(['ready', 'other-data', 'unsigned']) })),
});
export type UpdateFacts = v.InferOutput<typeof UpdateFacts>;

/** What was found; `newer` can be installed. */
export const FoundUpdate = v.variant('state', [
  v.strictObject({
    state: v.literal('newer'),
    ...release,
    validUntil: instant,
    /** bytes of the installer */
    size,
    news: v.strictObject({ es: text(4000), en: text(4000), fr: text(4000) }),
  }),
  v.strictObject({ state: v.literal('same'), version }),
  v.strictObject({ state: v.literal('older'), version }),
]);
export type FoundUpdate = v.InferOutput<typeof FoundUpdate>;

/** Calls about newer and earlier versions of the app. */
export const updateCalls = {
  updateFacts: { input: Nothing, output: result(UpdateFacts) },
  setUpdateChoice: { input: v.strictObject({ choice: UpdateChoice }), output: result(Nothing) },
  // `folder` asks for one; nothing outside this computer is asked but with `web`
  findUpdate: {
    input: v.strictObject({ where: v.picklist(['sticks', 'folder', 'web']) }),
    output: result(FoundUpdate),
  },
  // when it succeeds the window closes, and the installer starts when everything is on the disk
  installUpdate: { input: Nothing, output: result(Nothing) },
  goBack: { input: v.strictObject({ version }), output: result(Nothing) },
  cancelUpdate: { input: Nothing, output: result(Nothing) },
} as const;
