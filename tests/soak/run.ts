// npm run soak -- ROUNDS [SEED]: see build/soak.mjs
import { rmSync } from 'node:fs';
import { launchApp, newUserData } from '../support/electron-app.ts';
import { openOffice, sampleNewOffice } from '../support/journey.ts';
import { soak } from './kill.ts';

const rounds = Number(process.argv[2] ?? 50);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const userData = await newUserData();
const app = await launchApp({ userData });
await openOffice(await app.firstWindow(), sampleNewOffice);
await app.close();
process.stderr.write(`soak: ${rounds} rounds, seed ${seed}\n`);
const result = await soak({
  userData,
  rounds,
  seed,
  onRound: (round, what) => process.stderr.write(`soak: ${round + 1}/${rounds} ${what}\n`),
});
process.stdout.write(`${JSON.stringify({ seed, ...result }, null, 2)}\n`);
// a profile that lost something is kept for a look
if (result.lost.length > 0) process.exitCode = 1;
else rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
