// npm run soak -- year [SEED] [SCALE]: see build/soak.mjs. The app's own code works on a profile in a process of its own,
// which is killed every other time; then the real app opens the profile, and is left or killed. What lasts a year is the
// journal: the app's database follows it at each start.
import { spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { copiesOf } from '../support/damage.ts';
import { callHost, launchApp } from '../support/electron-app.ts';
import { lock, tryPassphrase } from '../support/journey.ts';
import { cutPower } from '../support/prepared-app.ts';
import { makeRandom } from './random.ts';
import { yearPerson, type YearLine, type YearPlan } from './year-plan.ts';

/** What a year holds at scale 1. */
const YEAR = { cases: 2000, documents: 500, bundles: 200, starts: 40 } as const;
/** The last day may cost so much more than the first. */
const LIMIT = 1.3;
const MEASURES = 5;

/** What one day costs; medians. */
interface Day {
  /** from the start of the program to its door, and from the passphrase to the work; milliseconds */
  readonly startMs: number;
  readonly enterMs: number;
  /** working sets of all processes of the app with the list of cases on the screen, MB */
  readonly memoryMb: number;
  readonly cases: number;
  readonly openCases: number;
  /** profile without its copies, kB for each case; copies as their number */
  readonly diskKbPerCase: number;
  readonly copies: number;
}

const [seedText = '1', scaleText = '1'] = process.argv.slice(2);
const [seed, scale] = [Number(seedText), Number(scaleText)];
const random = makeRandom(seed);
const starts = Math.max(4, Math.round(YEAR.starts * Math.min(1, Math.sqrt(scale))));
const share = (whole: number): number => Math.max(1, Math.round((whole * scale) / starts));
const stretch = { cases: share(YEAR.cases), documents: share(YEAR.documents), bundles: share(YEAR.bundles) };
const open = Math.max(2, Math.min(20, Math.floor(stretch.cases / 2)));
const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-year-'));
const userData = path.join(folder, 'office');
const log = path.join(folder, 'acknowledged.jsonl');
const told = (text: string): boolean => process.stderr.write(`soak: ${text}\n`);

/** Works until it is done or killed. @returns what it said, and how long it took */
function work(
  plan: YearPlan,
  killAfterMs?: number,
): Promise<{ readonly lines: readonly YearLine[]; readonly ms: number }> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [path.join(import.meta.dirname, '../../.cache/soak/year-work.mjs'), JSON.stringify(plan)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const killing = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    let said = '';
    child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(killing);
      if (code !== 0 && signal !== 'SIGKILL') reject(new Error(`working ended with ${code ?? signal ?? ''}`));
      // a line that was cut off was not acknowledged
      const whole = said.slice(0, said.lastIndexOf('\n') + 1);
      appendFileSync(log, whole);
      const lines = whole.split('\n').filter((line) => line !== '');
      resolve({ lines: lines.map((line) => JSON.parse(line) as YearLine), ms: performance.now() - begun });
    });
  });
}

function known(): readonly YearLine[] {
  if (!existsSync(log)) return [];
  return readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as YearLine);
}

const countOf = (kind: YearLine['kind']): number =>
  new Set(known().flatMap((line) => (line.kind === kind && 'id' in line ? [line.id] : []))).size;

/** Opens the office in the real app. @returns what the start cost; the app stays open */
async function start() {
  const launched = performance.now();
  const app = await launchApp({ userData });
  const page = await app.firstWindow();
  await page.getByRole('textbox', { name: /^Frase de paso/ }).waitFor({ timeout: 120_000 });
  const startMs = performance.now() - launched;
  const entered = performance.now();
  await tryPassphrase(page, yearPerson.passphrase);
  await page.getByRole('heading', { name: 'Inicio', level: 1 }).waitFor({ timeout: 600_000 });
  return { app, page, startMs, enterMs: performance.now() - entered };
}

async function measureOnce(): Promise<Pick<Day, 'startMs' | 'enterMs' | 'memoryMb'>> {
  const { app, page, startMs, enterMs } = await start();
  await page.keyboard.press('Control+2');
  await page.getByRole('row').nth(1).waitFor();
  // what is loaded behind the first screen settles
  await page.waitForTimeout(3000);
  const kilobytes = await app.evaluate(({ app: main }) =>
    main.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0),
  );
  await app.close();
  return { startMs, enterMs, memoryMb: kilobytes / 1024 };
}

