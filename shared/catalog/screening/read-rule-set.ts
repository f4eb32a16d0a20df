import * as v from 'valibot';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { questions } from './questions.ts';
import { RuleSet, strengths, type Condition } from './rule-set.ts';

/**
 * Reads a rule set from plain data, such as a file of a ministry.
 * @returns faults, each with the place in the data (`path`): `screening/newer-format`, `screening/not-scored`,
 * `screening/missing-part`, `screening/not-a-rule-set`, `screening/unknown-strength`, `screening/unknown-dimension`,
 * `screening/unknown-question`, `screening/repeated` and `screening/no-last-outcome`
 */
export function readRuleSet(data: unknown): Result<RuleSet> {
  if (isRecord(data) && typeof data['format'] === 'number' && data['format'] > 1)
    return fail('screening/newer-format', { path: 'format' });
  if (isRecord(data) && data['scored'] === false)
    return fail('screening/not-scored', { name: String(data['key']), path: 'scored' });
  const parsed = v.safeParse(RuleSet, data);
  return parsed.success ? checkRuleSet(parsed.output) : shapeFault(data, parsed.issues);
}

function shapeFault(data: unknown, issues: v.SafeParseResult<typeof RuleSet>['issues']): Result<never> {
  const strange = findStrangeStrength(data);
  if (strange !== undefined) return fail('screening/unknown-strength', strange);
  const [issue] = issues ?? [];
  const path = issue?.path?.map(({ key }) => String(key)).join('.') ?? '';
  const isMissing = path !== '' && issue?.received === 'undefined';
  return fail(isMissing ? 'screening/missing-part' : 'screening/not-a-rule-set', { path });
}

function findStrangeStrength(
  data: unknown,
): { readonly name: string; readonly strength: string; readonly path: string } | undefined {
  const indicators: unknown = isRecord(data) ? data['indicators'] : undefined;
  if (!Array.isArray(indicators)) return undefined;
  const known: readonly unknown[] = strengths;
  for (const [i, indicator] of (indicators as readonly unknown[]).entries()) {
    if (!isRecord(indicator) || known.includes(indicator['strength'])) continue;
    const [name, strength] = [String(indicator['question']), String(indicator['strength'])];
    return { name, strength, path: `indicators.${i}.strength` };
  }
  return undefined;
}

/** A key that is used, and where. */
interface Use {
  readonly name: string;
  readonly path: string;
}

function checkRuleSet(set: RuleSet): Result<RuleSet> {
  const own = set.questions ?? [];
  const repeated = [
    usesOf(
      own,
      'questions',
      'key',
      questions.map(({ key }) => key),
    ),
    usesOf(set.indicators, 'indicators', 'question'),
    usesOf(set.dimensions, 'dimensions', 'key'),
    usesOf(set.outcomes, 'outcomes', 'key'),
    usesOf(set.flags, 'flags', 'key'),
  ].flatMap(firstRepeated)[0];
  if (repeated) return fail('screening/repeated', { ...repeated });
  const dimensions = new Set(set.dimensions.map(({ key }) => key));
  const strangeDimension = dimensionUses(set).find(({ name }) => !dimensions.has(name));
  if (strangeDimension) return fail('screening/unknown-dimension', { ...strangeDimension });
  const asked = new Set([...questions, ...own].map(({ key }) => key));
  const strangeQuestion = set.indicators
    .flatMap(({ question, from = [] }, i): readonly Use[] => [
      { name: question, path: `indicators.${i}.question` },
      ...from.map((name, n) => ({ name, path: `indicators.${i}.from.${n}` })),
    ])
    .find(({ name }) => !asked.has(name));
  if (strangeQuestion) return fail('screening/unknown-question', { ...strangeQuestion });
  // an outcome without a condition hides all after it, and without one at the end nothing may hold
  const open = set.outcomes.findIndex(({ when }) => when === undefined);
  if (open === set.outcomes.length - 1) return ok(set);
  return fail('screening/no-last-outcome', { path: `outcomes.${open < 0 ? set.outcomes.length - 1 : open}` });
}

/** The keys of a list; `taken` are those that stand elsewhere already. */
function usesOf<K extends string>(
  list: readonly Readonly<Record<K, string>>[],
  name: string,
  key: K,
  taken: readonly string[] = [],
): { readonly uses: readonly Use[]; readonly taken: readonly string[] } {
  return { uses: list.map((one, i) => ({ name: one[key], path: `${name}.${i}.${key}` })), taken };
}

function firstRepeated({ uses, taken }: ReturnType<typeof usesOf>): readonly Use[] {
  const seen = new Set(taken);
  for (const use of uses) {
    if (seen.has(use.name)) return [use];
    seen.add(use.name);
  }
  return [];
}

function dimensionUses({ indicators, outcomes, flags }: RuleSet): readonly Use[] {
  return [
    ...indicators.map(({ dimension }, i) => ({ name: dimension, path: `indicators.${i}.dimension` })),
    ...outcomes.flatMap(({ when }, i) => conditionUses(when, `outcomes.${i}.when`)),
    ...flags.flatMap(({ when }, i) => conditionUses(when, `flags.${i}.when`)),
  ];
}

function conditionUses(condition: Condition | undefined, path: string): readonly Use[] {
  const parts = ['all', 'any', 'sign'] as const;
  return parts.flatMap((part) => (condition?.[part] ?? []).map((name, i) => ({ name, path: `${path}.${part}.${i}` })));
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null;
}
