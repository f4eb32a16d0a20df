// From lines and files to a stick, and back through the quarantine into what the window's worker tells.
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Decrypter } from 'age-encryption';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { archive, archiveSize } from '../../../electron/exchange/archive.ts';
import { envelopeFile, recipientsOf } from '../../../electron/exchange/bundle-files.ts';
import { describeBundle } from '../../../electron/exchange/find-bundles.ts';
import { quarantine } from '../../../electron/exchange/quarantine.ts';
import { Spool } from '../../../electron/exchange/spool.ts';
import { writeOut } from '../../../electron/exchange/write-out.ts';
import { mostSealedBytes, sealStream } from '../../../electron/packages/seal-stream.ts';
import { readBundleFile, type BundleFileInput } from '../../../renderer/exchange/read-bundle-file.ts';
import type { UnpackEvent } from '../../../renderer/exchange/unpack-message.ts';
import { BUNDLE_FOLDER, bundlePaths } from '../../../shared/bundle/bundle-layout.ts';
import { caseLines } from '../../../shared/bundle/change-lines.ts';
import { tipsOf } from '../../../shared/bundle/check-case.ts';
import { signEnvelope } from '../../../shared/bundle/envelope-signature.ts';
import { archiveStart, bundleSeconds, planBundle } from '../../../shared/bundle/plan-bundle.ts';
import {
  concatBytes,
  equalBytes,
  ownBytes,
  sha256,
  toBase64,
  toHex,
  utf8,
  type Bytes,
} from '../../../shared/kernel/bytes.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { makeTrustList, type TrustList } from '../../../shared/roster/trust-list.ts';
import {
  inventedCase,
  MADE_AT,
  newAgeKeys,
  testMinistry,
  type BundleCase,
  type Installation,
} from '../../support/bundle-builder.ts';
import { workerHere } from '../../support/unpack-here.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atalaya-viaje-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const photo = ownBytes(randomBytes(1_300_000));

/** Two offices that the ministry knows, and what each has. */
async function twoOffices() {
  const ministry = await testMinistry();
  const [a, b] = [await ministry.installation('LCE'), await ministry.installation('TGU')];
  const [keysA, keysB, rescue] = [await newAgeKeys(), await newAgeKeys(), await newAgeKeys()];
  const listed = (one: Installation, clave: string) => ({
    ...{ oficina: one.office, nombre: one.office },
    equipos: [
      {
        ...{ replica: one.replica, cert: toBase64(one.certificate), clave, estado: 'activo' as const },
        ...{ desde: MADE_AT, hasta: '2030-01-01T00:00:00.000Z' },
      },
    ],
  });
  const list = makeTrustList({
    ...{ version: 1, emitida: MADE_AT, hasta: '2027-11-24T15:00:00.000Z' },
    oficinas: [listed(a, keysA.recipient), listed(b, keysB.recipient)],
    ...{ rescate: rescue.recipient, raiz: toBase64(ministry.root) },
  });
  return { a, b, keysB, rescue, list };
}

/** Writes a bundle of one case and a photograph on the stick. */
async function send(list: TrustList, from: Installation, one: BundleCase) {
  const recipients = recipientsOf(list, ['TGU']);
  if (!recipients.ok) throw new Error(recipients.fault.code);
  const spool = await Spool.begin(path.join(folder, 'espera.tmp'));
  for (const line of caseLines(one.changes, one.seals)) {
    await spool.add({ name: bundlePaths.changes, bytes: utf8(`${line}\n`), last: false });
  }
  await spool.add({ name: bundlePaths.changes, bytes: utf8(''), last: true });
  const picture = bundlePaths.evidence(toHex(await sha256(photo)), 'jpg');
  await spool.add({ name: picture, bytes: photo, last: true });
  const plan = planBundle({
    envelopeInput: {
      ...{ id: newId(), tipo: 'traspaso', creado: `${MADE_AT}#0000` },
      emisor: { oficina: from.office, replica: from.replica, cert: from.cert },
      destinatarios: recipients.value,
      sec: [{ a: 'TGU', n: 1, ant: null }],
      casos: [{ id: one.id, series: tipsOf(one.changes) }],
    },
    files: spool.files.map(envelopeFile),
  });
  const parts = {
    start: archiveStart(plan, await signEnvelope(plan.envelopeBytes, from.signer, MADE_AT)),
    files: spool.files.map(({ name, bytes }) => ({ path: BUNDLE_FOLDER + name, name, size: bytes })),
    mtime: bundleSeconds(plan.envelope),
  };
  const keys = recipients.value.map(({ clave }) => clave);
  const sealed = await sealStream(
    archive(parts, (name) => spool.read(name)),
    { kind: 'keys', keys },
  );
  const name = 'TRASPASO-7K2M-9QXD.age';
  const size = mostSealedBytes(archiveSize(parts), keys.length);
  const written = await writeOut({ folder, name, source: sealed as AsyncIterable<Uint8Array>, size });
  await spool.remove();
  if (!written.ok) throw new Error(written.fault.code);
  expect(written.value.size).toBeLessThanOrEqual(size);
  return path.join(folder, name);
}

