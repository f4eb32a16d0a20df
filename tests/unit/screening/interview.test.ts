import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consentWords, interviewWords, plainQuestion } from '../../../shared/catalog/screening/interview-words.ts';
import { questions } from '../../../shared/catalog/screening/questions.ts';
import { emptyDraft, isVisible, setValue, type RecordDraft } from '../../../shared/record/draft.ts';
import { fieldsOf } from '../../../shared/record/fields.ts';
import { screening } from '../../../shared/record/kinds/screening.ts';
import { replies, type Reply } from '../../../shared/screening/answers.ts';
import {
  answerInInterview,
  askConsent,
  backToPreparing,
  consentReplies,
  goToQuestion,
  interviewStand,
  isUnderWay,
  lackingFor,
  moveInInterview,
  movePart,
  openQuestions,
  questionsInOrder,
  takeConsent,
} from '../../../shared/screening/interview.ts';
import { questionGroups } from '../../../shared/screening/question-groups.ts';
import { factsOf, putAnswer } from '../../../shared/screening/screening-draft.ts';

const who = { by: 'p1', at: '2026-11-20T15:00:00.000Z' };
const of = (values: Readonly<Record<string, string>>): RecordDraft =>
  Object.entries(values).reduce((so, [key, value]) => setValue(so, key, value), emptyDraft(screening));
const ready = { private: 'yes', interpreter: 'no', accompanied: 'yes' };
const groups = questionGroups({ least: 30, most: 30 });
const order = questionsInOrder(groups);
const begun = takeConsent(of({ age: '30', ...ready }), 'yes', order);
const keyAt = (draft: RecordDraft): string => {
  const stand = interviewStand(draft, order);
  return stand.stage === 'question' ? stand.question.key : stand.stage;
};
const say = (draft: RecordDraft, reply: Reply): RecordDraft =>
  answerInInterview(draft, keyAt(draft), { reply, ...who }, order);

describe('before the first question', () => {
  test('it is said who is there and in what language, and only then the consent is asked', () => {
    const empty = of({ age: '30' });
    expect(interviewStand(empty, order)).toEqual({ stage: 'prepare' });
    expect(lackingFor(empty)).toEqual(['private', 'interpreter']);
    expect(askConsent(empty)).toBe(empty);
    const asking = askConsent(of({ age: '30', ...ready }));
    expect(interviewStand(asking, order)).toEqual({ stage: 'consent' });
    expect(interviewStand(backToPreparing(asking), order)).toEqual({ stage: 'prepare' });
  });

  test.each(['15', '14~', 'X', ''])('nobody who may be a child (%s) is asked alone', (age) => {
    const alone = of({ age, ...ready, accompanied: 'no' });
    expect(lackingFor(alone)).toEqual(['accompanied']);
    expect(interviewStand(askConsent(alone), order).stage).toBe('prepare');
    expect(lackingFor(of({ age, ...ready }))).toEqual([]);
  });

  test('consent is of adults, assent of children; who may be either gives both', () => {
    const values = (age: string, reply: 'yes' | 'no' | 'couldNot') => {
      const { consent, assent } = takeConsent(of({ age, ...ready }), reply, order).values;
      return [consent, assent];
    };
    expect(values('30', 'yes')).toEqual(['yes', undefined]);
    expect(values('15', 'yes')).toEqual(['notApplicable', 'yes']);
    expect(values('15', 'no')).toEqual(['notApplicable', 'no']);
    expect(values('X', 'yes')).toEqual(['yes', 'yes']);
    expect(values('30', 'couldNot')).toEqual(['couldNot', undefined]);
  });

  test.each(consentReplies.filter((reply) => reply !== 'yes'))('after "%s" nothing is asked', (reply) => {
    for (const age of ['15', '30', 'X']) {
      const refused = takeConsent(askConsent(of({ age, ...ready })), reply, order);
      expect(interviewStand(refused, order)).toEqual({ stage: 'prepare' });
      expect(isUnderWay(refused)).toBe(false);
      expect(interviewStand(goToQuestion(refused, order[0]!), order).stage).toBe('consent');
    }
  });

  test('an answer of a grown-up does not stand for a child: the age was corrected, so it is asked again', () => {
    expect(interviewStand(setValue(begun, 'age', '16'), order)).toEqual({ stage: 'consent' });
    const child = takeConsent(of({ age: '16', ...ready }), 'yes', order);
    expect(isUnderWay(child)).toBe(true);
    expect(interviewStand(setValue(child, 'age', '22'), order)).toEqual({ stage: 'consent' });
  });
});

