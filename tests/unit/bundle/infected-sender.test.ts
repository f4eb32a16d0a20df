import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundlePaths } from '../../../shared/bundle/bundle-layout.ts';
import { signEnvelope } from '../../../shared/bundle/envelope-signature.ts';
import { settingsBytes } from '../../../shared/bundle/settings-file.ts';
import { sealBytes } from '../../../shared/bundle/seal.ts';
import { tarEntry } from '../../../shared/bundle/tar.ts';
import {
  concatBytes,
  fromUtf8,
  randomBytes,
  toBase64Url,
  toHex,
  utf8,
  type Bytes,
} from '../../../shared/kernel/bytes.ts';
import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts';
import { changeId } from '../../../shared/record/change-hash.ts';
import type { Change } from '../../../shared/record/change.ts';
import { attackedBundle, type AttackedBundle } from '../../support/attacked-bundle.ts';
import { knowing, linesOf, MADE_AT, type BundleFile, type BundleOrder } from '../../support/bundle-builder.ts';
import { putTogether } from '../../support/tar-surgery.ts';

let office: AttackedBundle['office'];
let other: AttackedBundle['other'];
let ours: AttackedBundle['ours'];
let theirs: AttackedBundle['theirs'];
let cases: AttackedBundle['cases'];
let good: AttackedBundle['good'];
let pieces: AttackedBundle['pieces'];
let codeOf: AttackedBundle['codeOf'];
let ordered: AttackedBundle['ordered'];

beforeAll(async () => {
  ({ office, other, ours, theirs, cases, good, pieces, codeOf, ordered } = await attackedBundle());
});

/** The bundle with its envelope altered and signed again by the certified office. */
const resigned = (alter: (envelope: Record<string, Json>) => void): Promise<Bytes> =>
  ordered({ alter: alter as NonNullable<BundleOrder['alter']> });

describe('a certified sender whose computer is infected: the envelope', () => {
  const first = (envelope: Record<string, Json>, name: string): Record<string, Json> =>
    (envelope[name] as Record<string, Json>[])[0] ?? {};
  const file = (envelope: Record<string, Json>, tipo: string): Record<string, Json> =>
    (envelope['archivos'] as Record<string, Json>[]).find((one) => one['tipo'] === tipo) ?? {};

  test('addressed to somebody else, and sealed again for us', async () => {
    const tar = await ordered({ to: [{ oficina: 'CHO', clave: theirs }] });
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
      (e) => (file(e, 'adjunto')['ruta'] = (file(e, 'adjunto')['ruta'] as string).toUpperCase()),
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
    ['called as its own computer is', (e) => (e['id'] = (e['emisor'] as Record<string, Json>)['replica'] ?? null)],
    [
      'called as a computer is that wrote in a case',
      (e) => (e['id'] = (first(e, 'casos')['series'] as Record<string, Json>[])[0]?.['r'] ?? null),
    ],
    ['a case named otherwise', (e) => (first(e, 'casos')['id'] = 'caso-1')],
    ['values of other kinds', (e) => (e['emisor'] = [])],
  ])('%s', async (_, alter) => {
    expect(await codeOf(await resigned(alter))).toBe('bundle/envelope');
  });

  test('made in the future', async () => {
    const tar = await ordered({ creado: '2026-11-25T15:00:00.001Z#0000' });
    expect(await codeOf(tar)).toBe('bundle/envelope');
    expect(await codeOf(await ordered({ creado: '2026-11-25T15:00:00.000Z#0000' }))).toBe('accepted');
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
    expect(await codeOf(await ordered({ lines: { packed: zeros(), desc: 1000, lineas: 1 } }))).toBe('bundle/changes');
  });

  test('unfolds without end, as signed', async () => {
    expect(await codeOf(await ordered({ lines: { packed: zeros(), desc: 300_000_000, lineas: 1 } }))).toBe(
      'bundle/envelope',
    );
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
    expect(await codeOf(await ordered({ lines: made() }))).toBe('bundle/changes');
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
    expect(await codeOf(await ordered({ cases: [unsealed, ...rest] }))).toBe('bundle/changes');
    const parts = {
      c: first.id,
      r: office.replica,
      n: 10,
      h: rewritten.at(-1)?.id ?? '',
      t: `${MADE_AT}#0000`,
      cert: office.cert,
    };
    const forged = { ...parts, sig: toBase64Url(await other.sign(sealBytes(parts))) };
    const sealed = { ...unsealed, seals: [forged] };
    expect(await codeOf(await ordered({ cases: [sealed, ...rest] }))).toBe('bundle/changes');
    // a seal of the installation's own, but on another place
    const elsewhere = { ...parts, n: 9 };
    const moved = { ...unsealed, seals: [{ ...elsewhere, sig: toBase64Url(await office.sign(sealBytes(elsewhere))) }] };
    expect(await codeOf(await ordered({ cases: [moved, ...rest] }))).toBe('bundle/changes');
  });

  test('an index, or an acknowledgement, that is not canonical', async () => {
    const files = [{ tipo: 'indice', ruta: bundlePaths.index, bytes: utf8('{ }') }] as const;
    expect(await codeOf(await ordered({ files }))).toBe('bundle/content');
  });
});

describe('settings', () => {
  const settings = [{ area: 'term', clave: 'correction', valor: 1, por: 'x', fecha: MADE_AT }];
  const bytes = settingsBytes({ number: 1, settings, withdrawn: [] });
  const file: BundleFile = { tipo: 'ajustes', ruta: bundlePaths.settings, bytes };
  const alone = { cases: [], files: [file] };

  test('come from the office that may send them, and from no other', async () => {
    const tar = await ordered({ ...alone, tipo: 'ajustes' });
    const reader = knowing([office], [ours]);
    expect(await codeOf(tar, { ...reader, maySendSettings: (code) => code === office.office })).toBe('accepted');
    expect(await codeOf(tar, { ...reader, maySendSettings: (code) => code === other.office })).toBe(
      'bundle/not-central',
    );
    // whoever asks nobody lets nobody
    expect(await codeOf(tar, reader)).toBe('bundle/not-central');
  });

  test.each<[string, () => Partial<BundleOrder>]>([
    ['with cases beside them', () => ({ tipo: 'ajustes', files: [file], cases })],
    ['in a bundle of cases', () => ({ files: [file] })],
    ['in one that has none', () => ({ tipo: 'ajustes', cases: [], files: [] })],
    ['an alert with evidence', () => ({ tipo: 'alerta' })],
    ['an alert without an alert', () => ({ tipo: 'alerta', ...alone, files: [] })],
  ])('%s are refused', async (_, order) => {
    const reader = { ...knowing([office], [ours]), maySendSettings: () => true };
    expect(await codeOf(await ordered(order()), reader)).toBe('bundle/envelope');
  });
});
