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

/** Runs a program and gives what it wrote. @throws when it fails */
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
 * systems; `damaged` also where Windows forbids the question, as a policy may then be there unread.
 */
export async function readGroupPolicy(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  ask: Run = run,
): Promise<Said> {
  if (platform !== 'win32') return undefined;
  const reg = path.win32.join(env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
  const query = (key: string): Promise<string | undefined> =>
    ask(reg, ['query', key, '/reg:64']).catch(() => undefined);
  const answer = await query(REGISTRY_KEY);
  if (answer === undefined) return (await query(ALWAYS_THERE)) === undefined ? 'damaged' : undefined;
  const from = valueIn(answer, 'UpdateSource');
  return from === undefined ? undefined : (choiceOf(from, valueIn(answer, 'UpdateUrl')) ?? 'damaged');
}

/** A text value in what `reg query` writes: `    UpdateSource    REG_SZ    stick`. */
function valueIn(answer: string, name: string): string | undefined {
  return new RegExp(`^ {4}${name} {4}REG_[A-Z_]+ {4}(.*?)\\s*$`, 'm').exec(answer)?.[1];
}
