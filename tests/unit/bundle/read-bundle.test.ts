import { beforeAll, describe, expect, test } from 'vitest';
import { bundlePaths } from '../../../shared/bundle/bundle-layout.ts';
import { envelopeIdentity } from '../../../shared/bundle/envelope.ts';
import type { BundleEvent } from '../../../shared/bundle/read-bundle.ts';
import { concatBytes, randomBytes, utf8 } from '../../../shared/kernel/bytes.ts';
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';
import { newId } from '../../../shared/kernel/id.ts';
import {
  buildBundle,
  fileByHash,
  inventedCase,
  knowing,
  newAgeKeys,
  readAll,
  sealTips,
  testMinistry,
  writeChanges,
  type BuiltBundle,
  type BundleCase,
  type BundleFile,
  type Installation,
} from '../../support/bundle-builder.ts';

let office: Installation;
let other: Installation;
let key: string;
let cases: readonly BundleCase[];
let files: readonly BundleFile[];
let bundle: BuiltBundle;

beforeAll(async () => {
  const ministry = await testMinistry();
  office = await ministry.installation('LCE');
  other = await ministry.installation('TGU');
  key = (await newAgeKeys()).recipient;
  cases = [await inventedCase(office), await inventedCase(office, 45)];
  files = [
    { tipo: 'indice', ruta: bundlePaths.index, bytes: utf8(canonicalJson({ pruebas: [] })) },
    { tipo: 'confianza', ruta: bundlePaths.trustList, bytes: utf8('{"version":1}') },
    { tipo: 'confianza', ruta: bundlePaths.trustSignature, bytes: utf8('firma') },
    { tipo: 'acuse', ruta: bundlePaths.acknowledgement(newId()), bytes: utf8(canonicalJson({ hasta: 3 })) },
    await fileByHash('adjunto', randomBytes(2000)),
    await fileByHash('adjunto', new Uint8Array(0), 'txt'),
    await fileByHash('documento', randomBytes(512)),
  ];
  bundle = await buildBundle({ from: office, to: [{ oficina: 'TGU', clave: key }], cases, files });
});

const kindsOf = (events: readonly BundleEvent[]): readonly string[] => [...new Set(events.map(({ kind }) => kind))];

describe('a bundle of cases and files', () => {
  test.each([1, 7, 512, 4096, 64 * 1024, 10_000_000])('comes whole in pieces of %i bytes', async (piece) => {
    const read = await readAll(bundle.tar, knowing([office], [key]), piece);
    if (!read.ok) throw new Error(JSON.stringify(read.fault));
    const { events, summary } = read.value;
    expect(kindsOf(events)).toEqual([
      ...['envelope', 'trust', 'case', 'index', 'acknowledgement'],
      ...['file-begin', 'file-bytes', 'file-end'],
    ]);
    expect(summary).toEqual({
      envelope: bundle.envelope,
      identity: await envelopeIdentity(bundle.envelopeBytes),
      standing: 'trusted',
      changes: 55,
    });
    expect(events.filter(({ kind }) => kind === 'case')).toEqual(cases.map((one) => ({ kind: 'case', ...one })));
    const contents = new Map<string, Uint8Array[]>();
    for (const event of events) {
      if (event.kind === 'file-begin') contents.set(event.file.ruta, []);
      if (event.kind === 'file-bytes') contents.get(event.file.ruta)?.push(event.bytes);
    }
    const passedOn = files.filter(({ tipo }) => tipo === 'adjunto' || tipo === 'documento');
    expect([...contents].map(([ruta, parts]) => [ruta, concatBytes(...parts)])).toEqual(
      passedOn.map(({ ruta, bytes }) => [ruta, bytes]),
    );
    expect(events.find(({ kind }) => kind === 'index')).toEqual({ kind: 'index', json: { pruebas: [] } });
  });

  test('a revoked sender is read on, and said to be revoked', async () => {
    const input = knowing([office], [key]);
    const read = await readAll(bundle.tar, {
      ...input,
      checkSender: () => Promise.resolve({ ok: true, value: 'revoked' }),
    });
    expect(read.ok && read.value.summary.standing).toBe('revoked');
  });

  test('what another office wrote travels on under its own seals', async () => {
    const [first] = cases;
    if (first === undefined) throw new Error('no case');
    const more = writeChanges(other, first.id, first.changes, [
      { entity: `inspection/${first.id}`, field: 'field1', kind: 'del', value: null },
    ]);
    const changes = [...more, ...first.changes];
    const seals = [...(await sealTips(more, other)), ...first.seals];
    const relayed = await buildBundle({
      ...{ from: other, to: [{ oficina: 'CHO', clave: key }], cases: [{ id: first.id, changes, seals }] },
    });
    const read = await readAll(relayed.tar, knowing([office, other], [key]));
    expect(read.ok && read.value.summary.changes).toBe(11);
    const refused = await readAll(relayed.tar, knowing([other], [key]));
    expect(refused).toEqual({
      ok: false,
      fault: { code: 'bundle/unknown-sender', detail: { part: `casos/${first.id}` } },
    });
  });

  test('the trust list of a bundle can bring the certificates of its changes', async () => {
    const { certificateOf, ...input } = knowing([office], [key]);
    let isKnown = false;
    const read = await readAll(bundle.tar, {
      ...input,
      certificateOf: (replica, hash) => (isKnown ? certificateOf(replica, hash) : undefined),
      onTrust: (list, signature) => {
        expect([list, signature]).toEqual([utf8('{"version":1}'), utf8('firma')]);
        isKnown = true;
        return Promise.resolve();
      },
    });
    expect(read.ok).toBe(true);
  });

  test('two ends of one series, after a copy was put back, are both there', async () => {
    const [first] = cases;
    if (first === undefined) throw new Error('no case');
    const intent = { entity: `inspection/${first.id}`, field: 'field2', kind: 'set', value: 'a' } as const;
    const one = writeChanges(office, first.id, first.changes, [intent]);
    const two = writeChanges(office, first.id, first.changes, [{ ...intent, value: 'b' }]);
    const changes = [...first.changes, ...one, ...two];
    const forked = { id: first.id, changes, seals: await sealTips(changes, office) };
    const { tar, envelope } = await buildBundle({
      ...{ from: office, to: [{ oficina: 'TGU', clave: key }], cases: [forked] },
    });
    expect(envelope.casos[0]?.series).toHaveLength(2);
    expect((await readAll(tar, knowing([office], [key]))).ok).toBe(true);
  });

  test.each(['confianza', 'acuse'] as const)('a bundle of the kind %s needs no case', async (tipo) => {
    const { tar } = await buildBundle({ from: office, to: [{ oficina: 'TGU', clave: key }], files, tipo });
    expect((await readAll(tar, knowing([office], [key]))).ok).toBe(true);
  });
});
