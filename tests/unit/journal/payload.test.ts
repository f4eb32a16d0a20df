import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concatBytes, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { decodeWrites, encodeWrites, noAudit, type Payload } from '../../../shared/journal/payload.ts';
import type { Write } from '../../../shared/journal/write.ts';
import { valueOf } from '../../support/vault-builder.ts';
import { draft, idOf, save } from './journal-builder.ts';

const at = '2026-11-24T15:00:00.000Z';
const id = fc.uuid();
const count = fc.nat();
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => new Uint8Array(array));
const digest = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((array) => new Uint8Array(array));
const prot = fc.option(bytes, { nil: undefined }).map((value) => (value === undefined ? {} : { prot: value }));

const write: fc.Arbitrary<Write> = fc.oneof(
  fc.record({ v: count, sealed: bytes }).map((row): Write => ({ t: 'meta', k: 'put', row: { k: 'counters', ...row } })),
  fc
    .tuple(fc.record({ c: id, r: id, n: count, last: count, sealed: bytes }), prot)
    .map(([row, rest]): Write => ({ t: 'saves', k: 'put', row: { ...row, ...rest } })),
  fc
    .record({ k: fc.tuple(fc.constantFrom('c', 'd'), id).map((parts) => parts.join('/')), v: count, sealed: bytes })
    .map((row): Write => ({ t: 'summaries', k: 'put', row })),
  fc
    .tuple(fc.record({ c: id, v: count, sealed: bytes }), prot)
    .map(([row, rest]): Write => ({ t: 'drafts', k: 'put', row: { ...row, ...rest } })),
  fc.record({ id, c: id, v: count, sealed: bytes }).map((row): Write => ({ t: 'documents', k: 'put', row })),
  fc.record({ d: id, n: count, sealed: bytes }).map((row): Write => ({ t: 'files', k: 'put', row })),
  fc.record({ c: id, v: count, sealed: bytes }).map((row): Write => ({ t: 'locks', k: 'put', row })),
  fc.record({ n: count, h: digest, sealed: bytes }).map((row): Write => ({ t: 'audit', k: 'put', row })),
  id.map((key): Write => ({ t: 'drafts', k: 'del', key })),
);
const payload: fc.Arbitrary<Payload> = fc.record({
  at: fc.constantFrom(at, '2031-01-01T00:00:00.999Z'),
  audit: fc.record({ n: count, h: digest }),
  writes: fc.array(write, { maxLength: 12 }),
});

function withHeader(header: unknown, body: Bytes = new Uint8Array(0)): Bytes {
  const text = utf8(typeof header === 'string' ? header : JSON.stringify(header));
  const prefix = new Uint8Array(4);
  new DataView(prefix.buffer).setUint32(0, text.length);
  return concatBytes(prefix, text, body);
}

test('what goes in comes out', () => {
  fc.assert(
    fc.property(payload, (given) => {
      expect(valueOf(decodeWrites(encodeWrites(given)))).toEqual(given);
    }),
  );
});

test('rows own their bytes: a message between processes carries nothing else along', () => {
  const [first] = valueOf(decodeWrites(encodeWrites({ at, audit: noAudit, writes: [draft(1), draft(2)] }))).writes;
  expect(first?.k === 'put' && first.row.sealed.buffer.byteLength).toBe(40);
});

test('cut at any place, or with a byte too many, it is refused', () => {
  const whole = encodeWrites({
    at,
    audit: noAudit,
    writes: [draft(1), save(2, 3), { t: 'drafts', k: 'del', key: idOf(4) }],
  });
  for (let length = 0; length < whole.length; length += 1) {
    expect(decodeWrites(whole.slice(0, length)), `${length} bytes`).toMatchObject({ fault: { code: 'vault/damaged' } });
  }
  expect(decodeWrites(concatBytes(whole, new Uint8Array(1))).ok).toBe(false);
});

test('nothing hostile throws, and whatever is taken could have been written', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        bytes,
        fc.json().map((json) => withHeader(json)),
        fc
          .tuple(fc.anything(), bytes)
          .map(([writes, body]) => withHeader({ version: 1, at, audit: [0, '00'.repeat(32)], writes }, body)),
        fc.tuple(payload, fc.nat(), fc.nat({ max: 255 })).map(([given, where, to]) => {
          const encoded = encodeWrites(given);
          encoded[where % encoded.length] = to;
          return encoded;
        }),
      ),
      (hostile) => {
        const decoded = decodeWrites(hostile);
        if (decoded.ok) expect(valueOf(decodeWrites(encodeWrites(decoded.value)))).toEqual(decoded.value);
        // a changed digit may be that of the version
        else expect(['vault/damaged', 'journal/newer']).toContain(decoded.fault.code);
      },
    ),
    { numRuns: 2000 },
  );
});

test.each([
  ['a table that is no table', ['pages', idOf(1), 1, 0]],
  ['the prototype of objects', ['__proto__', 1, 0]],
  ['a column too few', ['drafts', idOf(1), 1, 0]],
  ['a column too many', ['drafts', idOf(1), 1, 0, null, 5]],
  ['an id that is none', ['drafts', '../x', 1, 0, null]],
  ['a version that is no number', ['drafts', idOf(1), '1', 0, null]],
  ['a negative version', ['drafts', idOf(1), -1, 0, null]],
  ['a length beyond the bytes', ['drafts', idOf(1), 1, 1, null]],
  ['no bytes where there must be some', ['drafts', idOf(1), 1, null, null]],
  ['a hash of another length', ['audit', 1, 0, 0]],
  ['a deletion of two things', ['-drafts', idOf(1), idOf(2)]],
  ['an entry that is no list', 'drafts'],
])('%s is refused', (_, entry) => {
  const header = { version: 1, at, audit: [0, '00'.repeat(32)] };
  expect(decodeWrites(withHeader({ ...header, writes: [entry] })).ok).toBe(false);
  expect(decodeWrites(withHeader({ ...header, writes: [['drafts', idOf(1), 1, 0, null]] })).ok).toBe(true);
});

test('what could not be read back is not written', () => {
  const odd = { t: 'drafts', k: 'put', row: { c: 'nobody', v: 1, sealed: new Uint8Array(1) } } as const;
  expect(() => encodeWrites({ at, audit: noAudit, writes: [odd] })).toThrow();
});
