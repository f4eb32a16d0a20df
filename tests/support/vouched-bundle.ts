import { Encrypter } from 'age-encryption';
import { bundlePaths } from '../../shared/bundle/bundle-layout.ts';
import { ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { issuedAt, withRevoked } from '../../shared/roster/next-list.ts';
import {
  buildBundle,
  installationOf,
  inventedCase,
  type BuiltBundle,
  type BundleFile,
  type BundleOrder,
  type Installation,
} from './bundle-builder.ts';
import { makeInstallation, makeMinistry, startOfRoster, withComputer } from './roster-builder.ts';
import { valueOf } from './vault-builder.ts';

/** A ministry with one office on its list, and bundles that bring the list along, as the app makes them. */
export interface VouchedOffice {
  readonly root: Bytes;
  readonly office: Installation;
  /** A bundle for whoever opens with words, of one case, with these files and the list. */
  readonly bundle: (files?: readonly BundleFile[], rest?: Partial<BundleOrder>) => Promise<BuiltBundle>;
  /** the list, of which the office is on or off */
  readonly list: (isRevoked?: boolean) => Promise<readonly BundleFile[]>;
}

/** Makes an invented ministry and an office. @param name of its root */
export async function vouchedOffice(name = 'AC de intercambio', code = 'LCE'): Promise<VouchedOffice> {
  const ministry = await makeMinistry(name);
  const computer = await makeInstallation(code);
  const { list: trusted, certificate } = await withComputer(ministry, ministry.list, computer);
  const { replica } = computer.card;
  const office = await installationOf({ office: code, replica, certificate, privateKey: computer.keys.privateKey });
  const list: VouchedOffice['list'] = async (isRevoked = false) => {
    const said = isRevoked
      ? issuedAt({
          list: valueOf(withRevoked({ list: trusted, now: startOfRoster }, replica, 'Robada')),
          now: startOfRoster,
        })
      : trusted;
    const signed = await ministry.sign(said);
    return [
      { tipo: 'confianza', ruta: bundlePaths.trustList, bytes: signed.list },
      { tipo: 'confianza', ruta: bundlePaths.trustSignature, bytes: signed.signature },
    ];
  };
  const one = await inventedCase(office, 4);
  const bundle: VouchedOffice['bundle'] = async (files = [], rest = {}) =>
    await buildBundle({
      from: office,
      to: [{ oficina: 'MP', clave: 'frase' }],
      tipo: 'expediente',
      cases: [one],
      files: [...(await list()), ...files],
      ...rest,
    });
  return { root: ministry.certificate, office, bundle, list };
}

/** Seals an archive under words, with less work than the app asks for. @param work logarithm of it */
export async function sealedUnderWords(tar: Bytes, words: string, work = 4): Promise<Bytes> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(work);
  encrypter.setPassphrase(words);
  return ownBytes(await encrypter.encrypt(tar));
}

/** Seals an archive for a key. */
export async function sealedFor(tar: Bytes, recipient: string): Promise<Bytes> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return ownBytes(await encrypter.encrypt(tar));
}
