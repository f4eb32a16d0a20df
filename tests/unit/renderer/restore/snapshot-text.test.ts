import { expect, test } from 'vitest';
import { relationText } from '../../../../renderer/parts/snapshot-text.ts';
import { languages, setLanguage } from '../../../../renderer/text/index.ts';
import { SnapshotPreview } from '../../../../shared/ipc/contract.ts';

const relations = SnapshotPreview.entries.relation.options;

test('each relation is told apart, and a loss is called one', () => {
  const texts = relations.map((relation) => relationText({ relation, framesBetween: 3 }));
  expect(new Set(texts.map(({ title }) => title)).size).toBe(relations.length);
  expect(relations.filter((_, i) => texts[i]?.isLoss)).toEqual(['other-office', 'older', 'diverged']);
  expect(relationText({ relation: 'older', framesBetween: 3 }).title).toContain('3 asientos');
  expect(relationText({ relation: 'older', framesBetween: 1 }).title).toContain('1 asiento ');
  expect(relationText({ relation: 'newer', framesBetween: 7 }).title).toContain('7');
});

test.each(languages)('in %s every place is filled', async (language) => {
  await setLanguage(language);
  try {
    for (const relation of relations) {
      const { title, text } = relationText({ relation, framesBetween: 2 });
      expect(`${title} ${text}`).not.toMatch(/[{}]/);
    }
  } finally {
    await setLanguage('es');
  }
});
