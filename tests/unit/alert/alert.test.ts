import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Alert, readAlert, writeAlert } from '../../../shared/alert/alert.ts';
import { fromBase32, toBase32 } from '../../../shared/alert/base32.ts';
import { alertKeyId, openEnvelope, readEnvelope, sealAlert } from '../../../shared/alert/envelope.ts';
import { fromParts, toParts } from '../../../shared/alert/parts.ts';
import { alertAnswers, alertSenders, alertSigns } from '../../../shared/catalog/alert-signs.ts';
import { utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { makeBoxKeys } from '../../../shared/vault/box.ts';
import { anAlert } from '../../support/alert-builder.ts';

const text = (maxLength: number) => fc.string({ unit: 'grapheme', maxLength: Math.floor(maxLength / 12) });
const alerts: fc.Arbitrary<Alert> = fc.record({
  version: fc.constant(1 as const),
  id: fc.constant(0).map(newId),
  madeAt: fc.constant('2026-11-29T15:20:11.000Z'),
  language: fc.constantFrom('es', 'en', 'fr'),
  sender: fc.constantFrom(...alertSenders),
  senderName: text(120),
  senderContact: text(200),
  danger: fc.constantFrom(...alertAnswers),
  facts: text(4000).map((facts) => `x${facts}`),
  signs: fc.subarray(alertSigns.map(({ key }) => key)),
  seenOn: fc.constantFrom('', '2026-11-20'),
  department: fc.constantFrom('', '05'),
  municipality: fc.constantFrom('', '0501'),
  place: text(300),
  employer: text(200),
  recruiter: text(200),
  route: text(400),
  people: fc.nat({ max: 99_999 }).map(String),
  ages: text(120),
  children: fc.constantFrom(...alertAnswers),
});

const keys = await makeBoxKeys();
const openWhole = async (bytes: Bytes, privateKey = keys.privateKey) => {
  const envelope = await readEnvelope(bytes);
  if (!envelope.ok) return envelope;
  const plain = await openEnvelope(privateKey, envelope.value);
  return plain.ok ? readAlert(plain.value) : plain;
};
const faultOf = (result: { ok: boolean; fault?: { code: string; detail?: unknown } }) =>
  result.ok ? undefined : result.fault;

describe('the alert', () => {
  test('whatever was written is read', () => {
    fc.assert(
      fc.property(alerts, (alert) => {
        expect(readAlert(writeAlert(alert))).toEqual({ ok: true, value: alert });
      }),
    );
  });

  test.each([
    ['no JSON', utf8('{')],
    ['something else', utf8('{"a":1}')],
    ['a field more', utf8(JSON.stringify({ ...anAlert(), more: 1 }))],
    ['a sign nobody knows', utf8(JSON.stringify({ ...anAlert(), signs: ['nothing'] }))],
    ['no facts', utf8(JSON.stringify({ ...anAlert(), facts: '' }))],
    ['a day that is none', utf8(JSON.stringify({ ...anAlert(), seenOn: '2026-02-30' }))],
    ['not text', new Uint8Array([0xff, 0xfe])],
  ])('%s is damaged', (_, bytes) => {
    expect(faultOf(readAlert(bytes))?.code).toBe('alert/damaged');
  });

  test('a newer form is told apart from a damaged alert', () => {
    expect(faultOf(readAlert(utf8('{"version":2,"anything":[]}')))).toEqual({
      code: 'alert/newer',
      detail: { version: 2 },
    });
  });
});

describe('the envelope', () => {
  test('only the key that it was sealed to opens it', async () => {
    await fc.assert(
      fc.asyncProperty(alerts, async (alert) => {
        expect(await openWhole(await sealAlert(keys.publicKey, alert))).toEqual({ ok: true, value: alert });
      }),
      { numRuns: 40 },
    );
    const other = await makeBoxKeys();
    const sealed = await sealAlert(other.publicKey, anAlert());
    const envelope = await readEnvelope(sealed);
    expect(envelope).toMatchObject({ ok: true, value: { keyId: await alertKeyId(other.publicKey) } });
    expect(faultOf(await openWhole(sealed))?.code).toBe('alert/damaged');
  });

  test('a single changed bit, a byte less and a byte more are always found', async () => {
    const sealed = await sealAlert(keys.publicKey, anAlert());
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: sealed.length - 1 }), fc.nat({ max: 7 }), async (at, bit) => {
        const changed = sealed.slice();
        changed[at]! ^= 1 << bit;
        expect(faultOf(await readEnvelope(changed))?.code).toBe(at < 6 ? 'alert/not-an-alert' : 'alert/damaged');
      }),
      { numRuns: 300 },
    );
    expect(faultOf(await readEnvelope(sealed.slice(0, -1)))?.code).toBe('alert/damaged');
    expect(faultOf(await readEnvelope(new Uint8Array([...sealed, 0])))?.code).toBe('alert/damaged');
    expect(faultOf(await readEnvelope(sealed.slice(0, 9)))?.code).toBe('alert/damaged');
    expect(faultOf(await readEnvelope(new Uint8Array(0)))?.code).toBe('alert/not-an-alert');
  });

  test('a box that was changed together with its check does not open', async () => {
    const sealed = await sealAlert(keys.publicKey, anAlert());
    const envelope = await readEnvelope(sealed);
    if (!envelope.ok) throw new Error('an envelope');
    const box = envelope.value.box.slice();
    box[100]! ^= 1;
    expect(faultOf(await openEnvelope(keys.privateKey, { ...envelope.value, box }))?.code).toBe('alert/damaged');
    const elsewhere = { ...envelope.value, keyId: '0011223344556677' };
    expect(faultOf(await openEnvelope(keys.privateKey, elsewhere))?.code).toBe('alert/damaged');
  });

  test('its size tells little of what it holds', async () => {
    const short = await sealAlert(keys.publicKey, anAlert({ facts: 'x' }));
    const longer = await sealAlert(keys.publicKey, anAlert({ facts: 'x'.repeat(40) }));
    expect(longer.length).toBe(short.length);
  });
});

