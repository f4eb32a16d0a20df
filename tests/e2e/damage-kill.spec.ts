// A short run of the soak test (tests/soak/), so that every change meets a few power cuts; `npm run soak` for many.
import path from 'node:path';
import { soak } from '../soak/kill.ts';
import { copyProfile, expect, test } from '../support/prepared-app.ts';

test('power cuts at random moments lose nothing that was acknowledged', async ({ prepared, userData }) => {
  test.setTimeout(300_000);
  const profile = copyProfile(prepared.office, path.join(userData, 'soak'));
  const seed = Date.now() % 1_000_000;
  const result = await soak({ userData: profile, rounds: 8, seed });
  test.info().annotations.push({ type: 'seed', description: String(seed) });
  expect(result.lost).toEqual([]);
});
