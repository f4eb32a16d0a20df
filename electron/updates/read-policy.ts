import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { choiceOf, parsePolicyFile, type Said } from '../../shared/update/policy.ts';
import { systemCode } from '../disk/atomic-write.ts';

const REGISTRY_KEY = 'HKLM\\SOFTWARE\\Policies\\Atalaya';
/** Is in every Windows: where even this is not answered, nothing can be known about the other key. */
const ALWAYS_THERE = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const LONGEST_MS = 5000;
/** The exit code of `reg.exe` for a key that is not there, and also for one that may not be read. */
const NOT_TOLD = 1;

type Answer = { readonly state: 'told'; readonly text: string } | { readonly state: 'not-told' | 'failed' };

/** Runs a program and gives what it wrote. @throws when it fails; with its exit `code`, a number, when it ran to its end */
export type Run = (program: string, args: readonly string[]) => Promise<string>;

const execute = promisify(execFile);
const run: Run = async (program, args) =>
  (await execute(program, [...args], { timeout: LONGEST_MS, windowsHide: true })).stdout;

/** Where whoever runs a computer may put `politica.json`: only administrators should be able to write there. */
export function policyFile(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): string {
  if (platform !== 'win32') return '/etc/atalaya/politica.json';
  return path.win32.join(env['ProgramData'] ?? 'C:\\ProgramData', 'Atalaya', 'politica.json');
}

/** What that file says; nothing when it is not there. */
export async function readPolicyFile(file: string): Promise<Said> {
  try {
    return parsePolicyFile(await readFile(file, 'utf8')) ?? 'damaged';
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : 'damaged';
  }
}

/**
 * What the group policy of Windows says (build/policy/Atalaya.admx), by a fixed question to `reg.exe`. Nothing on other
 * systems; `damaged` wherever the question was not answered (forbidden, too slow, no `reg.exe`), as a policy may then be
 * there unread.
 */
export async function readGroupPolicy(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  ask: Run = run,
): Promise<Said> {
  if (platform !== 'win32') return undefined;
  const reg = path.win32.join(env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
  const query = async (key: string): Promise<Answer> => {
    try {
      return { state: 'told', text: await ask(reg, ['query', key, '/reg:64']) };
    } catch (error) {
      return { state: error instanceof Error && 'code' in error && error.code === NOT_TOLD ? 'not-told' : 'failed' };
    }
  };
  const answer = await query(REGISTRY_KEY);
  if (answer.state !== 'told') {
    const isReadable = answer.state === 'not-told' && (await query(ALWAYS_THERE)).state === 'told';
    return isReadable ? undefined : 'damaged';
  }
  const from = valueIn(answer.text, 'UpdateSource');
  return from === undefined ? undefined : (choiceOf(from, valueIn(answer.text, 'UpdateUrl')) ?? 'damaged');
}

/** A text value in what `reg query` writes: `    UpdateSource    REG_SZ    stick`. */
function valueIn(answer: string, name: string): string | undefined {
  return new RegExp(`^ {4}${name} {4}REG_[A-Z_]+ {4}(.*?)\\s*$`, 'm').exec(answer)?.[1];
}
