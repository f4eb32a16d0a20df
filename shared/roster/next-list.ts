import { toBase64 } from '../kernel/bytes.ts';
import { instantFrom } from '../kernel/clock.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { Certificate } from '../signature/certificate.ts';
import type { OfficeCard } from './office-card.ts';
import {
  findInstallation,
  findSuccessor,
  type Installation,
  type TrustedOffice,
  type TrustList,
} from './trust-list.ts';

/** How long a list says that it counts: a year in which the ministry hands out at least one more. */
const LIST_YEARS = 1;

/** What the next list says beside what the one before said. */
interface NextList {
  readonly list: TrustList;
  /** milliseconds since 1970 */
  readonly now: number;
}

/**
 * Whether the ministry may certify a card: a computer is known by its id for ever, with one key and in one office. What one
 * took over goes on to the next of its office that takes it over too, or when it is believed no more.
 * @returns nothing; `trust/card-taken`, `trust/already-revoked`
 */
export function mayCertify(list: TrustList, card: OfficeCard): Result<undefined> {
  const isElsewhere = (replica: string): boolean => {
    const office = findInstallation(list, replica)?.office.oficina ?? card.oficina;
    return office !== card.oficina;
  };
  const isOthers = (replica: string): boolean => {
    const heir = findSuccessor(list, replica);
    if (heir === undefined || heir.replica === card.replica) return isElsewhere(replica);
    const goesOn = heir.estado === 'revocado' || card.antes.includes(heir.replica);
    return !goesOn || isElsewhere(heir.replica) || isElsewhere(replica);
  };
  if (card.antes.some(isOthers)) return fail('trust/card-taken');
  const listed = findInstallation(list, card.replica);
  if (listed === undefined) return ok(undefined);
  if (listed.estado === 'revocado') return fail('trust/already-revoked');
  const isSame = listed.clave === card.clave && listed.office.oficina === card.oficina;
  return isSame ? ok(undefined) : fail('trust/card-taken');
}

/**
 * The list with one more computer certified, or with a new certificate for one that it has. Its number grows only when it
 * is issued: see {@link issuedAt}.
 * @param certificate made for the card by the root
 */
export function withCertified(list: TrustList, card: OfficeCard, certificate: Certificate): TrustList {
  const before = findInstallation(list, card.replica);
  const former = before === undefined ? [] : [...(before.anteriores ?? []), before.cert];
  const installation: Installation = {
    replica: card.replica,
    cert: toBase64(certificate.der),
    ...(former.length === 0 ? {} : { anteriores: former }),
    ...(card.antes.length === 0 ? {} : { antes: card.antes }),
    clave: card.clave,
    estado: 'activo',
    desde: certificate.notBefore,
    hasta: certificate.notAfter,
  };
  const others = list.oficinas.map((one) => ({
    ...one,
    equipos: one.equipos.map((of) => withoutFormer(of, card.antes)),
  }));
  const known = others.find(({ oficina }) => oficina === card.oficina);
  const office: TrustedOffice = {
    oficina: card.oficina,
    nombre: card.nombre,
    equipos: [...(known?.equipos ?? []).filter(({ replica }) => replica !== card.replica), installation],
  };
  const oficinas = [...others.filter(({ oficina }) => oficina !== card.oficina), office].sort((a, b) =>
    a.oficina < b.oficina ? -1 : 1,
  );
  return { ...list, oficinas };
}

/** An installation without the former ids that another one takes over: a list has each of them once. */
function withoutFormer({ antes = [], ...one }: Installation, taken: readonly string[]): Installation {
  const kept = antes.filter((replica) => !taken.includes(replica));
  return kept.length === 0 ? one : { ...one, antes: kept };
}

/**
 * The list with a computer that is believed no more; it stays on the list for ever.
 * @returns the list; `trust/unknown-installation`, `trust/already-revoked`
 */
export function withRevoked({ list, now }: NextList, replica: string, reason: string): Result<TrustList> {
  const listed = findInstallation(list, replica);
  if (listed === undefined) return fail('trust/unknown-installation');
  if (listed.estado === 'revocado') return fail('trust/already-revoked');
  const revoked = (one: Installation): Installation =>
    one.replica === replica ? { ...one, estado: 'revocado', hasta: instantFrom(now), motivo: reason } : one;
  const oficinas = list.oficinas.map((office) => ({ ...office, equipos: office.equipos.map(revoked) }));
  return ok({ ...list, oficinas });
}

/** The list under its next number and with the dates of now. */
export function issuedAt({ list, now }: NextList): TrustList {
  const until = new Date(now);
  until.setUTCFullYear(until.getUTCFullYear() + LIST_YEARS);
  return { ...list, version: list.version + 1, emitida: instantFrom(now), hasta: until.toISOString() };
}
