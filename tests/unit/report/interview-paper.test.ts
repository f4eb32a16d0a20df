// What somebody told, on the paper of each who may read it: one rule says what, and an employer gets none.
import { describe, expect, test } from 'vitest';
import type { SharingChoice } from '../../../shared/catalog/referral-parts.ts';
import type { RecordDraft } from '../../../shared/record/draft.ts';
import { fieldsOf, tablesOf, type FieldDef } from '../../../shared/record/fields.ts';
import { interviewRecord } from '../../../shared/record/kinds/interview-record.ts';
import { withheldFrom } from '../../../shared/record/sharing.ts';
import { maySee } from '../../../shared/report/canonical-record.ts';
import { paperFor } from '../../../shared/report/papers.ts';
import { preparePaper } from '../../../shared/report/record-paper.ts';
import { everyAddressee, type Addressee } from '../../../shared/report/report.ts';
import { validate } from '../../../shared/record/validate.ts';
import { filledRecord } from '../../support/filled-record.ts';
import { sampleOffice, withRows, withValues } from '../../support/inspection-builder.ts';
import { leastReferral } from '../../support/referral-builder.ts';
import { reportTexts } from '../../support/report-text.ts';

let planted = 0;
const marks = new Map<string, FieldDef>();
const draft: RecordDraft = filledRecord(interviewRecord, (_place, field) => {
  planted += 1;
  const mark = `Zq${String(planted).padStart(4, '0')}x`;
  marks.set(mark, field);
  return mark;
});

async function everythingFor(
  addressee: Addressee,
  of: RecordDraft = draft,
  withheld: readonly SharingChoice[] = [],
): Promise<string> {
  const [number, madeAt] = ['STSS-ENV-LCE-00001-2026', '2026-11-23T18:45:10.000Z'];
  const input = { office: sampleOffice, draft: of, number, version: 1, addressee, withheld, draftMark: false, madeAt };
  const { report } = await preparePaper(interviewRecord, { ...input, paper: 'letter' });
  return `${JSON.stringify(report)}\n${reportTexts(report).join('\n')}`;
}

describe('the record of an interview', () => {
  test.each(['file', 'publicProsecutor', 'childProtection'] as const)(
    'says for %s what the one rule lets them see, in text and attachment, and nothing else',
    async (addressee) => {
      const text = await everythingFor(addressee);
      const seen = [...marks].filter(([mark]) => text.includes(mark)).map(([, { key }]) => key);
      const allowed = [...marks].filter(([, field]) => maySee(field, { draft, addressee })).map(([, { key }]) => key);
      expect(seen).toEqual(allowed);
      expect(seen).toContain('account');
      for (const secret of ['realName', 'contact', 'identityNote']) expect(seen).not.toContain(secret);
      expect(seen.includes('observed')).toBe(addressee === 'file');
    },
  );

  test('is made for nobody else: no employer, no police, no committee', async () => {
    for (const addressee of everyAddressee) {
      if (['file', 'publicProsecutor', 'childProtection'].includes(addressee)) continue;
      await expect(everythingFor(addressee)).rejects.toThrow('for its own addressee alone');
    }
    expect(paperFor('interview')?.forEmployer).toBe(false);
    const everything = [...fieldsOf(interviewRecord), ...tablesOf(interviewRecord).flatMap(({ columns }) => columns)];
    expect(everything.filter((field) => maySee(field, { draft, addressee: 'employer' }))).toEqual([]);
  });

  test.each(['facts', 'people', 'risk', 'needs'] as const)(
    'gives an institution nothing of a part (%s) that a referral of the case withholds from it',
    async (part) => {
      const to = withRows(leastReferral('publicProsecutor'), 'sharing', { part, given: 'no' });
      const another = withRows(leastReferral('childProtection'), 'sharing', { part: 'howKnown', given: 'no' });
      const more = withRows(leastReferral('publicProsecutor'), 'sharing', {
        part: 'results',
        given: 'yes',
        reason: 'x',
      });
      const withheld = withheldFrom('publicProsecutor', [to, another, more]);
      expect(withheld.map((choice) => choice.part)).toEqual([part]);
      const [before, after] = [
        await everythingFor('publicProsecutor'),
        await everythingFor('publicProsecutor', draft, withheld),
      ];
      const seen = (text: string) => [...marks].filter(([mark]) => text.includes(mark)).map(([, field]) => field);
      expect(seen(before).some((field) => field.part === part)).toBe(true);
      expect(seen(after)).toEqual(seen(before).filter((field) => field.part !== part));
      // the office's own keeps everything
      expect(seen(await everythingFor('file', draft, withheld))).toEqual(seen(await everythingFor('file')));
    },
  );

  test.each([{ consent: 'no' }, { consent: 'couldNot' }, { consent: '' }, { explained: 'no' }, { explained: '' }])(
    'is for no institution where nobody agreed, knowing who reads it (%j)',
    async (answers) => {
      const unwilling = withValues(draft, answers);
      expect(paperFor('interview')?.institutions?.(unwilling)).toEqual([]);
      for (const addressee of ['publicProsecutor', 'childProtection'] as const) {
        await expect(everythingFor(addressee, unwilling)).rejects.toThrow('for its own addressee alone');
      }
      expect(await everythingFor('file', unwilling)).toContain('Relato');
    },
  );

  test('of somebody who is surely grown up is not for the protection of children', async () => {
    const adult = withValues(draft, { age: '34' });
    await expect(everythingFor('childProtection', adult)).rejects.toThrow('for its own addressee alone');
    expect(await everythingFor('publicProsecutor', adult)).toContain('Relato');
  });

  test('has no place for the person to sign, and says why', async () => {
    const text = await everythingFor('publicProsecutor');
    expect(text).toContain('La persona entrevistada no firma');
    expect(text.match(/"field":"Firma_/g)).toHaveLength(1);
  });
});

test('an interview needs a pseudonym that tells nothing, and something that was told', () => {
  const codes = (of: RecordDraft) =>
    validate(interviewRecord, of, { today: '2026-11-23' }).map(({ code, field }) => `${field} ${code}`);
  const whole = withValues(draft, { pseudonym: 'P-01' });
  expect(codes(whole)).toEqual([]);
  expect(codes(withValues(whole, { pseudonym: 'María' }))).toContain('pseudonym not-a-pseudonym');
  expect(codes(withRows(withValues(whole, { account: '' }), 'interview_answers'))).toContain('account required');
});
