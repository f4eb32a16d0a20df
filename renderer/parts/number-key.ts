import type { KeyboardEvent } from 'react';

/**
 * The answer that a digit stands for, counted from 1, so that a list is answered without lifting a hand; the key is then
 * used up. Undefined for every other key.
 */
export function numberKey<K>(event: KeyboardEvent, answers: readonly K[]): K | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return undefined;
  const answer = answers[Number(event.key) - 1];
  if (answer === undefined) return undefined;
  event.preventDefault();
  event.stopPropagation();
  return answer;
}
