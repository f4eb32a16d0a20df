import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { readAgeHeader } from '../../../shared/bundle/age-header.ts';
import { bundlePaths } from '../../../shared/bundle/bundle-layout.ts';
import type { SenderStanding } from '../../../shared/bundle/read-bundle.ts';
import { TAR_BLOCK, tarEntry, tarHeader } from '../../../shared/bundle/tar.ts';
import {
  concatBytes,
  fromUtf8,
  randomBytes,
  sha256,
  toBase64Url,
  toHex,
  utf8,
  type Bytes,
} from '../../../shared/kernel/bytes.ts';
import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts';
import type { FaultCode } from '../../../shared/kernel/fault.ts';
import { changeId } from '../../../shared/record/change-hash.ts';
import type { Change } from '../../../shared/record/change.ts';
import { buildCms } from '../../../shared/signature/cms.ts';
import { signEnvelope } from '../../../shared/bundle/envelope-signature.ts';
import { sealBytes } from '../../../shared/bundle/seal.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import {
  buildBundle,
  fileByHash,
  inventedCase,
  knowing,
  linesOf,
  MADE_AT,
  newAgeKeys,
  readAll,
  testMinistry,
  type BuiltBundle,
  type BundleCase,
  type BundleOrder,
  type Installation,
} from '../../support/bundle-builder.ts';
import { alterHeader, putTogether, takeApart, type TarPiece } from '../../support/tar-surgery.ts';

let office: Installation;
let twin: Installation;
let stranger: Installation;
let other: Installation;
let ours: string;
let theirs: string;
let cases: readonly BundleCase[];
let order: BundleOrder;
let good: BuiltBundle;
let pieces: readonly TarPiece[];

beforeAll(async () => {
  const ministry = await testMinistry();
  office = await ministry.installation('LCE');
  other = await ministry.installation('TGU');
  // the same names, certified by a root that nobody knows
  stranger = await (await testMinistry()).installation('LCE', office.replica);
  twin = await ministry.installation('LCE', office.replica);
  ours = (await newAgeKeys()).recipient;
  theirs = (await newAgeKeys()).recipient;
  cases = [await inventedCase(office), await inventedCase(office)];
  const files = [await fileByHash('adjunto', randomBytes(5000))];
  order = { from: office, to: [{ oficina: 'TGU', clave: ours }], cases, files };
  good = await buildBundle(order);
  pieces = takeApart(good.tar);
});

/** What reading this gives: a code, or that it was accepted. */
async function codeOf(tar: Bytes, known = knowing([office, other], [ours])): Promise<FaultCode | 'accepted'> {
  const read = await readAll(tar, known);
  return read.ok ? 'accepted' : read.fault.code;
}

/** The bundle with its envelope altered and signed again by the certified office. */
async function resigned(
  alter: (envelope: Record<string, Json>) => void,
  rest: Partial<BundleOrder> = {},
): Promise<Bytes> {
  const { tar } = await buildBundle({ ...order, ...rest, alter: alter as NonNullable<BundleOrder['alter']> });
  return tar;
}

/** The bundle with other lines of changes, and an envelope that fits them. */
async function withLines(lines: NonNullable<BundleOrder['lines']>): Promise<Bytes> {
  return (await buildBundle({ ...order, lines })).tar;
}

test('the bundle that is attacked is accepted as it is, and is itself when put together again', async () => {
  expect(putTogether(pieces)).toEqual(good.tar);
  expect(await codeOf(good.tar)).toBe('accepted');
});

