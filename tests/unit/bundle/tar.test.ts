import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BundleError } from '../../../shared/bundle/bundle-error.ts';
import { isTarName, tarEntry, tarHeader, TarReader, TAR_END } from '../../../shared/bundle/tar.ts';
import { concatBytes, equalBytes, ownBytes, toHex, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';

const names = fc.stringMatching(/^[a-z0-9]{1,8}(\/[a-z0-9_-]{1,8}){0,3}$/).filter(isTarName);
const contents = fc.uint8Array({ maxLength: 1600 }).map(ownBytes);

/** Everything an archive holds, read in pieces of this size. */
function readAll(tar: Bytes, piece: number): readonly (readonly [string, string])[] {
  const reader = new TarReader();
  const files: [string, string][] = [];
  for (let at = 0; at < tar.length; at += piece) {
    for (const event of reader.feed(tar.slice(at, at + piece))) {
      const last = files.at(-1);
      if (event.kind === 'begin') files.push([event.name, '']);
      else if (event.kind === 'bytes' && last) last[1] += toHex(event.bytes);
    }
  }
  expect(reader.isDone).toBe(true);
  return files;
}

describe('an archive', () => {
  test('comes back whole in pieces of any size', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(names, contents), { maxLength: 5 }),
        fc.integer({ min: 1, max: 3000 }),
        (files, n) => {
          const tar = concatBytes(...files.map(([name, bytes]) => tarEntry(name, bytes, 1_795_532_400)), TAR_END);
          expect(readAll(tar, n)).toEqual(files.map(([name, bytes]) => [name, toHex(bytes)]));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('has one header for a name, a size and a time: any other byte is refused', () => {
    const header = tarHeader('traspaso/data/a', 3, 1_795_532_400);
    fc.assert(
      fc.property(fc.nat(511), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const other = header.slice();
        other[at] = (other[at] ?? 0) ^ by;
        expect(() => [...new TarReader().feed(other)]).toThrow(BundleError);
      }),
    );
  });

  test('gives one thing at a time: nothing behind it is looked at before it is asked for', () => {
    const rubbish = new Uint8Array(512).fill(255);
    const events = new TarReader().feed(concatBytes(tarEntry('a', utf8('x'), 0), rubbish));
    expect([events.next(), events.next(), events.next()].map(({ value }) => value?.kind)).toEqual([
      ...['begin', 'bytes', 'end'],
    ]);
    expect(() => events.next()).toThrow(BundleError);
  });

  test('a file larger than its header holds is a bug', () => {
    expect(() => tarHeader('a', 8 * 2 ** 30, 0)).toThrow();
    expect(() => tarHeader('../a', 1, 0)).toThrow();
    expect(tarHeader('a', 8 * 2 ** 30 - 1, 0)).toHaveLength(512);
  });

  test('an empty one is two blocks of zeros', () => {
    expect(equalBytes(TAR_END, new Uint8Array(1024))).toBe(true);
    expect(readAll(TAR_END, 100)).toEqual([]);
  });
});
