import { expect, test } from '../support/prepared-app.ts';
test('prep', async ({ prepared, start }) => {
  console.log(prepared.signedPdf.length);
  const t = Date.now();
  const { page } = await start({ from: 'acta' });
  console.log('start', Date.now() - t);
  await expect(page.getByText(/^STSS-/)).toBeVisible();
});
