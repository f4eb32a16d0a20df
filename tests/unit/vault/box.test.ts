import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHmac,
  hkdfSync,
  randomBytes as nodeRandom,
} from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  concatBytes,
  equalBytes,
  fromHex,
  randomBytes,
  toHex,
  utf8,
  type Bytes,
} from '../../../shared/kernel/bytes.ts';
import {
  BOX_OVERHEAD,
  boxKeysFromSeed,
  caseUse,
  grantUse,
  importBoxKey,
  makeBoxKeys,
  makeStoredBoxKeys,
  openBox,
  sealBox,
  sessionUse,
} from '../../../shared/vault/box.ts';

/**
 * RFC 9180 base mode written down a second time, on Node's own crypto, without a line of the library: what the
 * published vectors are checked against first, and our boxes second.
 */
const kemSuite = concatBytes(utf8('KEM'), new Uint8Array([0, 0x10]));
const hpkeSuite = concatBytes(utf8('HPKE'), new Uint8Array([0, 0x10, 0, 1, 0, 2]));
const none = new Uint8Array(0);

function labeledExtract(suite: Bytes, salt: Bytes, label: string, ikm: Bytes): Bytes {
  // HMAC pads an empty key with zeros, which is what HKDF-Extract asks for an absent salt
  const mac = createHmac('sha256', salt).update(concatBytes(utf8('HPKE-v1'), suite, utf8(label), ikm));
  return new Uint8Array(mac.digest());
}

function labeledExpand([suite, prk]: readonly [Bytes, Bytes], label: string, context: Bytes, length: number): Bytes {
  const info = concatBytes(new Uint8Array([0, length]), utf8('HPKE-v1'), suite, utf8(label), context);
  const block = createHmac('sha256', prk).update(concatBytes(info, new Uint8Array([1])));
  return new Uint8Array(block.digest()).slice(0, length);
}

function publicOf(secret: Bytes): Bytes {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(secret);
  return new Uint8Array(curve.getPublicKey());
}

/** Enough for vectors whose first candidate is below the order of the curve, which is all but one in 2^32. */
function secretFromSeed(seed: Bytes): Bytes {
  const prk = labeledExtract(kemSuite, none, 'dkp_prk', seed);
  return labeledExpand([kemSuite, prk], 'candidate', new Uint8Array([0]), 32);
}

interface Schedule {
  readonly shared: Bytes;
  readonly key: Bytes;
  readonly nonce: Bytes;
}

function schedule(own: Bytes, other: Bytes, encAndRecipient: Bytes, info: Bytes): Schedule {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(own);
  const prk = labeledExtract(kemSuite, none, 'eae_prk', new Uint8Array(curve.computeSecret(other)));
  const shared = labeledExpand([kemSuite, prk], 'shared_secret', encAndRecipient, 32);
  const context = concatBytes(
    new Uint8Array([0]),
    labeledExtract(hpkeSuite, none, 'psk_id_hash', none),
    labeledExtract(hpkeSuite, none, 'info_hash', info),
  );
  const secret = labeledExtract(hpkeSuite, shared, 'secret', none);
  return {
    shared,
    key: labeledExpand([hpkeSuite, secret], 'key', context, 32),
    nonce: labeledExpand([hpkeSuite, secret], 'base_nonce', context, 12),
  };
}

function referenceSeal(ephemeral: Bytes, recipient: Bytes, info: Bytes, [secret, aad]: readonly [Bytes, Bytes]): Bytes {
  const enc = publicOf(ephemeral);
  const { key, nonce } = schedule(ephemeral, recipient, concatBytes(enc, recipient), info);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad);
  return concatBytes(enc, cipher.update(secret), cipher.final(), cipher.getAuthTag());
}

function referenceOpen(own: Bytes, box: Bytes, info: Bytes): Bytes {
  const enc = box.slice(0, 65);
  const { key, nonce } = schedule(own, enc, concatBytes(enc, publicOf(own)), info);
  const cipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(none).setAuthTag(box.slice(-16));
  return concatBytes(cipher.update(box.slice(65, -16)), cipher.final());
}

/**
 * The vector for mode 0, kem 0x0010, kdf 0x0001, aead 0x0002 of the CFRG's test-vectors.json that goes with RFC 9180
 * (the RFC itself prints the same KEM with AES-128-GCM: appendix A.3, below).
 */