describe('what lies around the archive', () => {
  const header = (...stanzas: readonly string[]): Bytes =>
    utf8(`age-encryption.org/v1\n${stanzas.map((one) => `-> ${one}\nAAAA\n`).join('')}--- ${'A'.repeat(43)}\nx`);
  const codeOfHeader = (bytes: Bytes): string => {
    const read = readAgeHeader(bytes);
    return read.ok ? read.value.opening : read.fault.code;
  };

  test('keys of an office, or words, open it', () => {
    expect(codeOfHeader(header('mlkem768x25519 AA', 'mlkem768x25519 BB'))).toBe('keys');
    expect(codeOfHeader(header('scrypt AAAA 18'))).toBe('words');
  });

  test.each<[string, () => Bytes]>([
    ['five million letters', () => new Uint8Array(5_000_000).fill(65)],
    ['nothing', () => new Uint8Array(0)],
    ['a header of 50 MB', () => concatBytes(utf8('age-encryption.org/v1\n-> X25519 '), new Uint8Array(5e7).fill(65))],
    ['65 recipients', () => header(...Array.from({ length: 65 }, () => 'mlkem768x25519 AA'))],
    ['classic recipients among the others', () => header('mlkem768x25519 AA', 'X25519 AA')],
    ['a classic recipient alone', () => header('X25519 AA')],
    ['words beside a key', () => header('scrypt AAAA 18', 'mlkem768x25519 AA')],
    ['no recipient', () => header()],
    ['a later age', () => utf8('age-encryption.org/v2\n--- AAAA\n')],
  ])('%s: not a bundle', (_, bytes) => {
    expect(codeOfHeader(bytes())).toBe('bundle/not-a-bundle');
  });
});

