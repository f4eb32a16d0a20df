import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readGuideFile } from '../../../shared/catalog/screening/guide-file.ts';
import { ruleSets } from '../../../shared/catalog/screening/rule-sets.ts';
import type { Result } from '../../../shared/kernel/result.ts';

const folder = path.resolve(import.meta.dirname, '../../../shared/catalog/screening');
const template = readFileSync(path.join(folder, 'guide-template.json'), 'utf8');
const lines = template.split('\n');
const lineOf = (words: string): number => lines.findIndex((line) => line.includes(words)) + 1;
const faultOf = (read: Result<unknown>) => (read.ok ? undefined : read.fault);

test('the template is a guide that can be read, also as Windows saves it', () => {
  const read = readGuideFile(template);
  expect(read).toMatchObject({ ok: true, value: { key: 'guiaNacional', confidence: 'unverified' } });
  expect(readGuideFile(`\uFEFF${template.replaceAll('\n', '\r\n')}`)).toEqual(read);
});

test.each([
  ['"strong", "doubtful"', '"fuerte", "doubtful"', 'screening/unknown-strength', '"cdDocs", "dimension"'],
  ['"question": "hnEjemplo"', '"question": "hnOtra"', 'screening/unknown-question', '"question": "hnEjemplo"'],
  ['"question": "hnEjemplo"', '"question": "cdDocs"', 'screening/repeated', '"question": "cdDocs"'],
  ['"all": ["hnControl"]', '"all": ["hnPoder"]', 'screening/unknown-dimension', '"all": ["hnControl"]'],
  ['"format": 1', '"format": 2', 'screening/newer-format', '"format": 1'],
  ['"urgency": "high"', '"urgency": "alta"', 'screening/not-a-rule-set', '"urgency": "high"'],
  ['      "urgency": "high",\n', '', 'screening/missing-part', '"outcomes": ['],
  ['"key": "guiaNacional"', '"key": "delphiAdult"', 'screening/key-taken', '"key": "guiaNacional"'],
  ['"format": 1,', '"format": 1', 'screening/not-json', '"notes": ['],
  ['"appliesTo": "all"', '"version": "2"', 'screening/repeated', '"appliesTo": "all"'],
])('%s turned into %s is told with its line', (was, is, code, where) => {
  expect(template).toContain(was);
  const line = lineOf(where) + (code === 'screening/missing-part' ? 1 : 0);
  expect(faultOf(readGuideFile(template.replace(was, is)))).toMatchObject({ code, detail: { line } });
});

test('a question that another guide words otherwise is refused; the same guide may be loaded anew', () => {
  const other = readGuideFile(template.replace('guiaNacional', 'otra').replace('la pregunta o la señal', 'otra cosa'));
  if (!other.ok) throw new Error(other.fault.code);
  expect(faultOf(readGuideFile(template, [other.value]))).toMatchObject({
    code: 'screening/repeated',
    detail: { name: 'hnEjemplo', line: lineOf('"key": "hnEjemplo"') },
  });
  const same = readGuideFile(template.replace('guiaNacional', 'otra'));
  if (!same.ok) throw new Error(same.fault.code);
  expect(readGuideFile(template, [same.value]).ok).toBe(true);
  expect(readGuideFile(template.replace('0-plantilla', '1'), [...ruleSets, same.value]).ok).toBe(true);
});
