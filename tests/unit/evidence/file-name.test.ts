import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanName, withEnding } from '../../../shared/evidence/file-name.ts';

test('accents are composed, and what a file system refuses becomes a dash', () => {
  const decomposed = 'Accio\u0301n en San\u0303a.JPG';
  expect(cleanName(decomposed, 200)).toBe('Acción en Saña.JPG'.normalize('NFC'));
  expect(cleanName('C:\\DCIM\\foto 1?.jpg', 200)).toBe('C-DCIM-foto 1-.jpg');
  expect(cleanName('../../etc/passwd', 200)).toBe('etc-passwd');
  expect(cleanName('foto\u202Egnp.exe', 200)).toBe('foto-gnp.exe');
  expect(cleanName('a\u0000b\nc.pdf', 200)).toBe('a-b-c.pdf');
});

test('names that Windows keeps for devices, and names without anything, are still names', () => {
  for (const name of ['CON', 'con.jpg', 'LPT1.pdf', 'nul.tar.gz']) expect(cleanName(name, 200)).toBe(`_${name}`);
  expect(cleanName('', 200)).toBe('sin-nombre');
  expect(cleanName(' . .. ', 200)).toBe('sin-nombre');
  expect(cleanName('.jpg', 200)).toBe('jpg');
});

test('a name of 300 characters keeps its ending and half of no letter', () => {
  const name = cleanName(`${'ñ'.repeat(300)}.jpeg`, 200);
  expect(name).toHaveLength(199);
  expect(name.endsWith('ñ.jpeg')).toBe(true);
  const emoji = cleanName(`${'📷'.repeat(150)}.jpg`, 200);
  expect(emoji).toMatch(/^(?:📷)+\.jpg$/u);
  // a letter and an accent that have no composed form stay together or go together
  const marked = cleanName(`${'a'.repeat(194)}m\u0323\u0306${'b'.repeat(50)}.png`, 200);
  expect(marked).not.toMatch(/m\.png$/);
});

test('whatever it is given, the name is composed, short enough, and safe; cleaning it again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const name = cleanName(text, 200);
      expect(name.length).toBeLessThanOrEqual(200);
      expect(name.length).toBeGreaterThan(0);
      expect(name).toBe(name.normalize('NFC'));
      expect(name).not.toMatch(/[<>:"/\\|?*\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
      expect(name).not.toMatch(/^[\s.-]|[\s.]$/);
      expect(name).not.toMatch(/^(?:con|prn|aux|nul)(?:\.|$)/i);
    }),
  );
});

test('an ending is exchanged, not added', () => {
  expect(withEnding('foto.jpeg', '.jpg')).toBe('foto.jpg');
  expect(withEnding('sin ending', '.pdf')).toBe('sin ending.pdf');
});