describe('an archive that was put together otherwise', () => {
  const at = (i: number): TarPiece => {
    const piece = pieces[i];
    if (piece === undefined) throw new Error('no such piece');
    return piece;
  };
  const piece = (name: string, content: Bytes): TarPiece => ({
    name,
    header: tarHeader(name, content.length, 0),
    content,
  });

  test.each<[string, FaultCode, () => Bytes]>([
    ['no envelope', 'bundle/structure', () => putTogether(pieces.slice(2))],
    ['no signature', 'bundle/structure', () => putTogether([at(0), ...pieces.slice(2)])],
    ['nothing at all', 'bundle/cut-short', () => putTogether([])],
    ['an entry that is not signed', 'bundle/content', () => putTogether([...pieces, { ...at(2) }])],
    ['an entry missing', 'bundle/content', () => putTogether(pieces.slice(0, -1))],
    ['entries in another order', 'bundle/content', () => putTogether([at(0), at(1), at(3), at(2), ...pieces.slice(4)])],
    ['a byte after the end', 'bundle/structure', () => concatBytes(good.tar, utf8('x'))],
    ['one more block of zeros', 'bundle/structure', () => concatBytes(good.tar, new Uint8Array(TAR_BLOCK))],
    ['no end', 'bundle/cut-short', () => putTogether(pieces, new Uint8Array(0))],
    ['half an end', 'bundle/cut-short', () => putTogether(pieces, new Uint8Array(TAR_BLOCK))],
    ['one byte less', 'bundle/cut-short', () => good.tar.slice(0, -1)],
    ['cut in the middle of a file', 'bundle/cut-short', () => good.tar.slice(0, good.tar.length - 3000)],
    [
      'a block of zeros between',
      'bundle/structure',
      () => concatBytes(putTogether(pieces.slice(0, 3), new Uint8Array(TAR_BLOCK)), putTogether(pieces.slice(3))),
    ],
    [
      'an envelope said to be of 8 GiB',
      'bundle/too-large',
      () => tarHeader('traspaso/firma/sobre.json', 8 * 2 ** 30 - 1, 0),
    ],
    [
      'a signature of 40 kB',
      'bundle/too-large',
      () => putTogether([at(0), { ...at(1), header: alterHeader(at(1).header, 124, '00000116100\0') }]),
    ],
  ])('%s', async (_, code, tar) => {
    expect(await codeOf(tar())).toBe(code);
  });

  test.each([
    ['traversal', '../../x'],
    ['absolute', '/etc/passwd'],
    ['drive', 'C:/x'],
    ['device', 'traspaso/con.txt'],
    ['dots at the end', 'traspaso/a..'],
    ['not ASCII', 'traspaso/ñ'],
    ['backslash', 'traspaso\\x'],
    ['hidden', '.hidden'],
    ['six folders', 'a/b/c/d/e/f'],
    ['empty', ''],
  ])('a name like %s', async (_, name) => {
    const header = alterHeader(alterHeader(tarHeader('x', 0, 0), 0, new Uint8Array(100)), 0, name);
    expect(await codeOf(putTogether([{ header, content: new Uint8Array(0) }, ...pieces]))).toBe('bundle/structure');
  });

  test.each([
    ['a symbolic link', '2'],
    ['a hard link', '1'],
    ['a folder', '5'],
    ['pax records', 'x'],
    ['a long name of GNU', 'L'],
    ['a device', '3'],
    ['a sparse file', 'S'],
    ['an old regular file', '\0'],
  ])('an entry that is %s', async (_, type) => {
    const header = alterHeader(at(0).header, 156, type);
    expect(await codeOf(putTogether([{ ...at(0), header }, ...pieces.slice(1)]))).toBe('bundle/structure');
  });

  test.each<[string, number, Bytes | string]>([
    ['another mode', 100, '0000755\0'],
    ['an owner', 108, '0001750\0'],
    ['a group', 116, '0001750\0'],
    ['the name of an owner', 265, 'root'],
    ['a device number', 329, '0000001\0'],
    ['a prefix', 345, 'x'],
    ['a link name', 157, 'x'],
    ['the magic of GNU', 257, 'ustar  \0'],
    ['a size in base 256', 124, Uint8Array.of(0x80, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)],
    ['a size with blanks', 124, '        10\0'],
    ['a time of its own', 136, '00000000001\0'],
    ['bytes behind the name', 60, 'x'],
    ['bytes at the end of the block', 505, 'x'],
  ])('a header with %s', async (_, offset, bytes) => {
    const changed = [at(0), at(1), { ...at(2), header: alterHeader(at(2).header, offset, bytes) }, ...pieces.slice(3)];
    expect(await codeOf(putTogether(changed))).toBe('bundle/structure');
  });

  test('a wrong sum, and padding that is not zero', async () => {
    const wrong = at(0).header.slice();
    wrong[150] = (wrong[150] ?? 0) ^ 1;
    expect(await codeOf(putTogether([{ ...at(0), header: wrong }, ...pieces.slice(1)]))).toBe('bundle/structure');
    const tar = good.tar.slice();
    tar[TAR_BLOCK + at(0).content.length] = 1;
    expect(await codeOf(tar)).toBe('bundle/structure');
  });

  test('a file whose bytes are others', async () => {
    const last = at(pieces.length - 1);
    const content = last.content.slice();
    content[17] = (content[17] ?? 0) ^ 1;
    expect(await codeOf(putTogether([...pieces.slice(0, -1), { ...last, content }]))).toBe('bundle/content');
    const manifest = piece(at(4).name, utf8('otra cosa'));
    expect(await codeOf(putTogether([...pieces.slice(0, 4), manifest, ...pieces.slice(5)]))).toBe('bundle/structure');
  });
});

