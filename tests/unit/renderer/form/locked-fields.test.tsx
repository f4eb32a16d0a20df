import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { SectionForm } from '../../../../renderer/form/section-form.tsx';
import { uiWords } from '../../../../renderer/shell/ui-words.ts';
import { UiWordsProvider } from '../../../../renderer/ui/words.tsx';
import { inspection } from '../../../../shared/record/kinds/inspection.ts';
import { interviewedPeople, sampleInspection, withInterviewed } from '../../../support/inspection-builder.ts';

const secrets = interviewedPeople.flatMap((person) => Object.values(person));

/** The whole form as markup. */
function drawn(protectedOpen: boolean): string {
  return inspection.sections
    .map((section) =>
      renderToStaticMarkup(
        <UiWordsProvider words={uiWords()}>
          <SectionForm
            kind={inspection}
            section={section}
            draft={withInterviewed(sampleInspection())}
            problems={new Map()}
            showMissing
            readOnly={false}
            edit={() => undefined}
            clock={{ now: () => 0 }}
            protectedOpen={protectedOpen}
            protectedTools={<b>TOOLS</b>}
          />
        </UiWordsProvider>,
      ),
    )
    .join('\n');
}
const shown = (markup: string): readonly string[] => secrets.filter((secret) => markup.includes(secret));
const controls = (markup: string): number => markup.match(/<(input|textarea)\b/g)?.length ?? 0;

test('a closed field shows its label and a lock: no value, nothing to focus, even if the draft holds one', () => {
  const closed = drawn(false);
  expect(shown(closed)).toEqual([]);
  expect(closed.match(/Dato protegido/g)).toHaveLength(14);
  expect(closed).toContain('Nombre real');
  expect(closed).not.toMatch(/id="f-interviewed-[^"]*-(realName|contact|identityNote)"/);
  expect(closed).toMatch(/id="f-interviewed-[^"]*-pseudonym"/);
});

test('once open there is a box for each, and no lock', () => {
  const open = drawn(true);
  expect(shown(open)).toEqual(secrets);
  expect(open).not.toContain('Dato protegido');
  expect(controls(open) - controls(drawn(false))).toBe(14);
});

test('the tools stand once in each section that has such fields', () => {
  expect(drawn(false).match(/TOOLS/g)).toHaveLength(2);
});
