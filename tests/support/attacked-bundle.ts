import { randomBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import type { FaultCode } from '../../shared/kernel/fault.ts';
import type { BundleReaderInput } from '../../shared/bundle/read-bundle.ts';
import {
  buildBundle,
  fileByHash,
  inventedCase,
  knowing,
  newAgeKeys,
  readAll,
  testMinistry,
  type BuiltBundle,
  type BundleCase,
  type BundleOrder,
  type Installation,
} from './bundle-builder.ts';
import { takeApart, type TarPiece } from './tar-surgery.ts';

/** A good bundle, who made it, and others who would like to have. */
export interface AttackedBundle {
  readonly office: Installation;
  readonly other: Installation;
  /** of the same office and id, with another key */
  readonly twin: Installation;
  /** the same names, certified by a root that nobody knows */
  readonly stranger: Installation;
  /** the root as if it were an installation of the office */
  readonly authority: Installation;
  /** the key of whoever reads, and one of somebody else */
  readonly ours: string;
  readonly theirs: string;
  readonly cases: readonly BundleCase[];
  readonly order: BundleOrder;
  readonly good: BuiltBundle;
  readonly pieces: readonly TarPiece[];
  /** What reading this gives: a code, or that it was accepted. */
  readonly codeOf: (tar: Bytes, known?: BundleReaderInput) => Promise<FaultCode | 'accepted'>;
  /** The bundle with parts of its order replaced. */
  readonly ordered: (rest: Partial<BundleOrder>) => Promise<Bytes>;
}

/** Makes the bundle that the attacks start from. */
export async function attackedBundle(): Promise<AttackedBundle> {
  const ministry = await testMinistry();
  const office = await ministry.installation('LCE');
  const other = await ministry.installation('TGU');
  const stranger = await (await testMinistry()).installation('LCE', office.replica);
  const twin = await ministry.installation('LCE', office.replica);
  const authority = { ...ministry.authority, office: office.office, replica: office.replica };
  const ours = (await newAgeKeys()).recipient;
  const theirs = (await newAgeKeys()).recipient;
  const cases = [await inventedCase(office), await inventedCase(office)];
  const files = [await fileByHash('adjunto', randomBytes(5000))];
  const order = { from: office, to: [{ oficina: 'TGU', clave: ours }], cases, files };
  const good = await buildBundle(order);
  const codeOf: AttackedBundle['codeOf'] = async (tar, known = knowing([office, other], [ours])) => {
    const read = await readAll(tar, known);
    return read.ok ? 'accepted' : read.fault.code;
  };
  const ordered = async (rest: Partial<BundleOrder>): Promise<Bytes> => (await buildBundle({ ...order, ...rest })).tar;
  const pieces = takeApart(good.tar);
  return { office, other, twin, stranger, authority, ours, theirs, cases, order, good, pieces, codeOf, ordered };
}