/** Takes a bundle from the stick, opens its head as main does, and reads it as the window does. */
async function receive(
  file: string,
  list: TrustList,
  { identity, ownKey }: { readonly identity: string; readonly ownKey: string },
  more: Partial<BundleFileInput> = {},
) {
  const found = await describeBundle(file);
  if (!found.ok) return found;
  const copied = await quarantine(found.value, path.join(folder, `${newId()}.age`));
  if (!copied.ok) return copied;
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const key = ownBytes(await decrypter.decryptHeader(copied.value.header));
  const bytes = ownBytes(await readFile(copied.value.file));
  return await readBundleFile({
    ...{ key, now: Date.parse(MADE_AT), ownKeys: [ownKey], list, known: [], size: bytes.length },
    read: (at, length) => Promise.resolve(ok({ bytes: bytes.slice(at, at + length) })),
    onEvent: () => Promise.resolve(ok(undefined)),
    startWorker: workerHere,
    ...more,
  });
}

test('what was sent is what arrives: the case, the photograph, who sent it', async () => {
  const { a, list, keysB, rescue } = await twoOffices();
  const one = await inventedCase(a, 30);
  const file = await send(list, a, one);
  const events: UnpackEvent[] = [];
  const progress: number[] = [];
  const read = await receive(
    file,
    list,
    { identity: keysB.identity, ownKey: keysB.recipient },
    {
      onEvent: (event) => {
        events.push(event);
        return Promise.resolve(ok(undefined));
      },
      onProgress: (bytes) => progress.push(bytes),
    },
  );
  expect(read).toMatchObject({ ok: true, value: { standing: 'trusted', changes: 30 } });
  const arrived = events.find((event) => event.kind === 'case');
  expect(arrived).toMatchObject({ id: one.id, changes: one.changes, seals: one.seals });
  const pieces = events.flatMap((event): Bytes[] => (event.kind === 'file-bytes' ? [event.bytes] : []));
  expect(equalBytes(concatBytes(...pieces), photo)).toBe(true);
  expect(progress.at(-1)).toBe((await readFile(file)).length);
  // the ministry's rescue key opens it too
  expect(await receive(file, list, { identity: rescue.identity, ownKey: rescue.recipient })).toMatchObject({
    ok: true,
  });
});

test('a revoked sender is read and marked; an unknown one is refused; another key inside is refused', async () => {
  const { a, list, keysB } = await twoOffices();
  const file = await send(list, a, await inventedCase(a, 3));
  const revoked = {
    ...list,
    oficinas: list.oficinas.map((office) => ({
      ...office,
      equipos: office.equipos.map((one) => (one.replica === a.replica ? { ...one, estado: 'revocado' as const } : one)),
    })),
  };
  expect(await receive(file, revoked, { identity: keysB.identity, ownKey: keysB.recipient })).toMatchObject({
    ok: true,
    value: { standing: 'revoked' },
  });
  const stranger = await twoOffices();
  expect(await receive(file, stranger.list, { identity: keysB.identity, ownKey: keysB.recipient })).toMatchObject({
    ok: false,
    fault: { code: 'bundle/unknown-sender' },
  });
  expect(await receive(file, list, { identity: keysB.identity, ownKey: stranger.keysB.recipient })).toMatchObject({
    ok: false,
    fault: { code: 'bundle/other-office' },
  });
});

test('a bundle that is shorter or has one bit changed tells nothing that counts', async () => {
  const { a, list, keysB } = await twoOffices();
  const file = await send(list, a, await inventedCase(a, 3));
  const whole = ownBytes(await readFile(file));
  const read = (bytes: Bytes) => ({
    size: bytes.length,
    read: (at: number, length: number) => Promise.resolve(ok({ bytes: bytes.slice(at, at + length) })),
  });
  const cut = await receive(
    file,
    list,
    { identity: keysB.identity, ownKey: keysB.recipient },
    read(whole.slice(0, -1)),
  );
  expect(cut).toMatchObject({ ok: false, fault: { code: 'bundle/cut-short' } });
  const changed = whole.slice();
  changed[changed.length - 700_000]! ^= 1;
  const flipped = await receive(file, list, { identity: keysB.identity, ownKey: keysB.recipient }, read(changed));
  expect(flipped).toMatchObject({ ok: false, fault: { code: 'bundle/cut-short' } });
});

test('a reader that does not come on is given up, and one that is not wanted any more', async () => {
  const { list } = await twoOffices();
  const silent = { postMessage: () => undefined, terminate: () => undefined, addEventListener: () => undefined };
  const input = {
    ...{ key: new Uint8Array(16), now: 0, ownKeys: [], list, known: [], size: 1000 },
    read: () => Promise.resolve(ok({ bytes: new Uint8Array(10) })),
    onEvent: () => Promise.resolve(ok(undefined)),
  };
  const stuck = await readBundleFile({ ...input, startWorker: () => silent as never, watchdogMs: 20 });
  expect(stuck).toMatchObject({ ok: false, fault: { code: 'bundle/structure' } });
  const given = await readBundleFile({ ...input, startWorker: workerHere, signal: AbortSignal.abort() });
  expect(given).toMatchObject({ ok: false, fault: { code: 'file/cancelled' } });
});
