import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evidenceKinds, type EvidenceType } from '../../../shared/evidence/sniff.ts';
import { openingSteps } from '../../../shared/referral/how-to-open.ts';
import {
  evidenceFileName,
  isPackageFile,
  manifestText,
  missingFiles,
  packageFiles,
} from '../../../shared/referral/package-content.ts';
import { packageFileName } from '../../../shared/referral/package-name.ts';
import { readmeText } from '../../../shared/referral/readme-text.ts';
import { spokenWordList, spokenWords } from '../../../shared/referral/spoken-words.ts';

const types = Object.keys(evidenceKinds) as EvidenceType[];

describe('names in a package', () => {
  test('of evidence are a number and an ending, of every kind there is', () => {
    expect(evidenceFileName(1, 'image/jpeg')).toBe('pruebas/prueba-001.jpg');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.constantFrom(...types), (n, type) => {
        const name = evidenceFileName(n, type);
        expect(isPackageFile(name)).toBe(true);
        expect(name).toMatch(/^[a-z]+\/prueba-\d{3}\.[a-z0-9]{3,4}$/);
      }),
    );
    expect(() => evidenceFileName(1000, 'image/png')).toThrow();
    expect(() => evidenceFileName(0, 'image/png')).toThrow();
  });

  test.each([
    '../remision.pdf',
    '/remision.pdf',
    'pruebas/../LEAME.txt',
    'pruebas/María.jpg',
    'pruebas/prueba-001.exe',
    'pruebas/prueba-001.jpg.exe',
    'REMISION.PDF',
    'manifest-sha256.txt',
    '',
  ])('%j is not one that the window may bring', (name) => {
    expect(isPackageFile(name)).toBe(false);
  });

  test('that every package has are asked for', () => {
    expect(missingFiles([packageFiles.readme, packageFiles.referral])).toEqual(['acuse.pdf', 'anexos.pdf']);
    expect(missingFiles(Object.values(packageFiles))).toEqual([]);
  });
});

test('the manifest is what sha256sum reads: lines with a hash, two blanks and a name, ended as Linux ends them', () => {
  const sha256 = 'ab'.repeat(32);
  expect(manifestText([{ name: 'LEAME.txt', size: 3, sha256 }])).toBe(`${sha256}  LEAME.txt\n`);
});

test('the name of a package is random and of letters that nobody mistakes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), (random) => {
      expect(packageFileName(random)).toMatch(/^REMISION-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\.age$/);
    }),
  );
  expect(packageFileName(new Uint8Array([0, 0, 0, 0, 1]))).not.toBe(packageFileName(new Uint8Array(5)));
});

describe('words that are told by telephone', () => {
  test('are plain letters, all different, enough for 65 bits in six', () => {
    const list = spokenWordList();
    expect(new Set(list).size).toBe(list.length);
    expect(list.every((word) => /^[a-z]{3,8}$/.test(word))).toBe(true);
    expect(6 * Math.log2(list.length)).toBeGreaterThan(65.5);
  });

  test('are six, chosen by the bytes alone; those that would favour a word are thrown away', () => {
    const list = spokenWordList();
    const bytes = [0xff, 0xff, 0, 0, 0, 1, 0, 2, 0, 3, 0, 4, list.length >> 8, list.length & 255];
    let at = 0;
    const words = spokenWords((length) => Uint8Array.from(bytes.slice(at, (at += length))));
    // 0xffff lies behind the last whole run of the list
    expect(0xffff).toBeGreaterThanOrEqual(65536 - (65536 % list.length));
    expect(words).toBe([0, 1, 2, 3, 4, 0].map((n) => list[n]).join(' '));
    expect(at).toBe(bytes.length);
  });
});

describe('the text file', () => {
  const rootWords = ['ábaco', 'pino', 'tierra', 'marea', 'ola', 'luz', 'cerro', 'vela'];
  const given = {
    rootWords,
    number: 'STSS-REM-LCE-00001-2026',
    office: 'Oficina de La Ceiba',
    person: 'W. Núñez, Inspectora',
  };

  test('is what old editors of Windows read: marked UTF-8, its line ends, lines that fit', () => {
    for (const sealed of ['keys', 'words'] as const) {
      const text = readmeText({ ...given, sealed, pieces: 2, exact: 1, hasIdentities: true });
      expect(text.startsWith('\uFEFFREMISIÓN STSS-REM-LCE-00001-2026\r\n')).toBe(true);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      const long = text.split('\r\n').filter((line) => line.length > 78);
      expect(long).toEqual([]);
    }
  });

  test('names only what is there', () => {
    const none = readmeText({ ...given, sealed: 'words', pieces: 0, exact: 0, hasIdentities: false });
    expect(none).not.toContain('pruebas/ ');
    expect(none).not.toContain('identidades.pdf');
    const some = readmeText({ ...given, sealed: 'words', pieces: 1, exact: 0, hasIdentities: true });
    expect(some).toContain('copias de una prueba');
    expect(some).toContain('identidades.pdf');
  });

  test('says of metadata what is true of the copies', () => {
    const text = (pieces: number, exact: number): string =>
      readmeText({ ...given, sealed: 'words', pieces, exact, hasIdentities: false }).replaceAll(/\s+/g, ' ');
    expect(text(2, 0)).toContain('Las fotografías son copias sin los metadatos');
    expect(text(2, 0)).not.toContain('exactas');
    expect(text(2, 2)).toContain('exactas y llevan los metadatos');
    expect(text(2, 2)).not.toContain('sin los metadatos');
    expect(text(2, 1)).toMatch(/dibujadas de nuevo, sin los metadatos.*las otras son exactas y llevan los metadatos/);
    expect(text(0, 0)).not.toContain('metadatos');
  });

  test('says how with whichever seal it has', () => {
    const commands = (sealed: 'keys' | 'words'): string => JSON.stringify(openingSteps(sealed, rootWords));
    expect(commands('keys')).toContain('age.exe -d -i clave.txt -o remision.tar');
    expect(commands('words')).toContain('age.exe -d -o remision.tar');
    for (const sealed of ['keys', 'words'] as const) {
      for (const program of [
        'tar.exe -xf',
        'certutil -hashfile',
        'sha256sum -c',
        'pdfsig',
        'Okular',
        'Acrobat',
        'AutoFirma',
        'verificador.html',
      ]) {
        expect(commands(sealed)).toContain(program);
      }
      expect(commands(sealed)).toContain(rootWords.join(' '));
      // the kind follows from who issued the certificate, and the papers themselves say it
      expect(commands(sealed)).not.toContain('electrónica simple');
      expect(commands(sealed)).toMatch(/Not total document signed.*son los datos que sirven para comprobar las firmas/);
    }
  });
});