const vector = {
  info: fromHex('4f6465206f6e2061204772656369616e2055726e'),
  ikmR: fromHex('a0ce15d49e28bd47a18a97e147582d814b08cbe00109fed5ec27d1b4e9f6f5e3'),
  skRm: '317f915db7bc629c48fe765587897e01e282d3e8445f79f27f65d031a88082b2',
  pkRm:
    '04abc7e49a4c6b3566d77d0304addc6ed0e98512ffccf505e6a8e3eb25c685136f' +
    '853148544876de76c0f2ef99cdc3a05ccf5ded7860c7c021238f9e2073d2356c',
  ikmE: fromHex('a90d3417c3da9cb6c6ae19b4b5dd6cc9529a4cc24efb7ae0ace1f31887a8cd6c'),
  enc:
    '04c06b4f6bebc7bb495cb797ab753f911aff80aefb86fd8b6fcc35525f3ab5f03e' +
    '0b21bd31a86c6048af3cb2d98e0d3bf01da5cc4c39ff5370d331a4f1f7d5a4e0',
  shared: '48893fecd82f7c3456af6a42d8f56325d21e08c10fa81299986aaff54cde7b49',
  key: 'ee16802a936d5f544771131900ee6973d0551de9e852ece2ef34bf0d5f9e1d1d',
  nonce: '9bc50980832a7b4b58c40161',
  aad: fromHex('436f756e742d30'),
  pt: fromHex('4265617574792069732074727574682c20747275746820626561757479'),
  ct: '58c61a45059d0c5704560e9d88b564a8b63f1364b8d1fcb3c4c6ddc1d291742465e902cd216f8908da49f8f96f',
};

test('the second writing of RFC 9180 agrees with the published vector of our suite', () => {
  expect(toHex(secretFromSeed(vector.ikmR))).toBe(vector.skRm);
  expect(toHex(publicOf(fromHex(vector.skRm)))).toBe(vector.pkRm);
  const ephemeral = secretFromSeed(vector.ikmE);
  const recipient = fromHex(vector.pkRm);
  const made = schedule(ephemeral, recipient, concatBytes(publicOf(ephemeral), recipient), vector.info);
  expect([made.shared, made.key, made.nonce].map(toHex)).toEqual([vector.shared, vector.key, vector.nonce]);
  const box = referenceSeal(ephemeral, recipient, vector.info, [vector.pt, vector.aad]);
  expect(toHex(box)).toBe(vector.enc + vector.ct);
});

test.each([
  [vector.ikmR, vector.pkRm],
  [vector.ikmE, vector.enc],
  // RFC 9180 appendix A.3.1: ikmE and ikmR with the public keys that DeriveKeyPair gives
  [
    fromHex('4270e54ffd08d79d5928020af4686d8f6b7d35dbe470265f1f5aa22816ce860e'),
    '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9' +
      '8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4',
  ],
  [
    fromHex('668b37171f1072f3cf12ea8a236a45df23fc13b82af3609ad1e354f6ef817550'),
    '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a82' +
      '6a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0',
  ],
])('a seed gives the key pair that RFC 9180 says', async (seed, publicKey) => {
  const keys = await boxKeysFromSeed(seed);
  expect(toHex(keys.publicKey)).toBe(publicKey);
  expect(keys.privateKey.extractable).toBe(false);
});

test('our boxes open by the second writing, and its boxes open here', async () => {
  const keys = await boxKeysFromSeed(vector.ikmR);
  const use = grantUse('vault', 'office/1', 'person');
  const box = await sealBox(keys.publicKey, use, vector.pt);
  expect(referenceOpen(fromHex(vector.skRm), box, utf8(use))).toEqual(vector.pt);
  const theirs = referenceSeal(new Uint8Array(nodeRandom(32)), keys.publicKey, utf8(use), [vector.pt, none]);
  expect(await openBox(keys.privateKey, use, theirs)).toEqual({ ok: true, value: vector.pt });
});

test('the second writing uses HKDF as Node has it', () => {
  const [salt, ikm] = [randomBytes(32), randomBytes(32)];
  const prk = new Uint8Array(createHmac('sha256', salt).update(ikm).digest());
  const expected = createHmac('sha256', prk)
    .update(utf8('info'))
    .update(new Uint8Array([1]))
    .digest();
  expect(new Uint8Array(hkdfSync('sha256', ikm, salt, 'info', 32))).toEqual(new Uint8Array(expected));
});

const stored = await makeStoredBoxKeys();
const makers: readonly (readonly [string, () => Promise<{ publicKey: Bytes; privateKey: CryptoKey }>])[] = [
  ['for one session', makeBoxKeys],
  [
    'kept',
    async () => {
      const { publicKey, secret } = await makeStoredBoxKeys();
      return { publicKey, privateKey: await importBoxKey(secret) };
    },
  ],
  ['from a seed', () => boxKeysFromSeed(randomBytes(32))],
];

