import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { findAsset } from '../../../electron/guard/asset-path.ts';
import { appHeaders, documentHeaders, firstPageHeaders } from '../../../electron/guard/content-policy.ts';
import { mayLoad } from '../../../electron/guard/network.ts';
import { documentUrl } from '../../../electron/guard/origin.ts';
import { mayNavigate } from '../../../electron/guard/session.ts';

vi.mock('electron', () => ({}));

const folder = path.resolve('/opt/atalaya/out/renderer');
const viewer = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html';
const document = documentUrl('0123456789abcdef0123456789abcdef');

describe('files of the window', () => {
  test('the root is the page', () => {
    expect(findAsset(folder, 'app://office/')).toEqual({
      file: path.join(folder, 'index.html'),
      contentType: 'text/html; charset=utf-8',
    });
  });

  test('a file in a folder, with a name that needs escaping', () => {
    expect(findAsset(folder, 'app://office/assets/a%C3%B1o.js')?.file).toBe(path.join(folder, 'assets', 'año.js'));
  });

  test.each([
    'app://office/..%2fmain%2fmain.js',
    'app://office/assets/..%2f..%2f..%2fx.js',
    'app://office/..%5cmain.js',
    'app://office/C:%2fx.js',
    'app://office/x.js%00.html',
    'app://office/%E0%A4%A.js',
    'app://office/..%2frenderer-other%2fx.js',
    'app://other/index.html',
    'app://office/secret.txt',
    'app://office/main.cjs',
    'app://office/folder/',
    'not a url',
  ])('%s is not served', (url) => {
    expect(findAsset(folder, url)).toBeUndefined();
  });

  test('steps upwards end at the root, as in every URL', () => {
    expect(findAsset(folder, 'app://office/%2e%2e/../main.js')?.file).toBe(path.join(folder, 'main.js'));
  });
});

describe('the content policy', () => {
  const directives = new Map(
    appHeaders['content-security-policy']?.split('; ').map((part) => {
      const [name = '', ...sources] = part.split(' ');
      return [name, sources] as const;
    }),
  );

  test('begins with nothing', () => expect(directives.get('default-src')).toEqual(["'none'"]));

  test('allows only own files and, for pictures, own data', () => {
    const sources = new Set([...directives.values()].flat());
    expect(sources).toEqual(new Set(["'none'", "'self'", 'blob:', 'data:']));
    expect([...directives].filter(([, all]) => all.includes('data:')).map(([name]) => name)).toEqual(['img-src']);
  });

  test('says what no fallback covers', () => {
    for (const name of ['base-uri', 'form-action', 'frame-ancestors']) expect(directives.get(name)).toEqual(["'none'"]);
  });

  test('the first page of a run has all of it but what parts it from pages before it', () => {
    expect({ ...firstPageHeaders, 'cross-origin-opener-policy': 'same-origin' }).toEqual(appHeaders);
    expect(firstPageHeaders).not.toHaveProperty('cross-origin-opener-policy');
  });

  test('a document may be shown by us alone, and is kept nowhere', () => {
    expect(documentHeaders).toMatchObject({
      'content-security-policy': "frame-ancestors 'self'",
      'cache-control': 'no-store',
    });
  });
});

test.each([
  ['app://office/x.js', true],
  ['data:image/png;base64,AA', true],
  ['blob:app://office/1', true],
  ['blob:https://example.com/1', false],
  [viewer, true],
  ['chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/x', false],
  ['chrome://resources/js/x.js', true],
  ['chrome://settings/', false],
  ['https://example.com/', false],
  ['http://127.0.0.1/', false],
  ['ws://127.0.0.1/', false],
  ['file:///etc/passwd', false],
  ['ftp://x/', false],
  ['app://other/', false],
])('%s may be loaded: %s', (url, allowed) => {
  expect(mayLoad(url, false)).toBe(allowed);
});

test('developer tools load only where there are any', () => {
  expect(mayLoad('devtools://devtools/bundled/x.html', true)).toBe(true);
  expect(mayLoad('devtools://devtools/bundled/x.html', false)).toBe(false);
});

test.each([
  ['app://office/', true, true],
  ['app://office/#/x', true, true],
  [document, true, false],
  ['https://example.com/', true, false],
  [viewer, true, false],
  [document, false, true],
  [viewer, false, true],
  ['app://office/', false, false],
  ['https://example.com/', false, false],
])('%s in the main frame (%s): %s', (url, isMainFrame, allowed) => {
  expect(mayNavigate(url, isMainFrame)).toBe(allowed);
});
