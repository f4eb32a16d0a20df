import guideTemplateData from './guide-template.json';
import { readPlacedJson } from '../../kernel/json-places.ts';
import { fail, type Result } from '../../kernel/result.ts';
import { readRuleSet } from './read-rule-set.ts';
import type { RuleSet } from './rule-set.ts';
import { ruleSets } from './rule-sets.ts';

/** A guide of a country is some tens of kilobytes; anything much larger is another file. */
export const GUIDE_MOST_BYTES = 512 * 1024;

/** An example of every part of a guide, with notes, for somebody to fill in. */
export const guideTemplate = `${JSON.stringify(guideTemplateData, null, 2)}\n`;

/**
 * Reads the file of a guide that somebody wrote or a ministry sent, whole or not at all.
 * @param others guides that the office has already; one with the same key is an older version of this one
 * @returns faults of `readRuleSet`, `screening/not-json`, `screening/repeated` and `screening/key-taken`, each with the
 * `line` that is to be mended
 */
export function readGuideFile(text: string, others: readonly RuleSet[] = []): Result<RuleSet> {
  const read = readPlacedJson(text.replace(/^\uFEFF/, ''));
  if (!read.ok) {
    const { kind, line, name } = read.fault;
    return kind === 'syntax' ? fail('screening/not-json', { line }) : fail('screening/repeated', { name, line });
  }
  const { value, lineOf } = read.value;
  const set = readRuleSet(value);
  const checked = set.ok ? checkBeside(set.value, others) : set;
  if (checked.ok) return checked;
  const path = String(checked.fault.detail?.['path'] ?? '');
  return fail(checked.fault.code, { ...checked.fault.detail, line: lineOf(path) });
}

/** One key is one list, and one question has one wording, whoever brings it along. */
function checkBeside(set: RuleSet, others: readonly RuleSet[]): Result<RuleSet> {
  if (ruleSets.some(({ key }) => key === set.key)) return fail('screening/key-taken', { name: set.key, path: 'key' });
  const known = new Map(
    others
      .filter(({ key }) => key !== set.key)
      .flatMap((other) => (other.questions ?? []).map((one) => [one.key, one])),
  );
  const i = (set.questions ?? []).findIndex((one) => {
    const other = known.get(one.key);
    return other !== undefined && JSON.stringify(other) !== JSON.stringify(one);
  });
  const name = set.questions?.[i]?.key;
  if (name !== undefined) return fail('screening/repeated', { name, path: `questions.${i}.key` });
  return { ok: true, value: set };
}
