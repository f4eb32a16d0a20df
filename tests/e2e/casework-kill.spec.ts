// Three cuts of the power in the middle of a case; `npm run soak -- 30 SEED case` makes as many as one likes.
import path from 'node:path';
import { soakCase } from '../soak/case.ts';
import { expect, test } from '../support/electron-app.ts';
import { openOffice, sampleNewOffice } from '../support/journey.ts';
import { takePhotos } from '../support/whole-case.ts';

test('the power goes three times in the middle of a case, and nothing that was acknowledged is lost', async ({
  app,
  page,
  userData,
}) => {
  test.setTimeout(300_000);
  await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'supervisor', 'chief'] });
  const photos = await takePhotos(page, path.join(userData, 'fuera'));
  await app.close();
  // long enough that a slow machine ends a step before the last cut
  const result = await soakCase({ userData, photos, kills: 3, seed: 7, longest: 30_000 });
  expect(result.lost).toEqual([]);
  expect(result.kills).toHaveLength(3);
  expect(result.steps).toBeGreaterThan(0);
});
