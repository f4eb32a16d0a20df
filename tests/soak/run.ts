// npm run soak -- ROUNDS [SEED] [case]: see build/soak.mjs
import { rmSync } from 'node:fs';
import path from 'node:path';
import { launchApp, newUserData } from '../support/electron-app.ts';
import { openOffice, sampleNewOffice } from '../support/journey.ts';
import { takePhotos } from '../support/whole-case.ts';
import { soakCase } from './case.ts';
import { soak } from './kill.ts';

const rounds = Number(process.argv[2] ?? 50);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const isCase = process.argv[4] === 'case';
/** Long enough for the longest step of a case, so that each is ended some time. */
const LONGEST_MS = 45_000;
const userData = await newUserData();
const outside = await newUserData();
const app = await launchApp({ userData });
const page = await app.firstWindow();
await openOffice(page, isCase ? { ...sampleNewOffice, roles: ['inspector', 'supervisor', 'chief'] } : sampleNewOffice);
const photos = await takePhotos(page, path.join(outside, 'fotos'));
await app.close();
process.stderr.write(`soak: ${rounds} rounds, seed ${seed}\n`);
const onRound = (round: number, what: string): void => {
  process.stderr.write(`soak: ${round + 1}/${rounds} ${what}\n`);
};
const result = isCase
  ? await soakCase({ userData, photos, kills: rounds, seed, longest: LONGEST_MS, onKill: onRound })
  : await soak({ userData, rounds, seed, onRound });
process.stdout.write(`${JSON.stringify({ seed, ...result }, null, 2)}\n`);
rmSync(outside, { recursive: true, force: true });
// a profile that lost something is kept for a look
if (result.lost.length > 0) process.exitCode = 1;
else rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