async function measureDay(): Promise<Day> {
  const runs: Awaited<ReturnType<typeof measureOnce>>[] = [];
  for (let run = 0; run < MEASURES; run += 1) runs.push(await measureOnce());
  const median = (of: keyof (typeof runs)[number]): number =>
    Math.round([...runs].sort((a, b) => a[of] - b[of])[Math.floor(MEASURES / 2)]?.[of] ?? 0);
  const cases = countOf('case');
  const kept = readdirSync(userData).filter((name) => name !== path.basename(copiesOf(userData)));
  const bytes = kept.reduce((sum, name) => sum + sizeOf(path.join(userData, name)), 0);
  return {
    ...{ startMs: median('startMs'), enterMs: median('enterMs'), memoryMb: median('memoryMb') },
    ...{ cases, openCases: cases - countOf('archived') },
    diskKbPerCase: Math.round(bytes / 1000 / cases),
    copies: readdirSync(copiesOf(userData)).filter((name) => name.endsWith('.atalaya')).length,
  };
}

function sizeOf(place: string): number {
  const facts = statSync(place);
  if (!facts.isDirectory()) return facts.size;
  return readdirSync(place).reduce((sum, name) => sum + sizeOf(path.join(place, name)), 0);
}

/** As if the copies had been made by an earlier version: the next start is an upgrade, with a copy before it. */
function pretendUpgrade(): void {
  const catalogue = path.join(copiesOf(userData), 'copias.json');
  if (!existsSync(catalogue)) return;
  const before = JSON.parse(readFileSync(catalogue, 'utf8')) as object;
  writeFileSync(catalogue, JSON.stringify({ ...before, appVersion: '0.0.1' }));
}

const lost: string[] = [];
const happened = { kills: 0, upgrades: 0, starts: 0 };
const note = (lines: readonly YearLine[]): void =>
  void lost.push(...lines.flatMap((line) => (line.kind === 'lost' ? [line.what] : [])));

mkdirSync(userData, { recursive: true });
told(`a year in ${starts} stretches, seed ${seed}, scale ${scale}, in ${folder}`);
let first: Day | undefined;
let lastMs = 0;
for (let n = 0; n < starts; n += 1) {
  const isKilled = n % 2 === 1;
  const plan = { ...stretch, folder, open };
  // a first stretch is never killed: it makes the offices
  const { lines, ms } = await work(plan, isKilled ? lastMs * (0.3 + random() * 0.7) : undefined);
  note(lines);
  if (lines.every(({ kind }) => kind !== 'checked') && !isKilled) lost.push(`stretch ${n}: nothing was checked`);
  if (!isKilled) lastMs = ms;
  happened.kills += Number(isKilled);
  if (n % 4 === 2) {
    pretendUpgrade();
    happened.upgrades += 1;
  }
  const { app, page, startMs, enterMs } = await start();
  happened.starts += 1;
  if (n % 4 === 3) {
    await cutPower(app);
    happened.kills += 1;
  } else {
    await lock(page);
    await app.close();
  }
  told(
    `${n + 1}/${starts}: worked ${Math.round(ms)} ms${isKilled ? ', killed' : ''}; start ${Math.round(startMs + enterMs)} ms`,
  );
  first ??= await measureDay();
}
// what a kill left undone is made up for; one more start lets the app take it in before it is measured
const missing = Math.max(1, stretch.cases * starts - countOf('case'));
note((await work({ folder, open, cases: missing, documents: 1, bundles: 2 })).lines);
note((await work({ folder, open, cases: 0, documents: 0, bundles: 0 })).lines);
const { app, page } = await start();
const copies = await callHost(page, 'checkSnapshots', {});
if (!copies.ok || copies.value.some(({ state }) => state !== 'whole')) lost.push('copies: not all are whole');
await app.close();
const last = await measureDay();
const ratioOf = (of: 'startMs' | 'enterMs' | 'memoryMb' | 'diskKbPerCase'): number =>
  Math.round((100 * last[of]) / Math.max(1, first?.[of] ?? 0)) / 100;
const ratios = {
  start: ratioOf('startMs'),
  enter: ratioOf('enterMs'),
  memory: ratioOf('memoryMb'),
  disk: ratioOf('diskKbPerCase'),
};
const documents = countOf('document');
const bundles = countOf('bundle');
process.stdout.write(
  `${JSON.stringify({ seed, scale, ...happened, documents, bundles, lost, first, last, ratios }, null, 2)}\n`,
);
if (lost.length > 0 || Object.values(ratios).some((ratio) => ratio > LIMIT)) process.exitCode = 1;
// a profile that lost something is kept for a look
if (lost.length === 0) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