describe('a signature that does not hold', () => {
  const envelopeOf = (tar: readonly TarPiece[]): Bytes => tar[0]?.content ?? new Uint8Array(0);
  const signatureOf = (tar: readonly TarPiece[]): Bytes => tar[1]?.content ?? new Uint8Array(0);
  const mtime = Date.parse(MADE_AT) / 1000;
  const withFront = (envelope: Bytes, signature: Bytes): Bytes =>
    concatBytes(
      tarEntry('traspaso/firma/sobre.json', envelope, mtime),
      tarEntry('traspaso/firma/sobre.p7s', signature, mtime),
      putTogether(pieces.slice(2)),
    );

  test('the envelope was edited', async () => {
    const edited = utf8(fromUtf8(envelopeOf(pieces)).replace('"LCE"', '"CHO"'));
    expect(await codeOf(withFront(edited, signatureOf(pieces)))).toBe('bundle/signature');
  });

  test('signed by an authority of a stranger that uses the same names', async () => {
    expect(await codeOf((await buildBundle({ ...order, from: stranger })).tar)).toBe('bundle/unknown-sender');
  });

  test('signed with the certificate of another office', async () => {
    const { replica, office: code } = office;
    const claimed = { ...other, office: code, replica };
    expect(await codeOf((await buildBundle({ ...order, from: claimed })).tar)).toBe('bundle/unknown-sender');
  });

  test('signed with another certificate than the envelope names', async () => {
    const { tar } = await buildBundle({ ...order, from: { ...office, signer: twin.signer } });
    expect(await codeOf(tar)).toBe('bundle/signature');
  });

  test('signed by a certificate that the list has revoked', async () => {
    const revoked = { ok: true, value: 'revoked' } satisfies Result<SenderStanding>;
    const read = await readAll(good.tar, {
      ...knowing([office], [ours]),
      checkSender: () => Promise.resolve(revoked),
    });
    expect(read.ok && read.value.summary.standing).toBe('revoked');
  });

  test('nothing behind the signature is looked at before it holds', async () => {
    const rubbish = concatBytes(
      withFront(envelopeOf(pieces), utf8('not a signature')).slice(0, 2 * TAR_BLOCK + 40 * TAR_BLOCK),
      new Uint8Array(1000).fill(255),
    );
    expect(await codeOf(rubbish)).toBe('bundle/signature');
  });

  test('every single bit of the signature counts', async () => {
    const signature = signatureOf(pieces);
    const codes = new Set<string>();
    for (let bit = 0; bit < signature.length * 8; bit += 7) {
      const flipped = signature.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      codes.add(await codeOf(withFront(envelopeOf(pieces), flipped)));
    }
    expect([...codes]).toEqual(['bundle/signature']);
  });

  test('signed by the authority itself', async () => {
    const root = { ...(await testMinistry()).authority, office: office.office, replica: office.replica };
    const { tar } = await buildBundle({ ...order, from: root });
    expect(await codeOf(tar, knowing([root], [ours]))).toBe('bundle/signature');
  });

  test.each<[string, (signed: Bytes) => Bytes | Promise<Bytes>]>([
    ['empty', () => new Uint8Array(0)],
    ['with a byte more', (signed) => concatBytes(signed, Uint8Array.of(0))],
    ['with a byte less', (signed) => signed.slice(0, -1)],
    ['without a time', async () => buildCms(await sha256(envelopeOf(pieces)), office.signer)],
    [
      'with a second certificate',
      async () => buildCms(await sha256(envelopeOf(pieces)), { ...office.signer, chain: [other.certificate] }, { signingTime: MADE_AT }),
    ],
  ])('a signature %s', async (_, made) => {
    const signed = await signEnvelope(envelopeOf(pieces), office.signer, MADE_AT);
    expect(await codeOf(withFront(envelopeOf(pieces), signed))).toBe('accepted');
    expect(await codeOf(withFront(envelopeOf(pieces), await made(signed)))).toBe('bundle/signature');
  });
});

