/** What a page of the app may load and do. Nothing inline, nothing evaluated, nothing from elsewhere. */
const appPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  // recordings of a case, opened in memory; only our own scripts can make such an address
  'media-src blob:',
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A document is drawn by Chromium's PDF viewer, which brings its own page: our style rules would break it. */
const documentPolicy = "frame-ancestors 'self'";

const common = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // nothing about a case may end in the disk cache
  'cache-control': 'no-store',
};

/**
 * Headers of the first page of a run. A window that was just made has no opener, and nothing else is in its group: there is
 * nothing that an opener policy could part it from, and Chromium would throw the page's process away for it and make
 * another one.
 */
export const firstPageHeaders: Readonly<Record<string, string>> = {
  ...common,
  'content-security-policy': appPolicy,
  'cross-origin-resource-policy': 'same-origin',
};

/** Headers of every other file of the app itself. */
export const appHeaders: Readonly<Record<string, string>> = {
  ...firstPageHeaders,
  'cross-origin-opener-policy': 'same-origin',
};

/** Headers of a document shown in a frame or printed. */
export const documentHeaders: Readonly<Record<string, string>> = {
  ...common,
  'content-security-policy': documentPolicy,
  'content-type': 'application/pdf',
  'content-disposition': 'inline',
};
