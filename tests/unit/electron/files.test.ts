import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeAtomically } from '../../../electron/disk/atomic-write.ts';
import { safeFileName } from '../../../electron/disk/file-name.ts';
import { createLastFolder, removeLastFolderFile } from '../../../electron/disk/last-folder.ts';
import { userDataFolder } from '../../../electron/disk/paths.ts';
import { createFileHandlers } from '../../../electron/host/files.ts';
import { createPreviews, createPreviewHandlers } from '../../../electron/host/preview.ts';
import { fail, ok } from '../../../shared/kernel/result.ts';

const pdf = new Uint8Array([1, 2, 3]);

describe('file names', () => {
  test.each([
    ['Acta 0801-2026', 'Acta 0801-2026.pdf'],
    ['Acta.pdf', 'Acta.pdf'],
    ['acta.PDF', 'acta.pdf'],
    ['../../etc/passwd', 'etc-passwd.pdf'],
    ['C:\\Windows\\x', 'C-Windows-x.pdf'],
    ['a<b>c:"d"|e?f*g', 'a-b-c-d-e-f-g.pdf'],
    ['CON', '_CON.pdf'],
    ['com1.acta', '_com1.acta.pdf'],
    ['lpt¹', '_lpt¹.pdf'],
    ['consejo', 'consejo.pdf'],
    ['final. . .', 'final.pdf'],
    ['   ', 'documento.pdf'],
    ['///', 'documento.pdf'],
    ['factura\u202Efdp.exe', 'factura-fdp.exe.pdf'],
    ['Cooperativa Güirima Ñu', 'Cooperativa Güirima Ñu.pdf'],
    ['n\u0303', 'ñ.pdf'],
  ])('%j becomes %j', (wanted, name) => {
    expect(safeFileName(wanted, '.pdf')).toBe(name);
  });

  test('whatever is wanted, the name is one that Windows takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (wanted) => {
        const name = safeFileName(wanted, '.pdf');
        expect(name).toMatch(/^[^\u0000-\u001f<>:"/\\|?*]{1,125}$/);
        expect(name.endsWith('.pdf')).toBe(true);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\./i);
        expect(name.startsWith(' ') || name.startsWith('.pdf')).toBe(false);
        expect(path.win32.basename(name)).toBe(name);
        expect(safeFileName(name, '.pdf')).toBe(name);
      }),
    );
  });
});

test('data lives where it does not roam', () => {
  expect(
    userDataFolder({
      platform: 'win32',
      appData: 'C:\\Users\\ana\\AppData\\Roaming',
      localAppData: 'C:\\Users\\ana\\AppData\\Local',
    }),
  ).toBe('C:\\Users\\ana\\AppData\\Local\\Atalaya');
  expect(
    userDataFolder({ platform: 'win32', appData: 'C:\\Users\\ana\\AppData\\Roaming', localAppData: undefined }),
  ).toBe('C:\\Users\\ana\\AppData\\Local\\Atalaya');
  expect(userDataFolder({ platform: 'linux', appData: '/home/ana/.config', localAppData: undefined })).toBe(
    '/home/ana/.config/Atalaya',
  );
});

describe('saving', () => {
  const setUp = () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-files-'));
    const stick = path.join(folder, 'stick');
    mkdirSync(stick);
    const asked: string[] = [];
    const answers: (string | undefined)[] = [];
    const lastFolder = createLastFolder(folder);
    const handlers = createFileHandlers({
      askWhere: (proposed) => Promise.resolve((asked.push(proposed), answers.shift())),
      lastFolder,
      write: writeAtomically,
      goingOut: { mayGo: () => ok(undefined), note: () => Promise.resolve(ok(undefined)) },
    });
    return {
      folder,
      stick,
      asked,
      answers,
      lastFolder,
      save: (suggestedName: string) => handlers.saveDocument({ pdf, suggestedName }),
    };
  };

  test('writes exactly the bytes, tells only the name, and offers the folder again', async () => {
    const { folder, stick, asked, answers, save } = setUp();
    answers.push(path.join(stick, 'mi acta.pdf'), undefined);
    expect(await save('Acta/1')).toEqual(ok({ name: 'mi acta.pdf' }));
    expect([...readFileSync(path.join(stick, 'mi acta.pdf'))]).toEqual([...pdf]);
    expect(await save('Acta 2')).toEqual(fail('file/cancelled'));
    expect(asked).toEqual([path.join(folder, 'Acta-1.pdf'), path.join(stick, 'Acta 2.pdf')]);
  });

  test('a lock forgets the folder, and nothing of it is written down', async () => {
    const { folder, stick, asked, answers, lastFolder, save } = setUp();
    answers.push(path.join(stick, 'a.pdf'));
    await save('a');
    expect(readdirSync(folder)).toEqual(['stick']);
    lastFolder.forget();
    await save('b');
    expect(asked[1]).toBe(path.join(folder, 'b.pdf'));
  });

  test('the file of earlier versions, which kept it in clear, is removed', async () => {
    const { folder, stick } = setUp();
    const file = path.join(folder, 'last-folder.txt');
    writeFileSync(file, stick);
    await removeLastFolderFile(folder);
    expect(existsSync(file)).toBe(false);
    await removeLastFolderFile(folder);
  });

  test('begins anew when the stick has been pulled', async () => {
    const { folder, stick, asked, answers, save } = setUp();
    answers.push(path.join(stick, 'a.pdf'));
    await save('a');
    rmSync(stick, { recursive: true });
    await save('b');
    expect(asked[1]).toBe(path.join(folder, 'b.pdf'));
  });

  test('adds the ending, and lets the dialog ask before that replaces a file', async () => {
    const { stick, asked, answers, save } = setUp();
    writeFileSync(path.join(stick, 'a.pdf'), 'old');
    answers.push(path.join(stick, 'a'), undefined);
    expect(await save('x')).toEqual(fail('file/cancelled'));
    expect(asked[1]).toBe(path.join(stick, 'a.pdf'));
    expect(readFileSync(path.join(stick, 'a.pdf'), 'utf8')).toBe('old');
    answers.push(path.join(stick, 'b'));
    expect(await save('x')).toEqual(ok({ name: 'b.pdf' }));
  });

  test('a folder that is not there is a fault', async () => {
    const { stick, answers, save } = setUp();
    answers.push(path.join(stick, 'missing', 'a.pdf'));
    expect(await save('a')).toMatchObject({ ok: false, fault: { code: 'file/cannot-write' } });
  });
});

describe('previews', () => {
  test('a token shows its bytes until it is closed', async () => {
    const previews = createPreviews();
    const { openPreview, closePreview } = createPreviewHandlers(
      previews,
      (token) => `app://office/document/${token}.pdf`,
    );
    const opened = await openPreview({ pdf });
    if (!opened.ok) throw new Error('not opened');
    const { token, url } = opened.value;
    expect(token).toMatch(/^[0-9a-f]{32}$/);
    expect(url).toBe(`app://office/document/${token}.pdf`);
    expect(previews.find(token)).toBe(pdf);
    await closePreview({ token });
    expect(previews.find(token)).toBeUndefined();
  });

  test('forgotten ones make room, the oldest first', () => {
    const previews = createPreviews();
    const tokens = Array.from({ length: 9 }, () => previews.open(pdf));
    expect(tokens.map((token) => previews.find(token) !== undefined)).toEqual([false, ...Array<boolean>(8).fill(true)]);
    previews.closeAll();
    expect(tokens.filter((token) => previews.find(token))).toEqual([]);
  });
});
