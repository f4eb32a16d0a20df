// A short run of the soak test (tests/soak/), so that every change meets a few power cuts; `npm run soak` for many.
import { cpSync } from 'node:fs';
import path from 'node:path';
import { soak } from '../soak/kill.ts';
import { expect, test } from '../support/prepared-app.ts';

test('power cuts at random moments lose nothing that was acknowledged', async ({ prepared, userData }) => {
  test.setTimeout(120_000);
  const profile = path.join(userData, 'soak');
  const isLock = (file: string): boolean => path.basename(file).startsWith('Singleton');
  cpSync(prepared.office, profile, { recursive: true, filter: (file) => !isLock(file) });
  const seed = Date.now() % 1_000_000;
  const result = await soak({ userData: profile, rounds: 8, seed });
  test.info().annotations.push({ type: 'seed', description: String(seed) });
  expect(result.lost).toEqual([]);
});
