import { describe, expect, test } from 'vitest';
import { documentToken, documentUrl, isAppUrl, isOurFrame, isStartPage } from '../../../electron/guard/origin.ts';

const token = '0123456789abcdef0123456789abcdef';

test.each([
  ['app://office/', true],
  ['app://office/assets/x.js?y#z', true],
  ['app://OFFICE/', false],
  ['app://office.evil/', false],
  ['app://office:1/', false],
  ['app://user@office/', false],
  ['app:office', false],
  ['apps://office/', false],
  ['https://office/', false],
  ['file:///office/', false],
  ['about:blank', false],
  ['', false],
])('%s is ours: %s', (url, ours) => {
  expect(isAppUrl(url)).toBe(ours);
});

test('the start page is one page, whatever its fragment', () => {
  expect(isStartPage('app://office/')).toBe(true);
  expect(isStartPage('app://office/#/casos')).toBe(true);
  expect(isStartPage('app://office/?x')).toBe(false);
  expect(isStartPage('app://office/index.html')).toBe(false);
  expect(isStartPage('app://other/')).toBe(false);
});

test('the address of a document leads back to its token', () => {
  expect(documentToken(documentUrl(token))).toBe(token);
});

test.each([
  `app://office/document/${token.toUpperCase()}.pdf`,
  `app://office/document/${token}`,
  `app://office/document/${token}0.pdf`,
  `app://office/x/document/${token}.pdf`,
  `app://other/document/${token}.pdf`,
])('%s is no document', (url) => {
  expect(documentToken(url)).toBeUndefined();
});

describe('our frame', () => {
  const ours = { url: 'app://office/#/x', parent: null };
  test('is the top frame of the app', () => expect(isOurFrame(ours)).toBe(true));
  test('is not one that went away', () => {
    expect(isOurFrame(null)).toBe(false);
    expect(isOurFrame(undefined)).toBe(false);
  });
  test('is not a frame within', () => expect(isOurFrame({ ...ours, parent: ours })).toBe(false));
  test('is not a foreign page', () => expect(isOurFrame({ ...ours, url: 'https://office/' })).toBe(false));
  test('is not a document', () => expect(isOurFrame({ ...ours, url: documentUrl(token) })).toBe(false));
});
