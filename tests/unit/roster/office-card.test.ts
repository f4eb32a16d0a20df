import { expect, test } from 'vitest';
import { fromUtf8, utf8 } from '../../../shared/kernel/bytes.ts';
import { fail } from '../../../shared/kernel/result.ts';
import { heardSameWords } from '../../../shared/roster/heard-words.ts';
import { cardBytes, cardFile, cardProofBytes, readCard } from '../../../shared/roster/office-card.ts';
import { spokenFingerprint } from '../../../shared/signature/spoken-fingerprint.ts';
import { makeInstallation } from '../../support/roster-builder.ts';
import { valueOf } from '../../support/vault-builder.ts';

async function sealedCard() {
  const { card, keys } = await makeInstallation('LCE');
  const proof = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.privateKey, cardProofBytes(card));
  return { card, keys, file: cardFile(card, new Uint8Array(proof)) };
}

test('a card is read as it was written, and only so', async () => {
  const { card, file } = await sealedCard();
  expect(valueOf(await readCard(file))).toEqual(card);
  const text = fromUtf8(file);
  const otherwise: Readonly<Record<string, string>> = {
    'a blank more': `${text} `,
    'a mark at the start': `\ufeff${text}`,
    'a field more': text.replace('"oficina"', '"extra":1,"oficina"'),
    'a name twice': text.replace('"oficina":"LCE"', '"oficina":"LCE","oficina":"LCE"'),
    'another context': text.replace('ficha/v1', 'ficha/v2'),
    'half a file': text.slice(0, 900),
    'no key of its kind': text.replace(/age1pq1\w{10}/, 'age1pq1qqqqqqqqqq'),
    nothing: '',
  };
  for (const [what, changed] of Object.entries(otherwise)) {
    expect(changed, what).not.toBe(text);
    expect(await readCard(utf8(changed)), what).toEqual(fail('trust/not-a-card'));
  }
});

test('a card that somebody changed, or whose key another one holds, is not signed', async () => {
  const { file } = await sealedCard();
  const renamed = utf8(fromUtf8(file).replace('Oficina LCE', 'Oficina TGU'));
  expect(await readCard(renamed)).toEqual(fail('trust/not-signed'));
  const [one, two] = [await sealedCard(), await sealedCard()];
  const proof = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    one.keys.privateKey,
    cardProofBytes(two.card),
  );
  expect(await readCard(cardFile(two.card, new Uint8Array(proof)))).toEqual(fail('trust/not-signed'));
});

test('eight words tell a card from any other, however they are typed', async () => {
  const { card } = await sealedCard();
  const words = await spokenFingerprint(cardBytes(card));
  expect(words).toHaveLength(8);
  const plain = words
    .join(' ')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');
  expect(heardSameWords(words.join(' '), words)).toBe(true);
  expect(heardSameWords(`  1. ${plain.toUpperCase().replaceAll(' ', ', ')} `.replace('1.', ''), words)).toBe(true);
  expect(heardSameWords(words.slice(0, 7).join(' '), words)).toBe(false);
  expect(heardSameWords([...words, 'abeja'].join(' '), words)).toBe(false);
  expect(heardSameWords([words[1], words[0], ...words.slice(2)].join(' '), words)).toBe(words[0] === words[1]);
  expect(heardSameWords('', words)).toBe(false);
  expect(await spokenFingerprint(cardBytes({ ...card, nombre: 'Otra' }))).not.toEqual(words);
});

test('the words are those of BIP-39: eleven bits each, from the front', async () => {
  // what SHA-256 of nothing begins with (NIST CAVP, SHA256ShortMsg)
  const { wordlist } = await import('@scure/bip39/wordlists/spanish.js');
  const numbers = [1821, 1073, 133, 399, 1550, 82, 863, 1012];
  const digest = 'e3b0c44298fc1c149afbf4';
  const bits = Array.from(digest, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
  expect(numbers.map((_, i) => Number.parseInt(bits.slice(11 * i, 11 * i + 11), 2))).toEqual(numbers);
  expect(await spokenFingerprint(new Uint8Array(0))).toEqual(numbers.map((n) => wordlist[n]!.normalize('NFC')));
});
