import * as v from 'valibot';
import { WageTableContent } from '../../shared/calculator/wage-table.ts';
import { terms } from '../../shared/catalog/catalog.ts';
import { findParameter, ParameterConfirmation } from '../../shared/catalog/legal-parameters.ts';
import { DirectoryVersion } from '../../shared/catalog/office-directory.ts';
import { InfringementVersion } from '../../shared/catalog/office-infringements.ts';
import { OfficePhrase } from '../../shared/catalog/phrases.ts';
import { readRuleSet } from '../../shared/catalog/screening/read-rule-set.ts';
import type { RuleSet } from '../../shared/catalog/screening/rule-set.ts';
import { Closure } from '../../shared/deadline/closure.ts';
import { countingRuleKeys, RuleConfirmation } from '../../shared/deadline/rule-in-force.ts';
import { TermConfirmation } from '../../shared/deadline/term-in-force.ts';
import { isId } from '../../shared/kernel/id.ts';
import { checkProcedure } from '../../shared/procedure/check-procedure.ts';
import { Procedure } from '../../shared/procedure/procedure.ts';

/** What of an office's own settings other offices may have too, in the order in which it is shown. */
export const settingAreas = [
  'procedure',
  'guide',
  'term',
  'closure',
  'parameter',
  'wage-table',
  'infringement',
  'institution',
  'phrase',
] as const;
export type SettingArea = (typeof settingAreas)[number];

/**
 * Where each lies among the office's entities: `one` entity for all, with a field for each by its key; or `many`, each an
 * entity of its own with these fields.
 */
export const areaPlaces: Readonly<
  Record<
    SettingArea,
    | { readonly kind: 'one'; readonly name: string }
    | { readonly kind: 'many'; readonly name: string; readonly fields: readonly string[] }
  >
> = {
  procedure: { kind: 'many', name: 'procedure', fields: ['number', 'by', 'note', 'procedure'] },
  guide: { kind: 'many', name: 'guide', fields: ['set', 'by', 'at'] },
  term: { kind: 'one', name: 'terms' },
  closure: {
    ...{ kind: 'many', name: 'closure' },
    fields: ['kind', 'from', 'until', 'places', 'label', 'norm', 'confidence'],
  },
  parameter: { kind: 'one', name: 'parameters' },
  'wage-table': { kind: 'many', name: 'wage_table', fields: ['document', 'by', 'on', 'rows'] },
  infringement: { kind: 'one', name: 'infringements' },
  institution: { kind: 'one', name: 'directory' },
  phrase: { kind: 'many', name: 'phrase', fields: ['label', 'step', 'infringement', 'text', 'retired'] },
};

const SharedProcedure = v.strictObject({
  number: v.pipe(v.number(), v.integer(), v.minValue(2)),
  note: v.string(),
  procedure: Procedure,
});
const listOf = <S extends v.GenericSchema>(one: S) => v.pipe(v.array(one), v.minLength(1));

/** A setting whose value is what its area asks for; `own` is the key of what it is about. */
export type SettingValue =
  | { readonly area: 'procedure'; readonly value: v.InferOutput<typeof SharedProcedure> }
  | { readonly area: 'guide'; readonly value: { readonly set: RuleSet } }
  | { readonly area: 'term'; readonly value: TermConfirmation | RuleConfirmation }
  | { readonly area: 'closure'; readonly value: Closure }
  | { readonly area: 'parameter'; readonly value: readonly ParameterConfirmation[] }
  | { readonly area: 'wage-table'; readonly value: WageTableContent }
  | { readonly area: 'infringement'; readonly value: readonly InfringementVersion[] }
  | { readonly area: 'institution'; readonly value: readonly DirectoryVersion[] }
  | { readonly area: 'phrase'; readonly value: OfficePhrase };

/**
 * Reads the value of a setting by the rules that hold where it is written by hand; nothing of it is taken for granted.
 * @returns undefined for what this version of the app does not know or would not have taken
 */
export function readSetting(area: string, key: string, value: unknown): SettingValue | undefined {
  switch (area) {
    case 'procedure': {
      const read = parsed(SharedProcedure, value);
      return isId(key) && read !== undefined && checkProcedure(read.procedure).ok ? { area, value: read } : undefined;
    }
    case 'guide': {
      const set = readRuleSet(parsed(v.strictObject({ set: v.unknown() }), value)?.set);
      return set.ok && set.value.key === key ? { area, value: { set: set.value } } : undefined;
    }
    case 'term': {
      const isRule = countingRuleKeys.some((rule) => rule === key);
      const isTerm = terms.some((term) => term.key === key);
      const read = isRule ? parsed(RuleConfirmation, value) : isTerm ? parsed(TermConfirmation, value) : undefined;
      return read && { area, value: read };
    }
    case 'closure': {
      const read = isId(key) ? parsed(Closure, value) : undefined;
      return read && { area, value: read };
    }
    case 'parameter': {
      const read = findParameter(key) === undefined ? undefined : parsed(listOf(ParameterConfirmation), value);
      return read && { area, value: read };
    }
    case 'wage-table': {
      const read = isId(key) ? parsed(WageTableContent, value) : undefined;
      return read && { area, value: read };
    }
    case 'infringement': {
      const read = parsed(listOf(InfringementVersion), value);
      return read && { area, value: read };
    }
    case 'institution': {
      const read = parsed(listOf(DirectoryVersion), value);
      return read && { area, value: read };
    }
    case 'phrase': {
      const read = isId(key) ? parsed(OfficePhrase, value) : undefined;
      return read && { area, value: read };
    }
    default:
      return undefined;
  }
}

function parsed<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> | undefined {
  const read = v.safeParse(schema, value);
  return read.success ? read.output : undefined;
}