describe('a certified sender whose computer is infected: the envelope', () => {
  const first = (envelope: Record<string, Json>, name: string): Record<string, Json> =>
    (envelope[name] as Record<string, Json>[])[0] ?? {};
  const file = (envelope: Record<string, Json>, tipo: string): Record<string, Json> =>
    (envelope['archivos'] as Record<string, Json>[]).find((one) => one['tipo'] === tipo) ?? {};

  test('addressed to somebody else, and sealed again for us', async () => {
    const { tar } = await buildBundle({ ...order, to: [{ oficina: 'CHO', clave: theirs }] });
    expect(await codeOf(tar)).toBe('bundle/other-office');
    expect(await codeOf(good.tar, knowing([office], 'frase'))).toBe('bundle/other-office');
  });

  test('of a later format', async () => {
    expect(await codeOf(await resigned((e) => (e['ctx'] = 'traspaso/v2')))).toBe('bundle/newer-version');
  });

  test.each<[string, (envelope: Record<string, Json>) => void]>([
    ['of another protocol', (e) => (e['ctx'] = 'otro/v1')],
    ['made on the 31st of February', (e) => (e['creado'] = '2026-02-31T00:00:00.000Z#0000')],
    ['with a field more', (e) => (e['nota'] = 1)],
    ['with a field less', (e) => delete e['esquema']],
    ['of an unknown kind', (e) => (e['tipo'] = 'otro')],
    [
      'for words beside a key',
      (e) =>
        (e['destinatarios'] = [
          { oficina: 'TGU', clave: ours },
          { oficina: 'MP', clave: 'frase' },
        ]),
    ],
    ['for words, of cases', (e) => (e['destinatarios'] = [{ oficina: 'TGU', clave: 'frase' }])],
    ['for a classic key', (e) => (first(e, 'destinatarios')['clave'] = `age1${'q'.repeat(58)}`)],
    ['for nobody', (e) => (e['destinatarios'] = [])],
    ['for the same key twice', (e) => (e['destinatarios'] = [first(e, 'destinatarios'), first(e, 'destinatarios')])],
    ['numbered for an office that does not get it', (e) => (first(e, 'sec')['a'] = 'CHO')],
    ['first, and after another', (e) => (first(e, 'sec')['ant'] = '0'.repeat(64))],
    ['second, after none', (e) => (first(e, 'sec')['n'] = 2)],
    ['a number that is none', (e) => (first(e, 'sec')['n'] = 1.5)],
    [
      'a path with other letters',
      (e) => (file(e, 'adjunto')['ruta'] = String(file(e, 'adjunto')['ruta']).toUpperCase()),
    ],
    ['a path out of the folder', (e) => (file(e, 'adjunto')['ruta'] = '../x')],
    ['a file twice', (e) => (e['archivos'] as Json[]).push({ ...file(e, 'adjunto') })],
    ['a negative size', (e) => (file(e, 'adjunto')['bytes'] = -1)],
    ['a size without end', (e) => (file(e, 'adjunto')['bytes'] = 1e15)],
    ['an unfolding without end', (e) => (file(e, 'cambios')['desc'] = 1e12)],
    ['a hash in capitals', (e) => (file(e, 'adjunto')['sha256'] = 'A'.repeat(64))],
    ['no changes', (e) => (e['archivos'] = (e['archivos'] as Json[]).filter((one) => one !== file(e, 'cambios')))],
    ['another manifest than its files', (e) => (file(e, 'bagit')['sha256'] = '0'.repeat(64))],
    ['no case', (e) => (e['casos'] = [])],
    ['a case twice', (e) => (e['casos'] as Json[]).push(first(e, 'casos'))],
    ['a case without an end', (e) => (first(e, 'casos')['series'] = [])],
    ['a case named otherwise', (e) => (first(e, 'casos')['id'] = 'caso-1')],
    ['values of other kinds', (e) => (e['emisor'] = [])],
  ])('%s', async (_, alter) => {
    expect(await codeOf(await resigned(alter))).toBe('bundle/envelope');
  });

  test('made in the future', async () => {
    const { tar } = await buildBundle({ ...order, creado: '2026-11-25T15:00:00.001Z#0000' });
    expect(await codeOf(tar)).toBe('bundle/envelope');
    expect(await codeOf((await buildBundle({ ...order, creado: '2026-11-25T15:00:00.000Z#0000' })).tar)).toBe(
      'accepted',
    );
  });

  test('made at another time than the archive bears', async () => {
    expect(await codeOf(await resigned((e) => (e['creado'] = '2026-11-24T15:00:01.000Z#0000')))).toBe(
      'bundle/structure',
    );
  });

  test.each([
    ['with blanks', (text: string) => text.replace(',', ', ')],
    ['with a mark at the start', (text: string) => `\uFEFF${text}`],
    ['with a name twice', (text: string) => text.replace('{', '{"ctx":"traspaso/v1",')],
    ['with a number written otherwise', (text: string) => text.replace('"esquema":1', '"esquema":1.0')],
    [
      'nested deeper than any',
      (text: string) => text.replace('"esquema":1', `"esquema":${'['.repeat(5000)}${']'.repeat(5000)}`),
    ],
    ['cut off', (text: string) => text.slice(0, -1)],
  ])('written %s', async (_, write) => {
    const bytes = utf8(write(fromUtf8(good.envelopeBytes)));
    const front = [
      tarEntry('traspaso/firma/sobre.json', bytes, Date.parse(MADE_AT) / 1000),
      tarEntry(
        'traspaso/firma/sobre.p7s',
        await signEnvelope(bytes, office.signer, MADE_AT),
        Date.parse(MADE_AT) / 1000,
      ),
    ];
    expect(await codeOf(concatBytes(...front, putTogether(pieces.slice(2))))).toBe('bundle/envelope');
  });
});