describe('the questions', () => {
  test('a "yes" was told by the person, unless it was known in another way', () => {
    const told = say(begun, 'yes');
    expect(factsOf(told).answers[0]).toMatchObject({ reply: 'yes', how: 'told', ...who });
    const no = say(begun, 'no');
    expect(factsOf(no).answers[0]?.how).toBeUndefined();
    const seen = putAnswer(begun, keyAt(begun), { reply: 'no', how: 'seen' }, who);
    expect(factsOf(answerInInterview(seen, keyAt(seen), { reply: 'yes', ...who }, order)).answers).toMatchObject([
      { reply: 'yes', how: 'seen' },
    ]);
  });

  test('one goes back and on without answering, and stops at both ends', () => {
    const second = say(begun, 'no');
    expect(keyAt(moveInInterview(second, order, -1))).toBe(order[0]!.key);
    expect(keyAt(moveInInterview(begun, order, -1))).toBe(order[0]!.key);
    const last = moveInInterview(begun, order, order.length - 1);
    expect(keyAt(last)).toBe(order.at(-1)!.key);
    expect(keyAt(moveInInterview(last, order, 5))).toBe('end');
    expect(keyAt(moveInInterview(moveInInterview(last, order, 1), order, -1))).toBe(order.at(-1)!.key);
  });

  test('one goes to another part', () => {
    const next = movePart(begun, groups, 1);
    expect(keyAt(next)).toBe(groups[1]!.questions[0]!.key);
    expect(keyAt(movePart(next, groups, -1))).toBe(order[0]!.key);
    const end = groups.reduce((so) => movePart(so, groups, 1), begun);
    expect(keyAt(end)).toBe('end');
    expect(keyAt(movePart(end, groups, -1))).toBe(
      groups.filter((one) => one.questions.length > 0).at(-1)!.questions[0]!.key,
    );
  });

  test('law: whatever is answered, every question comes once, and the place is always in the draft alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...replies), { minLength: order.length, maxLength: order.length }),
        (all) => {
          const asked: string[] = [];
          let draft = begun;
          for (const reply of all) {
            asked.push(keyAt(draft));
            draft = say(draft, reply);
            // as it comes back from the disk
            expect(keyAt(JSON.parse(JSON.stringify(draft)) as RecordDraft)).toBe(keyAt(draft));
          }
          expect(asked).toEqual(order.map(({ key }) => key));
          expect(interviewStand(draft, order)).toEqual({ stage: 'end' });
          expect(openQuestions(draft, order)).toEqual([]);
          expect(factsOf(draft).answers.map(({ reply }) => reply)).toEqual(all);
        },
      ),
      { numRuns: 10 },
    );
  });

  test('law: what was passed over stays open, and going on never answers anything', () => {
    const steps = fc.array(fc.oneof(fc.constantFrom(...replies), fc.integer({ min: -3, max: 3 })), { maxLength: 40 });
    fc.assert(
      fc.property(steps, (all) => {
        let draft = begun;
        let answered = 0;
        for (const step of all) {
          const isOpen = openQuestions(draft, order).some(({ key }) => key === keyAt(draft));
          if (typeof step === 'number') draft = moveInInterview(draft, order, step);
          else if (keyAt(draft) !== 'end') {
            draft = say(draft, step);
            if (isOpen) answered += 1;
          }
        }
        expect(openQuestions(draft, order)).toHaveLength(order.length - answered);
      }),
      { numRuns: 40 },
    );
  });

  test('a question that the age took away gives way to the first that is open', () => {
    const child = questionsInOrder(questionGroups({ least: 15, most: 15 }));
    const only = child.find(({ key }) => !order.some((one) => one.key === key))!;
    expect(keyAt(goToQuestion(say(begun, 'no'), only))).toBe(order[1]!.key);
  });
});

describe('the words', () => {
  test('every question has plain ones; they are not approved yet and nobody is named in them', () => {
    expect(Object.keys(interviewWords.questions).sort()).toEqual(questions.map(({ key }) => key).sort());
    for (const question of questions) expect(plainQuestion(question).es).toMatch(/^(?:[^¿]*, )?¿[^?]+\?$/);
    expect(interviewWords.confidence).toBe('unverified');
    expect(interviewWords.approvedBy).toBe('CICESCT');
    expect(JSON.stringify(interviewWords.questions)).not.toMatch(/víctima|trata de personas|delito/i);
    expect(plainQuestion({ key: 'ofAnotherCountry', label: { es: 'Señal' } })).toEqual({ es: 'Señal' });
  });

  test('a child is also told that they are not left alone', () => {
    expect(consentWords(true).length).toBe(consentWords(false).length + 1);
    for (const words of consentWords(true)) expect(Object.keys(words).sort()).toEqual(['en', 'es', 'fr']);
  });
});

test('a screening of an earlier version has no such fields, and they stay hidden where they do not belong', () => {
  const old = of({ age: '30', consent: 'yes', private: 'yes', pseudonym: 'P-01' });
  expect(interviewStand(old, order)).toEqual({ stage: 'prepare' });
  const shown = (age: string) =>
    fieldsOf(screening)
      .filter((field) => isVisible(field, of({ age })))
      .map(({ key }) => key);
  expect(shown('30')).not.toContain('assent');
  expect(shown('15')).toContain('assent');
});
