import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchArguments } from '../support/electron-app.ts';
import { runJson } from './run-json.ts';

/** What the benches share. */
export interface Bench {
  /** the folder the bundled bench lies in; results go there too */
  readonly folder: string;
  /** the Electron that was found */
  readonly executable: string;
  readonly say: (message: string) => void;
}

/** Runs an Electron main script with a fresh profile and reads what it prints. */
export async function electronRun<T>(
  bench: Bench,
  script: string,
  args: readonly string[] = [],
  { userData, env = {} }: { readonly userData?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<T> {
  const profile = userData ?? mkdtempSync(path.join(tmpdir(), 'atalaya-bench-'));
  try {
    return await runJson<T>(bench.executable, [...launchArguments(profile).slice(0, -1), script, ...args], { env });
  } finally {
    if (userData === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
