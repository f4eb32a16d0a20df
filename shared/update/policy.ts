import * as v from 'valibot';
import type { Result } from '../kernel/result.ts';
import { ok, fail } from '../kernel/result.ts';

/** Where updates may come from: nowhere, from a folder such as a memory stick, or from a web folder too. */
export const updateOrigins = ['off', 'stick', 'web'] as const;

/** The address of the web folder. What lies there is signed, so plain http is as good as https for its truth. */
export const UpdateUrl = v.pipe(v.string(), v.trim(), v.maxLength(300), v.url(), v.regex(/^https?:\/\/[^@]+$/));

/** What somebody decided: `web` says where. */
export const UpdateChoice = v.variant('from', [
  v.strictObject({ from: v.literal('off') }),
  v.strictObject({ from: v.literal('stick') }),
  v.strictObject({ from: v.literal('web'), url: UpdateUrl }),
]);
export type UpdateChoice = v.InferOutput<typeof UpdateChoice>;

/** Who decided, the first one that did: group policy, a file of whoever runs the computer, the office, nobody. */
export const deciders = ['group', 'file', 'office', 'default'] as const;
export type Decider = (typeof deciders)[number];

/** What counts, and who says so. `damaged`: it cannot be understood, and so nothing is updated. */
export interface UpdatePolicy {
  readonly choice: UpdateChoice;
  readonly by: Decider;
  readonly damaged: boolean;
}

/** The file of whoever runs the computer: `politica.json`. */
const PolicyFile = v.looseObject({
  format: v.literal(1),
  actualizaciones: v.picklist(updateOrigins),
  direccion: v.exactOptional(v.string()),
});

/**
 * Reads the file with which whoever runs a computer decides about updates.
 * @returns undefined when it cannot be understood
 */
export function parsePolicyFile(text: string): UpdateChoice | undefined {
  try {
    const parsed = v.safeParse(PolicyFile, JSON.parse(text.replace(/^\uFEFF/, '')));
    return parsed.success ? choiceOf(parsed.output.actualizaciones, parsed.output.direccion) : undefined;
  } catch {
    return undefined;
  }
}

/** What two values say; undefined when they make no sense. */
export function choiceOf(from: string, url: string | undefined): UpdateChoice | undefined {
  const parsed = v.safeParse(UpdateChoice, from === 'web' ? { from, url } : { from });
  return parsed.success ? parsed.output : undefined;
}

/** What one of those who may decide says: nothing, a choice, or something that cannot be understood. */
export type Said = UpdateChoice | 'damaged' | undefined;

/**
 * Decides where updates may come from. Whoever speaks first counts; one who cannot be understood means that nothing is
 * updated, as it may have been meant so.
 */
export function decidePolicy(said: Readonly<Record<Exclude<Decider, 'default'>, Said>>): UpdatePolicy {
  for (const by of ['group', 'file', 'office'] as const) {
    const choice = said[by];
    if (choice === 'damaged') return { choice: { from: 'off' }, by, damaged: true };
    if (choice !== undefined) return { choice, by, damaged: false };
  }
  return { choice: { from: 'stick' }, by: 'default', damaged: false };
}

/**
 * Whether a way is open.
 * @returns where to ask for `web`; `update/off`, `update/policy-damaged`
 */
export function mayUpdate({ choice, damaged }: UpdatePolicy, way: 'stick' | 'web'): Result<string | undefined> {
  if (damaged) return fail('update/policy-damaged');
  if (choice.from === 'off' || (way === 'web' && choice.from !== 'web')) return fail('update/off');
  return ok(choice.from === 'web' ? choice.url : undefined);
}
