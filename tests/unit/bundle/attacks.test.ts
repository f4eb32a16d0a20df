import { Encrypter } from 'age-encryption';
import { beforeAll, describe, expect, test } from 'vitest';
import { AGE_HEADER_BYTES, readAgeHeader } from '../../../shared/bundle/age-header.ts';
import { signEnvelope } from '../../../shared/bundle/envelope-signature.ts';
import { TAR_BLOCK, tarEntry, tarHeader } from '../../../shared/bundle/tar.ts';
import { concatBytes, fromUtf8, ownBytes, sha256, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import type { FaultCode } from '../../../shared/kernel/fault.ts';
import { buildCms } from '../../../shared/signature/cms.ts';
import { attackedBundle, type AttackedBundle } from '../../support/attacked-bundle.ts';
import { knowing, MADE_AT, readAll } from '../../support/bundle-builder.ts';
import { alterHeader, putTogether, type TarPiece } from '../../support/tar-surgery.ts';

let office: AttackedBundle['office'];
let other: AttackedBundle['other'];
let twin: AttackedBundle['twin'];
let stranger: AttackedBundle['stranger'];
let authority: AttackedBundle['authority'];
let ours: AttackedBundle['ours'];
let good: AttackedBundle['good'];
let pieces: AttackedBundle['pieces'];
let codeOf: AttackedBundle['codeOf'];
let ordered: AttackedBundle['ordered'];

beforeAll(async () => {
  ({ office, other, twin, stranger, authority, ours, good, pieces, codeOf, ordered } = await attackedBundle());
});

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

  test('64 recipients of the kind that offices have fit into what is looked at, and 65 are too many', async () => {
    const sealedFor = async (count: number): Promise<Bytes> => {
      const encrypter = new Encrypter();
      for (let i = 0; i < count; i += 1) encrypter.addRecipient(ours);
      return ownBytes(await encrypter.encrypt(new Uint8Array(0)));
    };
    const sealed = await sealedFor(64);
    const read = readAgeHeader(sealed.slice(0, AGE_HEADER_BYTES));
    expect(read).toMatchObject({ ok: true, value: { opening: 'keys' } });
    // behind the header: a nonce of 16 bytes, and one chunk that holds nothing but its tag
    expect(read.ok && sealed.length - read.value.length).toBe(32);
    expect(codeOfHeader(await sealedFor(65))).toBe('bundle/not-a-bundle');
  });

  test.each<[string, () => Bytes]>([
    ['five million letters', () => new Uint8Array(5_000_000).fill(65)],
    ['nothing', () => new Uint8Array(0)],
    ['a header of 50 MB', () => concatBytes(utf8('age-encryption.org/v1\n-> X25519 '), new Uint8Array(5e7).fill(65))],
    ['65 recipients', () => header(...Array.from({ length: 65 }, () => 'mlkem768x25519 AA'))],
    ['classic recipients among the others', () => header('mlkem768x25519 AA', 'X25519 AA')],
    ['a classic recipient alone', () => header('X25519 AA')],
    ['a recipient of no kind among the others', () => header('mlkem768x25519 AA', '')],
    ['a kind that ends at another blank than a space', () => header('mlkem768x25519 AA', 'mlkem768x25519\u000bBB')],
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
    expect(await codeOf(await ordered({ from: stranger }))).toBe('bundle/unknown-sender');
  });

  test('signed with the certificate of another office', async () => {
    const { replica, office: code } = office;
    const claimed = { ...other, office: code, replica };
    expect(await codeOf(await ordered({ from: claimed }))).toBe('bundle/unknown-sender');
  });

  test('signed with another certificate than the envelope names', async () => {
    const tar = await ordered({ from: { ...office, signer: twin.signer } });
    expect(await codeOf(tar)).toBe('bundle/signature');
  });

  test('signed by a certificate that the list has revoked', async () => {
    const read = await readAll(good.tar, {
      ...knowing([office], [ours]),
      checkSender: () => Promise.resolve({ ok: true, value: 'revoked' }),
    });
    expect(read.ok && read.value.summary.standing).toBe('revoked');
  });

  test('nothing behind the signature is looked at before it holds', async () => {
    const before = (signature: Bytes): Bytes =>
      concatBytes(
        tarEntry('traspaso/firma/sobre.json', envelopeOf(pieces), mtime),
        tarEntry('traspaso/firma/sobre.p7s', signature, mtime),
        new Uint8Array(1024).fill(255),
      );
    expect(await codeOf(before(utf8('not a signature')))).toBe('bundle/signature');
    expect(await codeOf(before(signatureOf(pieces)))).toBe('bundle/structure');
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
    const tar = await ordered({ from: authority });
    expect(await codeOf(tar, knowing([authority], [ours]))).toBe('bundle/signature');
  });

  test.each<[string, (signed: Bytes) => Bytes | Promise<Bytes>]>([
    ['empty', () => new Uint8Array(0)],
    ['with a byte more', (signed) => concatBytes(signed, Uint8Array.of(0))],
    ['with a byte less', (signed) => signed.slice(0, -1)],
    ['without a time', async () => buildCms(await sha256(envelopeOf(pieces)), office.signer)],
    [
      'with a second certificate',
      async () =>
        buildCms(
          await sha256(envelopeOf(pieces)),
          { ...office.signer, chain: [other.certificate] },
          { signingTime: MADE_AT },
        ),
    ],
  ])('a signature %s', async (_, made) => {
    const signed = await signEnvelope(envelopeOf(pieces), office.signer, MADE_AT);
    expect(await codeOf(withFront(envelopeOf(pieces), signed))).toBe('accepted');
    expect(await codeOf(withFront(envelopeOf(pieces), await made(signed)))).toBe('bundle/signature');
  });
});
