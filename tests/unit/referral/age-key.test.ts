import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  hybridIdentityText,
  keyGroups,
  parseAgeKey,
  parseAgeKeys,
  splitAgeKeys,
} from '../../../shared/referral/age-key.ts';
import { codeOf, valueOf } from '../snapshots/snapshot-builder.ts';

let small: string;
let large: string;
let secret: string;
beforeAll(async () => {
  secret = await generateX25519Identity();
  small = await identityToRecipient(secret);
  large = await identityToRecipient(await generateHybridIdentity());
});

describe('a public key', () => {
  test('of either kind is known by its letters', () => {
    expect(valueOf(parseAgeKey(small))).toEqual({ kind: 'x25519', text: small });
    expect(valueOf(parseAgeKey(large))).toEqual({ kind: 'postQuantum', text: large });
  });

  test('of the specification is read', () => {
    const known = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
    expect(valueOf(parseAgeKey(known)).kind).toBe('x25519');
  });

  test('may be pasted with blanks, over several lines, or in capitals', () => {
    expect(valueOf(parseAgeKey(`  ${small.slice(0, 20)}\r\n ${small.slice(20)}\n`)).text).toBe(small);
    expect(valueOf(parseAgeKey(small.toUpperCase())).text).toBe(small);
    expect(valueOf(parseAgeKey(keyGroups({ text: small }).join(' '))).text).toBe(small);
  });

  test('with any one letter wrong is refused', () => {
    const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 61 }), fc.constantFrom(...letters.split('')), (place, letter) => {
        fc.pre(small[place] !== letter);
        const wrong = small.slice(0, place) + letter + small.slice(place + 1);
        expect(codeOf(parseAgeKey(wrong))).toBe('referral/not-a-key');
      }),
    );
  });

  test.each(['', 'age', 'age1', 'age1qqqqqq', 'hola', 'ssh-ed25519 AAAA', 'https://age1.example', 'Age1'])(
    'is not %j',
    (text) => {
      expect(codeOf(parseAgeKey(text))).toBe('referral/not-a-key');
    },
  );

  test('is not half upper case, nor one of another length whose checksum is right', () => {
    expect(codeOf(parseAgeKey(small.slice(0, 30) + small.slice(30).toUpperCase()))).toBe('referral/not-a-key');
    // BIP-173: a valid bech32 text, but no key
    expect(codeOf(parseAgeKey('split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w'))).toBe(
      'referral/not-a-key',
    );
  });

  test('that is the private one is told apart, wherever it stands', () => {
    for (const text of [secret, secret.toLowerCase(), `# public key: ${small}\n${secret}`]) {
      expect(codeOf(parseAgeKey(text))).toBe('referral/secret-key');
    }
  });
});

describe('the keys of one package', () => {
  test('are of one kind, and at least one', () => {
    expect(valueOf(parseAgeKeys([small, small])).map(({ kind }) => kind)).toEqual(['x25519', 'x25519']);
    expect(codeOf(parseAgeKeys([small, large]))).toBe('referral/mixed-keys');
    expect(codeOf(parseAgeKeys([]))).toBe('referral/not-a-key');
    expect(codeOf(parseAgeKeys([small, 'x']))).toBe('referral/not-a-key');
  });

  test('are told apart however they were pasted', () => {
    expect(splitAgeKeys(`${small}\n${small}`)).toEqual([small, small]);
    expect(splitAgeKeys(`${large.slice(0, 900)}\n${large.slice(900)}, ${small}`)).toEqual([large, small]);
    expect(splitAgeKeys(` \n`)).toEqual([]);
    // what is no key is not passed over
    expect(codeOf(parseAgeKeys(splitAgeKeys(`clave: ${small}`)))).toBe('referral/not-a-key');
  });
});

test('a secret key is written with the very bytes of its seed, as the library of age reads it', async () => {
  const seed = Uint8Array.from({ length: 32 }, (_, i) => 7 * i + 3);
  const text = hybridIdentityText(seed);
  expect(text).toMatch(/^AGE-SECRET-KEY-PQ-1[02-9AC-HJ-NP-Z]{58}$/);
  const digits = Array.from(text.slice('AGE-SECRET-KEY-PQ-1'.length, -6).toLowerCase(), (letter) =>
    'qpzry9x8gf2tvdw0s3jn54khce6mua7l'.indexOf(letter).toString(2).padStart(5, '0'),
  ).join('');
  expect(Array.from(seed, (_, i) => Number.parseInt(digits.slice(8 * i, 8 * i + 8), 2))).toEqual([...seed]);
  // the library checks its checksum, and derives the public half from it
  const recipient = await identityToRecipient(text);
  expect(parseAgeKey(recipient)).toMatchObject({ ok: true, value: { kind: 'postQuantum', text: recipient } });
  expect(codeOf(parseAgeKey(text))).toBe('referral/secret-key');
});
