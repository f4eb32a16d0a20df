import { spawn } from 'node:child_process';

/**
 * Runs a program and reads the last line it prints as JSON; lines before it are the program's own talk.
 * @param file the executable
 * @throws when it ends with an error, prints no JSON, or takes longer than `timeout` milliseconds
 */
export async function runJson<T>(
  file: string,
  args: readonly string[],
  { env = {}, timeout = 120_000 }: { readonly env?: Readonly<Record<string, string>>; readonly timeout?: number } = {},
): Promise<T> {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let out = '';
  let errors = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort();
    // not asked: one that hangs does not answer
    child.kill('SIGKILL');
    // its own children may live on and keep these open, and then `close` would never come
    child.stdout.destroy();
    child.stderr.destroy();
  }, timeout);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => clearTimeout(timer));
  if (late.signal.aborted)
    throw new Error(`${file} ${args.join(' ')} took longer than ${timeout} ms:\n${errors.slice(-2000)}`);
  const line = out.trimEnd().split('\n').at(-1) ?? '';
  if (code !== 0 || !line.startsWith('{')) {
    throw new Error(`${file} ${args.join(' ')} ended with ${String(code)}:\n${errors.slice(-2000)}`);
  }
  return JSON.parse(line) as T;
}