test.each(makers)('a key pair %s opens what is sealed to it, every time', async (_name, make) => {
  // the sign of a public key is a coin toss: twelve pairs find a library that guesses it
  for (let round = 0; round < 12; round += 1) {
    const keys = await make();
    expect(keys.publicKey).toHaveLength(65);
    expect(keys.privateKey.extractable).toBe(false);
    const secret = randomBytes(32);
    const box = await sealBox(keys.publicKey, 'use', secret);
    expect(await openBox(keys.privateKey, 'use', box)).toEqual({ ok: true, value: secret });
  }
});

test('a secret of any length comes back whole, and a box is 81 bytes longer', async () => {
  const keys = await makeBoxKeys();
  const secrets = fc.uint8Array({ maxLength: 400 }).map((bytes): Bytes => new Uint8Array(bytes));
  await fc.assert(
    fc.asyncProperty(secrets, fc.string(), async (secret, use) => {
      const box = await sealBox(keys.publicKey, use, secret);
      expect(box).toHaveLength(65 + 16 + secret.length);
      const opened = await openBox(keys.privateKey, use, box);
      expect(opened.ok && equalBytes(opened.value, secret)).toBe(true);
    }),
    { numRuns: 30 },
  );
  expect(BOX_OVERHEAD).toBe(81);
});

test('one bit changed anywhere is refused', async () => {
  const keys = await makeBoxKeys();
  const box = await sealBox(keys.publicKey, 'use', randomBytes(32));
  for (let at = 0; at < box.length; at += 1) {
    const changed = box.slice();
    changed[at] = changed[at]! ^ (1 << (at % 8));
    expect(await openBox(keys.privateKey, 'use', changed)).toMatchObject({
      ok: false,
      fault: { code: 'vault/damaged' },
    });
  }
});

test('another recipient, another use, a cut and a lengthened box are refused', async () => {
  const [keys, others] = await Promise.all([makeBoxKeys(), makeBoxKeys()]);
  const box = await sealBox(keys.publicKey, 'use', randomBytes(32));
  const refused = { ok: false, fault: { code: 'vault/damaged' } };
  expect(await openBox(others.privateKey, 'use', box)).toEqual(refused);
  expect(await openBox(keys.privateKey, 'use2', box)).toEqual(refused);
  expect(await openBox(keys.privateKey, '', box)).toEqual(refused);
  for (const length of [0, 1, 65, 80, 81, box.length - 1]) {
    expect(await openBox(keys.privateKey, 'use', box.slice(0, length))).toEqual(refused);
  }
  expect(await openBox(keys.privateKey, 'use', new Uint8Array([...box, 0]))).toEqual(refused);
});

test('the same secret never gives the same box', async () => {
  const { publicKey } = await makeBoxKeys();
  const boxes = await Promise.all([1, 2, 3].map(() => sealBox(publicKey, 'use', new Uint8Array(32))));
  expect(new Set(boxes.map(toHex)).size).toBe(3);
  expect(new Set(boxes.map((box) => toHex(box.slice(0, 65)))).size).toBe(3);
});

test('a kept secret is wiped when it is taken into use, and refuses to be anything else', async () => {
  const copy = stored.secret.slice();
  const key = await importBoxKey(copy);
  expect(copy.every((byte) => byte === 0)).toBe(true);
  const box = await sealBox(stored.publicKey, 'use', randomBytes(32));
  expect((await openBox(key, 'use', box)).ok).toBe(true);
  const short = stored.secret.slice(0, -1);
  await expect(importBoxKey(short)).rejects.toThrow('138 bytes');
  expect(short.every((byte) => byte === 0)).toBe(true);
});

test('a point that is not on the curve is nobody to seal to', async () => {
  await expect(sealBox(new Uint8Array(65).fill(4), 'use', randomBytes(32))).rejects.toThrow();
  await expect(sealBox(new Uint8Array(64), 'use', randomBytes(32))).rejects.toThrow();
});

test('uses never meet: parts are told apart, and so are kinds of use', () => {
  const uses = [
    grantUse('a', 'b', 'c'),
    grantUse('a', 'b|c', ''),
    grantUse('a|b', 'c', ''),
    sessionUse('a', 'b'),
    caseUse('a', 'b', 'c'),
    caseUse('a', 'b","c', ''),
  ];
  expect(new Set(uses).size).toBe(uses.length);
  expect(grantUse('V', 'reserved/2', 'P')).toBe('["atalaya/grant/v1","V","reserved/2","P"]');
});
