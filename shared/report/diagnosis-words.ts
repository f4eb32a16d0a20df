import { stateOf, worstOf, type Check } from '../diagnosis/check.ts';
import { diagnosisText } from './text/diagnosis.ts';

/** What was found, as a Spanish sentence. */
export function sentenceOf({ name, outcome, facts = {} }: Check): string {
  const all: Readonly<Record<string, string>> = diagnosisText.sentences[name];
  return (all[outcome] ?? outcome).replaceAll(/\{(\w+)\}/g, (gap, fact: string) => String(facts[fact] ?? gap));
}

/** One line for each thing that was looked at, and the result: what `--self-test` prints. */
export function linesOf(checks: readonly Check[]): readonly string[] {
  const lines = checks.map((one) => {
    const state = diagnosisText.states[stateOf(one)];
    return `${state.padEnd(5)} ${diagnosisText.names[one.name]}: ${sentenceOf(one)}`;
  });
  return [...lines, diagnosisText.results[worstOf(checks)]];
}
