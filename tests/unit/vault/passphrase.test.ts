import { expect, test } from 'vitest';
import { checkPassphrase, passphraseBytes } from '../../../shared/vault/passphrase.ts';

test.each([
  ['once letras', false],
  ['doce letras.', true],
  ['ññññññññññññ', true],
  // twelve letters followed by combining tildes are twelve characters, six of them six
  ['n\u0303'.repeat(12), true],
  ['n\u0303'.repeat(6), false],
  ['🔑'.repeat(6), false],
  ['', false],
])('%j long enough: %s', (text, enough) => {
  const result = checkPassphrase(text);
  expect(result).toEqual(
    enough ? { ok: true } : { ok: false, fault: { code: 'vault/weak-passphrase', detail: { minimum: 12 } } },
  );
});

test('an accent gives the same bytes however the keyboard composes it', () => {
  expect(passphraseBytes('contrasen\u0303a')).toEqual(passphraseBytes('contrase\u00f1a'));
  expect(passphraseBytes('Contraseña')).not.toEqual(passphraseBytes('contraseña'));
});
