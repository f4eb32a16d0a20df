import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { emptyOffice } from '../../../../renderer/features/unlock/new-office.ts';
import { PersonStep } from '../../../../renderer/features/unlock/person-step.tsx';
import { uiWords } from '../../../../renderer/shell/ui-words.ts';
import { t } from '../../../../renderer/text/index.ts';
import { UiWordsProvider } from '../../../../renderer/ui/words.tsx';
import type { Role } from '../../../../shared/access/roles.ts';

const nothing = (): void => undefined;

/** The step of the first run as markup. */
function drawn(roles: readonly Role[]): string {
  return renderToStaticMarkup(
    <UiWordsProvider words={uiWords()}>
      <PersonStep form={{ ...emptyOffice([]), roles }} onChange={nothing} onNext={nothing} onBack={nothing} />
    </UiWordsProvider>,
  );
}

const noCases = t('unlock.person.noCases.todo');
const nobody = t('unlock.person.noLiaison.nobody');
const emergency = t('unlock.person.noLiaison.emergency');

test.each<[string, readonly Role[], readonly string[]]>([
  ['nobody who reads cases', ['administrator'], [noCases]],
  ['nobody but the inspector of a case opens what is protected', ['inspector', 'administrator'], [nobody]],
  ['only in an emergency', ['chief', 'inspector', 'administrator'], [emergency]],
  ['a liaison', ['liaison', 'inspector', 'administrator'], []],
])('the first run says what these roles leave closed: %s', (_, roles, said) => {
  const markup = drawn(roles);
  expect([noCases, nobody, emergency].filter((text) => markup.includes(text))).toEqual(said);
});

test('where somebody cannot open something, two sheets are named as the way', () => {
  expect(noCases).toContain('dos hojas de recuperación');
  expect(nobody).toContain('dos hojas de recuperación');
});
