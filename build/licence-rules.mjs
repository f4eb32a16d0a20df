// Which licences of others may be in what we hand out: all that ask for no more than their own text and their own source.

/** By SPDX name. Adding one is a decision for docs/dependencies.md. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  // asks only that changed files of its own stay open; the Spanish dictionary goes out unchanged, as it came
  'MPL-1.1',
  'OFL-1.1',
  'Python-2.0',
  'Zlib',
]);

/**
 * Whether a package under this licence may go out: one of the choices it gives must be allowed as a whole.
 * @param {string} expression of SPDX, with OR above AND and no brackets inside
 * @returns {boolean}
 */
export function isAllowedLicence(expression) {
  return expression.split(' OR ').some((choice) => choice.split(' AND ').every((name) => ALLOWED.has(name.trim())));
}