describe('a certified sender whose computer is infected: the changes', () => {
  const lines = (): string => cases.map((one) => linesOf(one)).join('');
  /** The lines with the content of one replaced; its id is made anew by whoever reads. */
  const altered = (
    alter: (line: { op: Record<string, Json>; x: Record<string, Json>; [more: string]: Json }) => void,
  ): string => {
    const all = lines().split('\n');
    const line = JSON.parse(all[0] ?? '') as { op: Record<string, Json>; x: Record<string, Json> };
    alter(line);
    return [canonicalJson(line), ...all.slice(1)].join('\n');
  };
  const packed = (plain: Bytes | string): Bytes => new Uint8Array(gzipSync(plain));
  const zeros = (): Bytes => packed(Buffer.alloc(300_000_000, 32));

  test('unfolds further than signed', async () => {
    expect(await codeOf(await withLines({ packed: zeros(), desc: 1000, lineas: 1 }))).toBe('bundle/changes');
  });

  test('unfolds without end, as signed', async () => {
    expect(await codeOf(await withLines({ packed: zeros(), desc: 300_000_000, lineas: 1 }))).toBe('bundle/envelope');
  });

  test.each<[string, () => NonNullable<BundleOrder['lines']>]>([
    ['a line of two megabytes', () => `"${toHex(randomBytes(60_000)).repeat(20)}"\n`],
    ['JSON nested deeper than any', () => `${'['.repeat(5000)}${']'.repeat(5000)}\n`],
    ['no JSON', () => '{"op":\n'],
    ['nothing on a line', () => `\n${lines()}`],
    [
      'bytes that are not UTF-8',
      () => ({ packed: packed(Buffer.from([0x22, 0xff, 0xfe, 0x22, 10])), desc: 5, lineas: 1 }),
    ],
    ['no gzip', () => ({ packed: utf8('no gzip'), desc: 7, lineas: 1 })],
    ['gzip cut short', () => ({ packed: packed(lines()).slice(0, -10), desc: lines().length, lineas: 22 })],
    ['more lines than signed', () => ({ packed: packed(lines()), desc: utf8(lines()).length, lineas: 5 })],
    ['fewer lines than signed', () => ({ packed: packed(lines()), desc: utf8(lines()).length, lineas: 90 })],
    ['fewer bytes than signed', () => ({ packed: packed(lines()), desc: utf8(lines()).length + 1, lineas: 22 })],
    ['no end of the last line', () => lines().slice(0, -1)],
    [
      'a change left out',
      () =>
        lines()
          .split('\n')
          .filter((_, i) => i !== 3)
          .join('\n'),
    ],
    [
      'the last change left out',
      () =>
        lines()
          .split('\n')
          .filter((_, i) => i !== 9)
          .join('\n'),
    ],
    ['a change twice', () => `${lines().split('\n')[0] ?? ''}\n${lines()}`],
    ['a case left out', () => linesOf(cases[0] ?? { changes: [], seals: [] })],
    [
      'the cases in another order',
      () =>
        [...cases]
          .reverse()
          .map((one) => linesOf(one))
          .join(''),
    ],
    ['no seal', () => cases.map(({ changes }) => linesOf({ changes, seals: [] })).join('')],
    ['a value that was altered', () => altered(({ x }) => (x['val'] = 'OTRO'))],
    ['a field more', () => altered(({ op }) => (op['z'] = 1))],
    ['a part more', () => altered((line) => (line['y'] = 1))],
    ['a field that is no name', () => altered(({ op }) => (op['f'] = 'constructor'))],
    ['a place that is none', () => altered(({ op }) => (op['n'] = -1))],
    ['a salt of another length', () => altered(({ x }) => (x['sal'] = 'abc'))],
    ['a prototype', () => lines().replace('{"op"', '{"__proto__":{"a":1},"op"')],
    ['a name twice', () => lines().replace('{"op"', '{"op":{},"op"')],
    ['blanks in a line', () => lines().replace('{"op"', '{ "op"')],
    [
      'a seal of rubbish',
      () =>
        lines()
          .replace('"sig":"', '"sig":"AAAA')
          .replace(/(sig":".{86}).{4}/, '$1'),
    ],
    ['a seal with a part more', () => lines().replace('{"sello":{', '{"sello":{"a":1,')],
  ])('%s', async (_, made) => {
    expect(await codeOf(await withLines(made()))).toBe('bundle/changes');
  });

  test('a case that the envelope does not name', async () => {
    expect(await codeOf(await resigned((e) => (e['casos'] as Json[]).pop()))).toBe('bundle/changes');
  });

  test('seals of an installation that is not known', async () => {
    const known = { ...knowing([office], [ours]), certificateOf: () => undefined };
    expect(await codeOf(good.tar, known)).toBe('bundle/unknown-sender');
  });

  test('seals made with another key', async () => {
    const known = { ...knowing([office], [ours]), certificateOf: () => other.certificate };
    expect(await codeOf(good.tar, known)).toBe('bundle/changes');
  });

  test('history written anew, with hashes that are right and no seal of whom it names', async () => {
    const [first, ...rest] = cases;
    if (first === undefined) throw new Error('no case');
    let before: string | null = null;
    const rewritten: Change[] = first.changes.map((change) => {
      const op = { ...change.op, u: 'otra persona', p: before };
      before = changeId(op);
      return { ...change, id: before, op };
    });
    const unsealed = { ...first, changes: rewritten, seals: [] };
    expect(await codeOf((await buildBundle({ ...order, cases: [unsealed, ...rest] })).tar)).toBe('bundle/changes');
    const parts = { c: first.id, r: office.replica, n: 10, h: before ?? '', t: `${MADE_AT}#0000`, cert: office.cert };
    const forged = { ...parts, sig: toBase64Url(await other.sign(sealBytes(parts))) };
    const sealed = { ...unsealed, seals: [forged] };
    expect(await codeOf((await buildBundle({ ...order, cases: [sealed, ...rest] })).tar)).toBe('bundle/changes');
    // a seal of the installation's own, but on another place
    const elsewhere = { ...parts, n: 9 };
    const moved = { ...unsealed, seals: [{ ...elsewhere, sig: toBase64Url(await office.sign(sealBytes(elsewhere))) }] };
    expect(await codeOf((await buildBundle({ ...order, cases: [moved, ...rest] })).tar)).toBe('bundle/changes');
  });

  test('an index, or an acknowledgement, that is not canonical', async () => {
    const files = [{ tipo: 'indice', ruta: bundlePaths.index, bytes: utf8('{ }') }] as const;
    expect(await codeOf((await buildBundle({ ...order, files })).tar)).toBe('bundle/content');
  });
});
