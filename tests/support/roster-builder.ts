import { recipientOf } from '../../electron/vault/file-key.ts';
import { toBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import { instantFrom } from '../../shared/kernel/clock.ts';
import { newId } from '../../shared/kernel/id.ts';
import { hybridIdentityText } from '../../shared/referral/age-key.ts';
import { issuedAt, withCertified } from '../../shared/roster/next-list.ts';
import { makeCard, type OfficeCard } from '../../shared/roster/office-card.ts';
import { makeTrustList, trustListBytes, type SignedTrustList, type TrustList } from '../../shared/roster/trust-list.ts';
import {
  createAuthority,
  generateSigningKeys,
  issueInstallationCertificate,
} from '../../shared/signature/authority.ts';
import { readCertificate } from '../../shared/signature/certificate.ts';
import { buildCms, webCryptoSigner } from '../../shared/signature/cms.ts';
import { sha256 } from '../../shared/kernel/bytes.ts';
import { valueOf } from './vault-builder.ts';

export const DAY = 86_400_000;
export const startOfRoster = Date.parse('2026-11-24T15:00:00.000Z');

/** A key of age whose secret half nobody keeps. */
export function someRecipient(fill: number): Promise<string> {
  return recipientOf(hybridIdentityText(new Uint8Array(32).fill(fill)));
}

/** An invented ministry that certifies whom it is told to. */
export async function makeMinistry(name = 'AC de intercambio', now = startOfRoster) {
  const keys = await generateSigningKeys();
  const certificate = await createAuthority({
    ...{ name, organization: 'Secretaría de Trabajo', keys, signs: true },
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + 7000 * DAY),
  });
  const signer = webCryptoSigner(keys.privateKey, certificate, []);
  const list = makeTrustList({
    ...{ version: 1, emitida: instantFrom(now), hasta: instantFrom(now + 365 * DAY), oficinas: [] },
    rescate: await someRecipient(1),
    raiz: toBase64(certificate),
  });
  const sign = async (what: TrustList): Promise<SignedTrustList> => {
    const bytes = trustListBytes(what);
    return { list: bytes, signature: await buildCms(await sha256(bytes), signer) };
  };
  const certify = async (card: OfficeCard, publicKey: CryptoKey, at = now): Promise<Bytes> =>
    issueInstallationCertificate({
      subject: { code: card.oficina, name: card.nombre, replica: card.replica, organization: 'Secretaría de Trabajo' },
      ...{ publicKey, authority: { certificate, privateKey: keys.privateKey } },
      notBefore: new Date(at - DAY),
      notAfter: new Date(at + 1000 * DAY),
    });
  return { certificate, signer, list, sign, certify };
}

/** A computer of an office, with its card. */
export async function makeInstallation(oficina: string, now = startOfRoster, fill = 7) {
  const keys = await generateSigningKeys();
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', keys.publicKey));
  const card = makeCard({
    ...{ oficina, nombre: `Oficina ${oficina}`, replica: newId(), antes: [] },
    ...{ clave: await someRecipient(fill), spki: toBase64(spki), creado: instantFrom(now) },
  });
  return { keys, card };
}

/** The next list of a ministry with one more computer on it. */
export async function withComputer(
  ministry: Awaited<ReturnType<typeof makeMinistry>>,
  list: TrustList,
  { card, keys }: Awaited<ReturnType<typeof makeInstallation>>,
  now = startOfRoster,
): Promise<{ readonly list: TrustList; readonly certificate: Bytes }> {
  const certificate = await ministry.certify(card, keys.publicKey, now);
  const read = valueOf(await readCertificate(certificate));
  return { list: issuedAt({ list: withCertified(list, card, read), now }), certificate };
}