describe('the parts', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 2500 }).map((array) => new Uint8Array(array));

  test('any bytes come back from base 32', () => {
    fc.assert(
      fc.property(bytes, (some) => {
        expect(fromBase32(toBase32(some))).toEqual(some);
      }),
    );
    expect(toBase32(utf8('fo'))).toBe('CSQG');
    expect(['U', 'a', '-', '1', 'ZZ'].map(fromBase32)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  test('come together in any order, several times, with any space', async () => {
    await fc.assert(
      fc.asyncProperty(
        bytes,
        fc.infiniteStream(fc.nat()),
        fc.constantFrom('\n', ' ', '', '\r\n\t'),
        async (some, dice, between) => {
          const parts = await toParts(some);
          const twice = [...parts, ...parts].map((part) => [dice.next().value, part] as const);
          const shuffled = twice.sort(([a], [b]) => a - b).map(([, part]) => part);
          expect(await fromParts(shuffled.join(between))).toEqual({ ok: true, value: some });
          const typed = parts.map((part) => part.toLowerCase().replace(/(.{7})/g, '$1 ')).join(between);
          expect(await fromParts(typed)).toEqual({ ok: true, value: some });
        },
      ),
    );
  });

  test('fit a QR code in its compact alphabet', async () => {
    const parts = await toParts(await sealAlert(keys.publicKey, anAlert({ facts: 'ñ'.repeat(4000) })));
    expect(parts.length).toBeGreaterThan(20);
    for (const part of parts) expect(part).toMatch(/^[0-9A-Z.]{1,620}$/);
  });

  test('one that is missing is named, one of another alert is noticed', async () => {
    const parts = await toParts(new Uint8Array(1500).fill(7));
    expect(parts).toHaveLength(5);
    expect(faultOf(await fromParts([parts[4], parts[0], parts[2]].join('\n')))).toEqual({
      code: 'alert/parts-missing',
      detail: { missing: ['2', '4'], total: 5 },
    });
    const others = await toParts(new Uint8Array(1500).fill(8));
    expect(faultOf(await fromParts([...parts, others[1]].join('\n')))?.code).toBe('alert/parts-mixed');
    expect(faultOf(await fromParts('hola'))?.code).toBe('alert/not-an-alert');
    expect(faultOf(await fromParts(''))?.code).toBe('alert/not-an-alert');
  });

  test('one changed character is always found, and where', async () => {
    const parts = await toParts(await sealAlert(keys.publicKey, anAlert()));
    const second = parts[1]!;
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: second.length - 1 }),
        fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ.'.split('')),
        async (at, char) => {
          fc.pre(second[at] !== char);
          const changed = second.slice(0, at) + char + second.slice(at + 1);
          const result = await fromParts([parts[0], changed, ...parts.slice(2)].join('\n'));
          // without its mark it runs into the part before it
          expect(faultOf(result)).toEqual({ code: 'alert/part-damaged', detail: { at: at < 6 ? 1 : 2 } });
        },
      ),
      { numRuns: 300 },
    );
    expect(faultOf(await fromParts(`X${parts.join('\n')}`))?.code).toBe('alert/part-damaged');
  });
});
