import delphiAdultData from './delphi-adult.json';
import delphiChildData from './delphi-child.json';
import iloElevenData from './ilo-eleven.json';
import involuntaryWorkData from './involuntary-work.json';
import { readRuleSet } from './read-rule-set.ts';
import type { RuleSet } from './rule-set.ts';

/**
 * The rule sets that come with the app. The lists on sexual exploitation are not among them on purpose: any sign of it
 * goes straight to referral.
 */
export const ruleSets: readonly RuleSet[] = [iloElevenData, delphiAdultData, delphiChildData, involuntaryWorkData].map(
  (data) => {
    const set = readRuleSet(data);
    if (!set.ok) throw new Error(`a rule set of the app: ${JSON.stringify(set.fault)}`);
    return set.value;
  },
);
