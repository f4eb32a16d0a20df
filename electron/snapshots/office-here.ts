import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { patiently } from '../disk/atomic-write.ts';

/** What a keyring of any format tells without a key. */
const KeyringFacts = v.looseObject({
  vaultId: v.pipe(v.string(), v.uuid()),
  ready: v.boolean(),
  office: v.looseObject({ name: v.string(), code: v.string() }),
  people: v.array(v.looseObject({ name: v.string(), state: v.optional(v.string()) })),
});

/** An office as its keyring file shows it to everybody. */
export interface OfficeFacts {
  readonly vaultId: string;
  readonly name: string;
  readonly code: string;
  /** names of those who may sign in */
  readonly people: readonly string[];
}

/**
 * The office on this computer, whether or not it is open.
 * @param vaultFolder absolute path
 * @returns undefined when there is none, none that counts yet, or neither copy of the keyring can be read
 */
export async function findOffice(vaultFolder: string): Promise<OfficeFacts | undefined> {
  for (const name of ['keyring.json', 'keyring.previous.json']) {
    const text = await patiently(() => readFile(path.join(vaultFolder, name), 'utf8')).catch(() => '');
    const office = officeOf(text);
    if (office !== undefined) return office;
  }
  return undefined;
}

/** Reads the content of a keyring file. */
export function officeOf(text: string): OfficeFacts | undefined {
  try {
    const parsed = v.safeParse(KeyringFacts, JSON.parse(text));
    if (!parsed.success || !parsed.output.ready) return undefined;
    const { vaultId, office, people } = parsed.output;
    const names = people.filter(({ state }) => state !== 'left').map((person) => person.name);
    return { vaultId, name: office.name, code: office.code, people: names };
  } catch {
    return undefined;
  }
}
