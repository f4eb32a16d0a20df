import { describe, expect, test } from 'vitest';
import { screenedPerson } from '../../../../renderer/features/inspections/referral-facts.ts';
import { partStates, giveReason, tick } from '../../../../renderer/parts/referral/sharing-edit.ts';
import { referralParts } from '../../../../shared/catalog/referral-parts.ts';
import { emptyDraft, rowsOf, setValue } from '../../../../shared/record/draft.ts';
import { screening } from '../../../../shared/record/kinds/screening.ts';
import { sharedParts } from '../../../../shared/record/sharing.ts';
import { withRows, withValues } from '../../../support/inspection-builder.ts';
import { sampleReferral } from '../../../support/referral-builder.ts';

const screened = withRows(
  withValues(emptyDraft(screening), {
    ...{ pseudonym: ' NNA-01 ', age: '15', sex: 'female', hoursAWeek: '48' },
    ...{ realName: 'Zoila Peña', contact: '9999-0000', identityNote: 'lunar' },
  }),
  'screening_answers',
  { question: 'iloRetentionIdentityDocuments', reply: 'yes', how: 'seen', words: 'me quitó la cédula' },
  { question: 'iloIsolation', reply: 'no', how: 'told' },
  { question: 'ofAGuideOfTomorrow', reply: 'yes' },
);
const by = { by: 'a', name: 'Tomás Centeno', at: '2026-11-24T04:10:00.000Z' };

describe('a screening as a referral takes from it', () => {
  test('its signs in words, with how they are known; nothing of who the person is, nor their own words', () => {
    const { pseudonym, age, sex, signs } = screenedPerson(screened, undefined);
    expect({ pseudonym, age, sex }).toEqual({ pseudonym: 'NNA-01', age: '15', sex: 'female' });
    expect(signs).toHaveLength(2);
    // one that this version does not know still stands there
    expect(signs[1]).toEqual({ sign: 'ofAGuideOfTomorrow', known: '' });
    expect(JSON.stringify(screenedPerson(screened, { ...by, stands: true }))).not.toMatch(/Zoila|9999|lunar|cédula/);
  });

  test('results only of what a second person confirmed as it stands, with rule, version, who and when', () => {
    expect(screenedPerson(screened, undefined).results).toEqual([]);
    expect(screenedPerson(screened, { ...by, stands: false }).results).toEqual([]);
    const { results } = screenedPerson(screened, { ...by, stands: true });
    expect(results.length).toBeGreaterThan(0);
    for (const { ruleSet, confirmedBy } of results) {
      expect(ruleSet).toMatch(/, versión \S+/);
      // the day in Honduras
      expect(confirmedBy).toBe('Tomás Centeno, 23/11/2026');
    }
    expect(results.map(({ result }) => result)).toContain('Indicios de trabajo infantil peligroso');
  });
});

describe('ticking parts', () => {
  const draft = sampleReferral('police');
  const stateOf = (of: typeof draft, part: string) => partStates(of).find((one) => one.part === part)!;

  test('shows every part as the preset has it, with what is filled in of it', () => {
    expect(partStates(draft).map(({ part }) => part)).toEqual([...referralParts]);
    expect(partStates(draft).every(({ ticked, given, asPreset, row }) => ticked === given && asPreset && !row)).toBe(
      true,
    );
    expect(stateOf(draft, 'suspects').content.join()).toContain('El Chele');
    expect(stateOf(draft, 'gender').content).toEqual([]);
    expect(stateOf(draft, 'annexes').content.join()).not.toContain('1f0c');
  });

  test('what is added is given once there is a reason, what is taken away goes at once', () => {
    const added = tick(draft, 'health', true);
    expect(stateOf(added, 'health')).toMatchObject({ ticked: true, given: false, asPreset: false });
    const reasoned = giveReason(added, rowsOf(added, 'sharing')[0]!.id, 'Va herida');
    expect(stateOf(reasoned, 'health')).toMatchObject({ ticked: true, given: true, reason: 'Va herida' });
    expect(sharedParts(reasoned).has('health')).toBe(true);
    expect(stateOf(tick(draft, 'suspects', false), 'suspects')).toMatchObject({ ticked: false, given: false });
  });

  test('ticking back leaves no trace', () => {
    expect(rowsOf(tick(tick(draft, 'health', true), 'health', false), 'sharing')).toEqual([]);
    const twice = tick(tick(draft, 'suspects', false), 'suspects', false);
    expect(rowsOf(twice, 'sharing')).toHaveLength(1);
  });

  test('what was said for one addressee stays visible for the next', () => {
    const said = tick(draft, 'suspects', false);
    const moved = setValue(said, 'addressee', 'cicesctEri');
    expect(stateOf(moved, 'suspects')).toMatchObject({ ticked: false, asPreset: true });
    expect(stateOf(moved, 'suspects').row).toBeDefined();
  });
});
