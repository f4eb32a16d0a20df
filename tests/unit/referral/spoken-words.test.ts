import { expect, test } from 'vitest';
import { randomBytes } from '../../../shared/kernel/bytes.ts';
import { readSpokenWords, spokenWords } from '../../../shared/referral/spoken-words.ts';

test('words are read as they were made, however they were written down', () => {
  for (let i = 0; i < 200; i += 1) {
    const words = spokenWords(randomBytes);
    expect(readSpokenWords(words)).toEqual({ kind: 'words', words });
    const typed = ` 1. ${words.toUpperCase().split(' ').join(',\n')}. `;
    expect(readSpokenWords(typed)).toEqual({ kind: 'words', words });
  }
  expect(readSpokenWords('ábaco arpa flauta gratis hueso paloma')).toMatchObject({ kind: 'words' });
});

test('it tells what is missing, and which word is none', () => {
  expect(readSpokenWords('')).toEqual({ kind: 'incomplete', count: 0 });
  expect(readSpokenWords('flauta arpa')).toEqual({ kind: 'incomplete', count: 2 });
  expect(readSpokenWords('flauta arpa soldado paloma gratis hueso hueso')).toEqual({ kind: 'incomplete', count: 7 });
  expect(readSpokenWords('flauta arpas soldado')).toEqual({ kind: 'unknown-word', place: 2 });
});
